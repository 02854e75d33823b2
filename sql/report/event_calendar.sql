-- event_calendar: What kinds of events took place in each month?
-- reads:  mart_event

select
    date_trunc('month', event_date)::date as event_month,
    event_type,
    count(*) as events,
    count(distinct province_now) as provinces
from mart_event
where event_date is not null
group by event_month, event_type
order by event_month desc, events desc, event_type
