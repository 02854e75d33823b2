-- mart_event: the events that today's articles tell of.
-- grain:  article_id, event
-- reads:  fact_event_participation, dim_article_version, dim_article, dim_event, dim_place,
--         bridge_place_succession
-- note:   province_then is the province as it was on the day of the event, province_now
--         the one that stands for it today: group by either map.

with events as (
    select distinct
        dim_article.article_id,
        dim_article.source_file,
        fact_event_participation.event_key
    from fact_event_participation
    inner join dim_article_version
        on
            fact_event_participation.article_version_key
            = dim_article_version.article_version_key
    inner join dim_article on dim_article_version.article_key = dim_article.article_key
    where dim_article_version.is_current and fact_event_participation.part = 'told'
),

-- a unit's name outlives the unit: the day tells which one is meant
provinces_then as (
    select distinct on (dim_event.event_key)
        dim_event.event_key,
        namesake.place_key,
        namesake.place_name
    from dim_event
    inner join dim_place on dim_event.place_key = dim_place.place_key
    inner join dim_place as province on dim_place.province_place_key = province.place_key
    inner join dim_place as namesake
        on
            province.place_name = namesake.place_name
            and province.place_level = namesake.place_level
    where province.place_key >= 0
    order by
        dim_event.event_key asc,
        coalesce(
            dim_event.event_date >= coalesce(namesake.valid_from, '0001-01-01')
            and dim_event.event_date <= coalesce(namesake.valid_to, '9999-12-31'),
            namesake.place_key = province.place_key
        ) desc,
        namesake.place_key = province.place_key desc,
        namesake.place_id asc
)

select
    events.article_id,
    events.source_file,
    dim_event.event_type,
    dim_event.event_date,
    dim_event.date_precision,
    dim_event.place,
    provinces_then.place_name as province_then,
    provinces_now.place_name as province_now,
    dim_event.subject
from events
inner join dim_event on events.event_key = dim_event.event_key
left join provinces_then on dim_event.event_key = provinces_then.event_key
left join bridge_place_succession
    on provinces_then.place_key = bridge_place_succession.place_key
left join dim_place as provinces_now
    on bridge_place_succession.current_place_key = provinces_now.place_key
