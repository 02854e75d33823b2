-- check_counters_grow_with_their_period: a day counts at most its month, a month its year.
-- reads:  fact_site_counter

with captures as (
    select
        sha256,
        max(value) filter (where period = 'today') as today,
        max(value) filter (where period = 'month') as this_month,
        max(value) filter (where period = 'year') as this_year,
        max(value) filter (where period = 'total') as in_total
    from fact_site_counter
    group by sha256
)

select
    sha256,
    today,
    this_month,
    this_year,
    in_total
from captures
where
    today > this_month
    or this_month > this_year
    or this_year > in_total
    or today > this_year
    or today > in_total
    or this_month > in_total
