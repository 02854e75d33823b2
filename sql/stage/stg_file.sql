-- stg_file: each name and bytes seen tonight, with what the bytes were read as.
-- grain:  source_file, sha256
-- reads:  stg_sighting, stg_capture, dim_file

with sightings as (
    select
        source_file,
        sha256,
        case
            when bool_or(change = 'new') then 'new'
            when bool_or(change = 'kept') then 'kept'
            else 'unchanged'
        end as change,
        min(first_seen_on) as first_seen_on,
        max(last_seen_on) as last_seen_on
    from stg_sighting
    where sha256 is not null
    group by source_file, sha256
),

captures as (
    select
        sha256,
        byte_count,
        encoding,
        reason,
        detail,
        warnings,
        article_id,
        content_hash,
        view_count
    from stg_capture
    union all
    select
        dim_file.sha256,
        dim_file.byte_count,
        dim_file.encoding,
        dim_file.reason,
        dim_file.detail,
        dim_file.warnings,
        dim_file.article_id,
        dim_file.content_hash,
        dim_file.view_count
    from dim_file
    where
        dim_file.sha256 in (select stg_sighting.sha256 from stg_sighting)
        and dim_file.sha256 not in (select stg_capture.sha256 from stg_capture)
),

readings as (
    select distinct on (captures.sha256) captures.*
    from captures
    order by captures.sha256, captures.reason nulls first
)

select
    sightings.source_file,
    sightings.sha256,
    sightings.change,
    readings.byte_count,
    readings.encoding,
    readings.reason,
    readings.detail,
    readings.warnings,
    readings.article_id,
    readings.content_hash,
    readings.view_count,
    dim_file.last_seen_on as known_until,
    least(sightings.first_seen_on, dim_file.first_seen_on) as first_seen_on,
    greatest(sightings.last_seen_on, dim_file.last_seen_on) as last_seen_on
from sightings
inner join readings on sightings.sha256 = readings.sha256
left join dim_file
    on
        sightings.source_file = dim_file.source_file
        and sightings.sha256 = dim_file.sha256
