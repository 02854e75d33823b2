-- mart_page_view: page views of articles, night by night.
-- grain:  article_id, observed_on
-- reads:  fact_page_view, dim_article

select
    dim_article.article_id,
    dim_article.source_file,
    fact_page_view.observed_on,
    fact_page_view.views,
    fact_page_view.views - lag(fact_page_view.views) over (
        partition by fact_page_view.article_key order by fact_page_view.observed_on
    ) as views_gained
from fact_page_view
inner join dim_article on fact_page_view.article_key = dim_article.article_key
