-- mart_erasure: what was erased for good, in numbers.
-- grain:  erasure_id
-- reads:  fact_erasure, dim_audit

select
    fact_erasure.erasure_id,
    fact_erasure.erased_on,
    fact_erasure.reason,
    fact_erasure.article_count,
    fact_erasure.capture_count,
    dim_audit.run_id
from fact_erasure
inner join dim_audit on fact_erasure.audit_key = dim_audit.audit_key
