-- visitors: How many visitors did the sites' own counters show?
-- reads:  mart_site_counter

select
    coalesce(outlet, 'Không rõ') as outlet,
    period,
    period_year,
    period_month,
    max(value) as visitors,
    max_by(observed_to, value) as observed_to
from mart_site_counter
group by outlet, period, period_year, period_month
order by outlet, period, period_year, period_month
