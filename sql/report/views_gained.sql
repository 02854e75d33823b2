-- views_gained: Which articles' views grew most from one night to the next?
-- reads:  mart_page_view, mart_article

select
    mart_page_view.observed_on,
    mart_page_view.views_gained,
    mart_page_view.views,
    coalesce(mart_article.title, left(mart_article.lead, 60)) as title
from mart_page_view
inner join mart_article on mart_page_view.article_id = mart_article.article_id
where mart_page_view.views_gained > 0
order by mart_page_view.views_gained desc, mart_article.article_id
limit 20
