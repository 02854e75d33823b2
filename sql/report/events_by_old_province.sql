-- events_by_old_province: How many events took place in each province, on the map of their day?
-- reads:  mart_event

select
    coalesce(province_then, 'Không rõ') as province,
    count(*) as events,
    count(*) filter (where event_type = 'signing') as signings,
    count(*) filter (where event_type in ('interim_review', 'final_review')) as reviews,
    min(event_date) as first_on,
    max(event_date) as last_on
from mart_event
group by province_then
order by events desc, province
