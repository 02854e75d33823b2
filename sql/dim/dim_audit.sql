-- dim_audit: the runs, each with what it did.
-- grain:  run_id
-- reads:  stg_run, stg_sighting, dim_audit
-- note:   outcomes and verdict are written when they are known, after the checks.

with numbered as (
    select count(*) filter (where audit_key >= 0) + 1 as run_no
    from dim_audit
    where audit_key not in (select stg_run.audit_key from stg_run)
),

seen as (
    select
        count(*) filter (where change in ('new', 'unchanged')) as files_seen,
        count(*) filter (where change = 'unchanged') as unchanged,
        md5(
            string_agg(
                concat_ws(' ', source_file, sha256), chr(10)
                order by source_file, sha256
            ) filter (where change in ('new', 'unchanged'))
        ) as source_hash
    from stg_sighting
)

select
    stg_run.audit_key,
    stg_run.run_id,
    numbered.run_no,
    stg_run.night,
    stg_run.started_at,
    stg_run.finished_at,
    stg_run.verdict,
    stg_run.landing,
    stg_run.is_full,
    stg_run.code_version,
    stg_run.rule_set,
    seen.source_hash,
    seen.files_seen,
    0 as loaded,
    0 as updated,
    seen.unchanged,
    0 as ignored,
    0 as quarantined,
    0 as checks_passed
from stg_run
cross join numbered
cross join seen
