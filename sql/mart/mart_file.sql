-- mart_file: what became of each new file in each run.
-- grain:  run_id, source_file
-- reads:  fact_file, dim_file, dim_audit

select
    dim_audit.run_id,
    fact_file.source_file,
    dim_file.article_id,
    fact_file.sha256,
    dim_file.encoding,
    fact_file.outcome,
    fact_file.reason,
    fact_file.warnings,
    fact_file.detail
from fact_file
inner join dim_audit on fact_file.audit_key = dim_audit.audit_key
left join dim_file
    on fact_file.file_key = dim_file.file_key and dim_file.file_key >= 0
