-- check_fact_keys_unique: no fact that the last run loaded is told twice.
-- reads:  fact_agreement_milestone, fact_agreement_party, fact_article_change,
--         fact_article_load, fact_check, fact_citation, fact_credit, fact_date_evidence,
--         fact_event_participation, fact_file, fact_mention, fact_page_view,
--         fact_position, fact_quote, fact_removed_block, fact_site_counter, dim_audit
-- note:   facts have no primary key: its index would be held in memory whole, as all keys
--         of a large night would be here: `in_slice` lets a part of them through, one
--         after the other.

with last_run as (
    select max_by(audit_key, run_no) as audit_key
    from dim_audit
),

told as (
    select
        'fact_agreement_milestone' as place,
        audit_key,
        agreement_milestone_key as fact_key
    from fact_agreement_milestone
    union all
    select
        'fact_agreement_party',
        audit_key,
        agreement_party_key
    from fact_agreement_party
    union all
    select
        'fact_article_change',
        audit_key,
        article_change_key
    from fact_article_change
    union all
    select
        'fact_article_load',
        audit_key,
        article_version_key
    from fact_article_load
    union all
    select
        'fact_check',
        audit_key,
        check_key
    from fact_check
    union all
    select
        'fact_citation',
        audit_key,
        citation_key
    from fact_citation
    union all
    select
        'fact_credit',
        audit_key,
        credit_key
    from fact_credit
    union all
    select
        'fact_date_evidence',
        audit_key,
        date_evidence_key
    from fact_date_evidence
    union all
    select
        'fact_event_participation',
        audit_key,
        event_participation_key
    from fact_event_participation
    union all
    select
        'fact_file',
        audit_key,
        file_outcome_key
    from fact_file
    union all
    select
        'fact_mention',
        audit_key,
        mention_key
    from fact_mention
    union all
    select
        'fact_page_view',
        audit_key,
        page_view_key
    from fact_page_view
    union all
    select
        'fact_position',
        audit_key,
        position_fact_key
    from fact_position
    union all
    select
        'fact_quote',
        audit_key,
        quote_key
    from fact_quote
    union all
    select
        'fact_removed_block',
        audit_key,
        removed_block_key
    from fact_removed_block
    union all
    select
        'fact_site_counter',
        audit_key,
        site_counter_key
    from fact_site_counter
)

select
    told.place,
    told.fact_key,
    count(*) as times
from told
inner join last_run on told.audit_key = last_run.audit_key
where in_slice(told.fact_key)
group by told.place, told.fact_key
having count(*) > 1
