-- mart_figure: which figures today's articles state.
-- grain:  article_id, char_start, char_end
-- reads:  fact_figure, dim_article_version, dim_article

select
    dim_article.article_id,
    dim_article.source_file,
    fact_figure.value,
    fact_figure.value_to,
    fact_figure.bound,
    fact_figure.unit,
    fact_figure.measure,
    fact_figure.counted,
    fact_figure.as_written,
    fact_figure.line_no,
    fact_figure.char_start,
    fact_figure.char_end,
    fact_figure.rule
from fact_figure
inner join dim_article_version
    on fact_figure.article_version_key = dim_article_version.article_version_key
inner join dim_article on dim_article_version.article_key = dim_article.article_key
where dim_article_version.is_current
