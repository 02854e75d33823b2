-- fact_erasure: articles were erased for good.
-- grain:  erasure_id
-- reads:  stg_erasure, stg_run, fact_erasure
-- note:   only counts and the reason: what was erased is told nowhere. The run is the one
--         that carried it out, also where a later one finds the erasure done.

select
    key_of(concat_ws(chr(31), 'erasure', stg_erasure.erasure_id)) as erasure_key,
    if(
        stg_erasure.is_done, coalesce(fact_erasure.audit_key, stg_run.audit_key),
        stg_run.audit_key
    ) as audit_key,
    stg_erasure.erasure_id,
    stg_erasure.erased_on,
    stg_erasure.reason,
    stg_erasure.article_count,
    stg_erasure.capture_count
from stg_erasure
cross join stg_run
left join fact_erasure on stg_erasure.erasure_id = fact_erasure.erasure_id
