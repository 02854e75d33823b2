-- fact_page_view: the page views an article showed on a night.
-- grain:  article_key, observed_on
-- reads:  stg_observation, stg_run

with readings as (
    select
        article_key,
        night as observed_on,
        max(view_count) as views
    from stg_observation
    where view_count is not null and standing in ('accepted', 'same')
    group by article_key, night
)

select
    key_of(
        concat_ws(chr(31), 'page_view', readings.article_key, readings.observed_on)
    ) as page_view_key,
    readings.article_key,
    strftime(readings.observed_on, '%Y%m%d')::bigint as observed_date_key,
    readings.observed_on,
    readings.views,
    stg_run.audit_key
from readings
cross join stg_run
