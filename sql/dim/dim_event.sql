-- dim_event: the events that articles tell of.
-- grain:  event_id
-- reads:  stg_event_seen, stg_event_participant, stg_agreement_milestone, seed_place, dim_event
-- note:   of two answers the greater one stays, so that the order of loading does not
--         matter; type, day and host are part of the id, so they never differ.

with named as (
    select event_id from stg_event_seen
    union
    select event_id from stg_event_participant
    union
    select event_id from stg_agreement_milestone
),

told as (
    select
        stg_event_seen.event_id,
        stg_event_seen.event_type,
        stg_event_seen.event_date,
        stg_event_seen.date_precision,
        stg_event_seen.day_part,
        stg_event_seen.place,
        if(
            seed_place.place_id is null,
            -1,
            key_of(concat_ws(chr(31), 'place', seed_place.place_id))
        ) as place_key,
        if(
            stg_event_seen.organisation is null,
            -1,
            key_of(concat_ws(chr(31), 'organisation', stg_event_seen.organisation))
        ) as organisation_key,
        stg_event_seen.subject
    from stg_event_seen
    left join seed_place on stg_event_seen.place_id = seed_place.place_id
    union all
    select
        dim_event.event_id,
        dim_event.event_type,
        dim_event.event_date,
        dim_event.date_precision,
        dim_event.day_part,
        dim_event.place,
        dim_event.place_key,
        dim_event.organisation_key,
        dim_event.subject
    from dim_event
    where dim_event.event_key >= 0
),

merged as (
    select
        named.event_id,
        max(told.event_type) as event_type,
        max(told.event_date) as event_date,
        max(told.date_precision) as date_precision,
        max(told.day_part) as day_part,
        max(told.place) as place,
        max(told.place_key) as place_key,
        max(told.organisation_key) as organisation_key,
        max(told.subject) as subject
    from named
    left join told on named.event_id = told.event_id
    where named.event_id is not null
    group by named.event_id
)

select
    event_id,
    event_type,
    event_date,
    date_precision,
    day_part,
    place,
    subject,
    key_of(concat_ws(chr(31), 'event', event_id)) as event_key,
    case
        when event_date between '1940-01-01' and '2060-12-31'
            then strftime(event_date, '%Y%m%d')::bigint
        else -1
    end as event_date_key,
    coalesce(place_key, -1) as place_key,
    coalesce(organisation_key, -1) as organisation_key
from merged
