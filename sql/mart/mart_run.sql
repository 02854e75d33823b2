-- mart_run: the runs that were published.
-- grain:  run_id
-- reads:  dim_audit

select
    run_id,
    started_at,
    finished_at,
    verdict,
    files_seen,
    loaded,
    unchanged,
    updated,
    quarantined,
    code_version,
    run_no,
    night,
    ignored,
    checks_passed,
    rule_set,
    landing
from dim_audit
where audit_key >= 0
