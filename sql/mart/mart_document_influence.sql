-- mart_document_influence: how often each outlet cites each document, month by month.
-- grain:  document_id, outlet, cited_month
-- reads:  fact_citation, dim_article_version, dim_outlet, dim_document,
--         bridge_document_alias
-- note:   an article cites in the month of the day it was published, else of the day it
--         tells of; cited_month is that month's first day, NULL where there is no day.

select
    dim_document.document_id,
    dim_document.document_type,
    dim_document.document_number,
    dim_document.document_code,
    dim_document.issuer,
    if(dim_outlet.outlet_key < 0, null, dim_outlet.outlet_name) as outlet,
    date_trunc(
        'month',
        coalesce(dim_article_version.published_date, dim_article_version.event_date)
    )::date as cited_month,
    count(*) as citations,
    count(distinct dim_article_version.article_key) as articles
from fact_citation
inner join dim_article_version
    on fact_citation.article_version_key = dim_article_version.article_version_key
inner join dim_outlet on dim_article_version.outlet_key = dim_outlet.outlet_key
inner join bridge_document_alias
    on fact_citation.document_key = bridge_document_alias.document_key
inner join dim_document
    on bridge_document_alias.canonical_document_key = dim_document.document_key
where dim_article_version.is_current
group by all
