-- fact_site_counter: what a visitor counter on an article's page showed.
-- grain:  sha256, period, period_year, period_month, observed_on
-- reads:  stg_counter, stg_observation, stg_run, fact_site_counter
-- note:   the month or year a counter names bounds the day it was read; the night is
--         its latest possible day. A counter naming none was read at some time before.
--         A page that is no good version of its article still counts its visitors.

with readings as (
    select
        sha256,
        period,
        period_year,
        period_month,
        value,
        line_no,
        char_start,
        char_end,
        rule,
        confidence
    from stg_counter
    where scope = 'site'
    union
    select
        fact_site_counter.sha256,
        fact_site_counter.period,
        fact_site_counter.period_year,
        fact_site_counter.period_month,
        fact_site_counter.value,
        fact_site_counter.line_no,
        fact_site_counter.char_start,
        fact_site_counter.char_end,
        fact_site_counter.rule,
        fact_site_counter.confidence
    from fact_site_counter
    where
        fact_site_counter.sha256 in (select stg_observation.sha256 from stg_observation)
        and fact_site_counter.sha256 not in (select stg_counter.sha256 from stg_counter)
),

named as (
    select
        sha256,
        max(period_year) as year_named,
        max(period_month) as month_named
    from readings
    group by sha256
),

bounds as (
    select
        sha256,
        case
            when year_named is null then null
            when month_named is null then make_date(year_named, 1, 1)
            else make_date(year_named, month_named, 1)
        end as earliest_on,
        case
            when year_named is null then null
            when month_named is null then make_date(year_named, 12, 31)
            else last_day(make_date(year_named, month_named, 1))
        end as latest_on
    from named
),

nights as (
    select distinct
        sha256,
        article_key,
        outlet_key,
        night
    from stg_observation
),

observed as (
    select
        readings.sha256,
        readings.period,
        readings.period_year,
        readings.period_month,
        readings.value,
        readings.line_no,
        readings.char_start,
        readings.char_end,
        readings.rule,
        readings.confidence,
        nights.article_key,
        nights.outlet_key,
        nights.night,
        if(bounds.earliest_on <= nights.night, bounds.earliest_on, null) as observed_from,
        least(bounds.latest_on, nights.night) as observed_to
    from readings
    inner join nights on readings.sha256 = nights.sha256
    inner join bounds on readings.sha256 = bounds.sha256
)

select
    key_of(
        concat_ws(
            chr(31), 'site_counter', observed.sha256, observed.period,
            coalesce(observed.period_year, 0), coalesce(observed.period_month, 0),
            observed.night
        )
    ) as site_counter_key,
    observed.article_key,
    observed.outlet_key,
    observed.sha256,
    observed.period,
    observed.period_year,
    observed.period_month,
    observed.value,
    observed.observed_from,
    observed.observed_to,
    observed.night as observed_on,
    observed.line_no,
    observed.char_start,
    observed.char_end,
    observed.rule,
    observed.confidence,
    stg_run.audit_key
from observed
cross join stg_run
qualify
    row_number() over (
        partition by site_counter_key
        order by observed.value desc, observed.char_start
    ) = 1
