-- mart_site_counter: the visitor counters that pages showed.
-- grain:  article_id, period, period_year, period_month, observed_to
-- reads:  fact_site_counter, dim_article, dim_outlet
-- note:   of several captures of an article in one night the highest reading counts.

select
    dim_article.article_id,
    dim_article.source_file,
    if(dim_outlet.outlet_key < 0, null, dim_outlet.outlet_name) as outlet,
    fact_site_counter.period,
    fact_site_counter.period_year,
    fact_site_counter.period_month,
    fact_site_counter.value,
    fact_site_counter.observed_from,
    fact_site_counter.observed_to
from fact_site_counter
inner join dim_article on fact_site_counter.article_key = dim_article.article_key
inner join dim_outlet on fact_site_counter.outlet_key = dim_outlet.outlet_key
qualify
    row_number() over (
        partition by
            fact_site_counter.article_key,
            fact_site_counter.period,
            fact_site_counter.period_year,
            fact_site_counter.period_month,
            fact_site_counter.observed_on
        order by fact_site_counter.value desc, fact_site_counter.sha256
    ) = 1
