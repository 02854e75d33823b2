-- events_by_new_province: How many events took place in each province, on the map of today?
-- reads:  mart_event

select
    coalesce(province_now, 'Không rõ') as province,
    count(*) as events,
    string_agg(distinct province_then, '; ' order by province_then) as of_provinces,
    count(*) filter (where event_type = 'signing') as signings,
    count(*) filter (where event_type in ('interim_review', 'final_review')) as reviews
from mart_event
group by province_now
order by events desc, province
