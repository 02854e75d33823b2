-- fact_agreement_milestone: an article tells what happened to an agreement, and when.
-- grain:  article_version_key, agreement_id, milestone, milestone_on, char_start
-- reads:  stg_agreement_seen, stg_agreement_milestone, stg_version, stg_run
-- note:   milestone 'told' is the article's own: an agreement it speaks of has one even
--         where nothing happens to it.

with milestones as (
    select
        sha256,
        agreement_id,
        'told' as milestone,
        null::date as milestone_on,
        'unknown' as date_precision,
        null::text as event_id,
        as_written,
        line_no,
        char_start,
        char_end,
        rule,
        confidence
    from stg_agreement_seen
    union all
    select
        sha256,
        agreement_id,
        milestone,
        milestone_on,
        date_precision,
        event_id,
        as_written,
        line_no,
        char_start,
        char_end,
        rule,
        confidence
    from stg_agreement_milestone
)

select
    stg_version.article_version_key,
    milestones.milestone,
    milestones.milestone_on,
    milestones.date_precision,
    milestones.as_written,
    milestones.line_no,
    milestones.char_start,
    milestones.char_end,
    milestones.rule,
    milestones.confidence,
    stg_run.audit_key,
    key_of(
        concat_ws(
            chr(31), 'agreement_milestone', stg_version.article_version_key,
            milestones.agreement_id, milestones.milestone,
            coalesce(milestones.milestone_on::text, ''), milestones.char_start
        )
    ) as agreement_milestone_key,
    key_of(concat_ws(chr(31), 'agreement', milestones.agreement_id)) as agreement_key,
    case
        when milestones.milestone = 'told' then -2
        when milestones.event_id is null then -1
        else key_of(concat_ws(chr(31), 'event', milestones.event_id))
    end as event_key,
    case
        when milestones.milestone = 'told' then -2
        when milestones.milestone_on between '1940-01-01' and '2060-12-31'
            then strftime(milestones.milestone_on, '%Y%m%d')::bigint
        else -1
    end as milestone_date_key
from milestones
inner join stg_version on milestones.sha256 = stg_version.sha256
cross join stg_run
qualify
    row_number() over (
        partition by agreement_milestone_key
        order by milestones.confidence desc, milestones.rule, milestones.as_written
    ) = 1
