-- figures: What shares and sums do articles state, and of what?
-- reads:  mart_figure, mart_article

select
    mart_figure.measure,
    mart_figure.value,
    mart_figure.unit,
    mart_figure.bound,
    mart_figure.counted,
    mart_figure.as_written,
    mart_article.title
from mart_figure
inner join mart_article on mart_figure.article_id = mart_article.article_id
where mart_figure.measure in ('share', 'money')
order by mart_figure.measure, mart_figure.value desc, mart_figure.as_written, mart_article.title
limit 30
