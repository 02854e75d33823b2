-- fact_event_participation: an article tells of an event, and who took which part in it.
-- grain:  article_version_key, event_id, part, person, organisation, char_start
-- reads:  stg_event_seen, stg_event_participant, stg_version, stg_run, dim_event
-- note:   part 'told' is the article's own: an event it tells of has one even where it
--         names nobody.

with parts as (
    select
        sha256,
        event_id,
        null::text as person,
        organisation,
        'told' as part,
        as_written,
        line_no,
        char_start,
        char_end,
        rule,
        confidence
    from stg_event_seen
    union all
    select
        sha256,
        event_id,
        person,
        organisation,
        part,
        as_written,
        line_no,
        char_start,
        char_end,
        rule,
        confidence
    from stg_event_participant
)

select
    stg_version.article_version_key,
    dim_event.event_key,
    dim_event.event_date_key,
    parts.part,
    parts.as_written,
    parts.line_no,
    parts.char_start,
    parts.char_end,
    parts.rule,
    parts.confidence,
    stg_run.audit_key,
    key_of(
        concat_ws(
            chr(31), 'event_participation', stg_version.article_version_key,
            parts.event_id, parts.part, coalesce(parts.person, ''),
            coalesce(parts.organisation, ''), parts.char_start
        )
    ) as event_participation_key,
    case
        when parts.person is null then -2
        else key_of(concat_ws(chr(31), 'person', parts.person))
    end as person_key,
    case
        when parts.organisation is null then -1
        else key_of(concat_ws(chr(31), 'organisation', parts.organisation))
    end as organisation_key
from parts
inner join stg_version on parts.sha256 = stg_version.sha256
inner join dim_event on parts.event_id = dim_event.event_id
cross join stg_run
qualify
    row_number() over (
        partition by event_participation_key
        order by parts.confidence desc, parts.rule, parts.as_written
    ) = 1
