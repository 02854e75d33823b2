-- fact_date_evidence: a date a page shows or declares, and what it is taken for.
-- grain:  article_version_key, role, rule, char_start, span_text
-- reads:  stg_date_claim, stg_date_choice, stg_version, stg_run
-- note:   a range that the page writes backwards has no place in time.

select
    key_of(
        concat_ws(
            chr(31), 'date_evidence', stg_version.article_version_key, stg_date_claim.role,
            stg_date_claim.rule, coalesce(stg_date_claim.char_start, -1),
            stg_date_claim.span_text
        )
    ) as date_evidence_key,
    stg_version.article_version_key,
    case
        when
            stg_date_claim.date_from between '1940-01-01' and '2060-12-31'
            and coalesce(stg_date_claim.date_from <= stg_date_claim.date_to, true)
            then strftime(stg_date_claim.date_from, '%Y%m%d')::bigint
        else -1
    end as from_date_key,
    stg_date_claim.role,
    stg_date_claim.span_text,
    if(
        stg_date_claim.date_from > stg_date_claim.date_to, null, stg_date_claim.date_from
    ) as date_from,
    if(
        stg_date_claim.date_from > stg_date_claim.date_to, null, stg_date_claim.date_to
    ) as date_to,
    stg_date_claim.published_at as moment_at,
    stg_date_claim.precision,
    stg_date_claim.choice_rank,
    stg_date_choice.choice_rank is not null as is_chosen,
    stg_date_claim.line_no,
    stg_date_claim.char_start,
    stg_date_claim.char_end,
    stg_date_claim.rule,
    stg_date_claim.confidence,
    stg_run.audit_key
from stg_date_claim
inner join stg_version on stg_date_claim.sha256 = stg_version.sha256
left join stg_date_choice
    on
        stg_date_claim.sha256 = stg_date_choice.sha256
        and stg_date_claim.role = stg_date_choice.role
        and stg_date_claim.choice_rank = stg_date_choice.choice_rank
cross join stg_run
qualify
    row_number() over (
        partition by date_evidence_key
        order by is_chosen desc, stg_date_claim.choice_rank
    ) = 1
