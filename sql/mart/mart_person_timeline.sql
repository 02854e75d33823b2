-- mart_person_timeline: what articles tell of each person, day by day.
-- grain:  person, what, article_id, char_start, detail, organisation
-- reads:  fact_position, fact_event_participation, fact_quote, fact_credit,
--         dim_article_version, dim_article, dim_person, dim_position, dim_organisation,
--         dim_event, bridge_person_alias, bridge_organisation_alias
-- note:   the day is that of the event, else the one the article tells of, else the day it
--         was published; NULL where there is none. A post told as a former one stays out.

with told as (
    select
        fact_position.article_version_key,
        fact_position.person_key,
        fact_position.organisation_key,
        'post' as what,
        dim_position.position as detail,
        null::date as event_date,
        fact_position.as_written,
        fact_position.char_start
    from fact_position
    inner join dim_position on fact_position.position_key = dim_position.position_key
    where fact_position.position_key >= 0 and not fact_position.is_former
    union all
    select
        fact_event_participation.article_version_key,
        fact_event_participation.person_key,
        dim_event.organisation_key,
        'event' as what,
        concat_ws(': ', fact_event_participation.part, dim_event.event_type) as detail,
        dim_event.event_date,
        fact_event_participation.as_written,
        fact_event_participation.char_start
    from fact_event_participation
    inner join dim_event on fact_event_participation.event_key = dim_event.event_key
    union all
    select
        article_version_key,
        person_key,
        -2 as organisation_key,
        'quote' as what,
        if(is_direct, 'direct', 'reported') as detail,
        null::date as event_date,
        quote as as_written,
        char_start
    from fact_quote
    union all
    select
        article_version_key,
        person_key,
        -2 as organisation_key,
        'credit' as what,
        role as detail,
        null::date as event_date,
        as_written,
        char_start
    from fact_credit
)

select
    dim_person.person_name as person,
    told.what,
    told.detail,
    dim_organisation.organisation,
    dim_article.article_id,
    dim_article.source_file,
    told.as_written as evidence,
    told.char_start,
    coalesce(
        told.event_date, dim_article_version.event_date, dim_article_version.published_date
    ) as happened_on
from told
inner join dim_article_version
    on told.article_version_key = dim_article_version.article_version_key
inner join dim_article on dim_article_version.article_key = dim_article.article_key
inner join bridge_person_alias on told.person_key = bridge_person_alias.person_key
inner join dim_person on bridge_person_alias.canonical_person_key = dim_person.person_key
left join bridge_organisation_alias
    on told.organisation_key = bridge_organisation_alias.organisation_key
left join dim_organisation
    on bridge_organisation_alias.canonical_organisation_key = dim_organisation.organisation_key
where dim_article_version.is_current
