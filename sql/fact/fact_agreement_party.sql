-- fact_agreement_party: an article tells that a body is a party to an agreement.
-- grain:  article_version_key, agreement_id, organisation
-- reads:  stg_agreement_party_seen, stg_version, stg_run

select
    stg_version.article_version_key,
    stg_agreement_party_seen.as_written,
    stg_agreement_party_seen.line_no,
    stg_agreement_party_seen.char_start,
    stg_agreement_party_seen.char_end,
    stg_agreement_party_seen.rule,
    stg_agreement_party_seen.confidence,
    stg_run.audit_key,
    key_of(
        concat_ws(
            chr(31), 'agreement_party', stg_version.article_version_key,
            stg_agreement_party_seen.agreement_id, stg_agreement_party_seen.organisation
        )
    ) as agreement_party_key,
    key_of(
        concat_ws(chr(31), 'agreement', stg_agreement_party_seen.agreement_id)
    ) as agreement_key,
    key_of(
        concat_ws(chr(31), 'organisation', stg_agreement_party_seen.organisation)
    ) as organisation_key
from stg_agreement_party_seen
inner join stg_version on stg_agreement_party_seen.sha256 = stg_version.sha256
cross join stg_run
qualify
    row_number() over (
        partition by agreement_party_key
        order by
            stg_agreement_party_seen.confidence desc,
            stg_agreement_party_seen.char_start,
            stg_agreement_party_seen.rule,
            stg_agreement_party_seen.as_written
    ) = 1
