-- fact_credit: a person is credited with an article.
-- grain:  article_version_key, person_key, role
-- reads:  stg_credit, stg_version, stg_run

select
    key_of(
        concat_ws(
            chr(31), 'credit', stg_version.article_version_key, stg_credit.person,
            stg_credit.role
        )
    ) as credit_key,
    stg_version.article_version_key,
    key_of(concat_ws(chr(31), 'person', stg_credit.person)) as person_key,
    stg_credit.role,
    stg_credit.as_written,
    stg_credit.line_no,
    stg_credit.char_start,
    stg_credit.char_end,
    stg_credit.rule,
    stg_credit.confidence,
    stg_run.audit_key
from stg_credit
inner join stg_version on stg_credit.sha256 = stg_version.sha256
cross join stg_run
qualify
    row_number() over (
        partition by credit_key
        order by stg_credit.char_start, stg_credit.rule
    ) = 1
