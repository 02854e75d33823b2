-- quarantine: Which files gave no article, and why?
-- reads:  mart_file

select
    run_id,
    source_file,
    reason,
    detail
from mart_file
where outcome = 'quarantined'
order by run_id desc, source_file
