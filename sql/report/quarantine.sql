-- quarantine: Which files are in quarantine now, why, how often and since when?
-- reads:  dim_file, fact_file, dim_audit
-- note:   bytes that cannot be read stay here under the first of their names until they
--         are read after all or the name shows others; a name that cannot be opened, or
--         whose article another file tells otherwise, as long as each run says so.

with told as (
    select
        fact_file.source_file,
        fact_file.sha256,
        fact_file.reason,
        fact_file.detail,
        fact_file.outcome,
        dim_audit.night,
        dim_audit.run_no
    from fact_file
    inner join dim_audit on fact_file.audit_key = dim_audit.audit_key
),

times as (
    select
        source_file,
        reason,
        count(*) as times,
        min(night) as since
    from told
    where outcome = 'quarantined'
    group by source_file, reason
),

last_run as (
    select max(run_no) as run_no
    from dim_audit
    where verdict != 'replayed'
),

unread as (
    select
        source_file,
        sha256,
        reason,
        detail,
        first_seen_on,
        last_seen_on
    from dim_file
    where
        file_key >= 0
        and reason not in ('litter', 'archive')
        and not exists (
            select 1
            from dim_file as later
            where
                dim_file.source_file = later.source_file
                and dim_file.last_seen_on < later.last_seen_on
        )
),

held as (
    select distinct on (sha256)
        source_file,
        sha256,
        reason,
        detail,
        first_seen_on as since,
        last_seen_on
    from unread
    order by sha256, first_seen_on, source_file
),

judged as (
    select distinct on (source_file)
        source_file,
        sha256,
        outcome,
        reason,
        detail,
        night as last_seen_on,
        run_no
    from told
    order by source_file, run_no desc
),

refused as (
    select
        judged.source_file,
        judged.sha256,
        judged.reason,
        judged.detail,
        judged.last_seen_on
    from judged
    cross join last_run
    where
        judged.outcome = 'quarantined'
        and (
            judged.reason = 'url_collision'
            or (judged.sha256 is null and judged.run_no >= last_run.run_no)
        )
)

select
    held.source_file,
    held.reason,
    held.detail,
    coalesce(times.times, 1) as times,
    held.since,
    held.last_seen_on,
    held.sha256
from held
left join times on held.source_file = times.source_file and held.reason = times.reason
union all
select
    refused.source_file,
    refused.reason,
    refused.detail,
    times.times,
    times.since,
    refused.last_seen_on,
    refused.sha256
from refused
inner join times
    on refused.source_file = times.source_file and refused.reason = times.reason
order by since desc, source_file
