-- stg_file: each name and bytes seen tonight, with what the bytes were read as.
-- grain:  source_file, sha256
-- reads:  stg_sighting, stg_capture, dim_file
-- note:   nights_seen holds every night the name showed the bytes, days in a row as one
--         stay: 2026-11-01/2026-11-05; 2026-11-09. It is the same in any order of nights.
--         Litter is known by its name: the same bytes may be an article under another.

with sightings as (
    select
        source_file,
        sha256,
        case
            when bool_or(change = 'new') then 'new'
            when bool_or(change = 'replayed') then 'replayed'
            when bool_or(change = 'kept') then 'kept'
            else 'unchanged'
        end as change,
        bool_or(change = 'kept') as is_kept,
        coalesce(bool_or(is_litter), false) as is_litter
    from stg_sighting
    where sha256 is not null
    group by source_file, sha256
),

stays as (
    select
        source_file,
        sha256,
        first_seen_on,
        last_seen_on
    from stg_sighting
    where sha256 is not null
    union all
    select
        known.source_file,
        known.sha256,
        left(known.stay, 10)::date as first_seen_on,
        right(known.stay, 10)::date as last_seen_on
    from (
        select
            dim_file.source_file,
            dim_file.sha256,
            unnest(string_split(dim_file.nights_seen, '; ')) as stay
        from dim_file
        inner join sightings
            on
                dim_file.source_file = sightings.source_file
                and dim_file.sha256 = sightings.sha256
    ) as known
),

-- stays that touch or overlap are one
parted as (
    select
        source_file,
        sha256,
        first_seen_on,
        last_seen_on,
        first_seen_on > 1 + max(last_seen_on) over (
            partition by source_file, sha256
            order by first_seen_on, last_seen_on
            rows between unbounded preceding and 1 preceding
        ) as is_apart
    from stays
),

numbered as (
    select
        source_file,
        sha256,
        first_seen_on,
        last_seen_on,
        count(*) filter (where is_apart) over (
            partition by source_file, sha256
            order by first_seen_on, last_seen_on
        ) as stay_no
    from parted
),

joined as (
    select
        source_file,
        sha256,
        min(first_seen_on) as first_seen_on,
        max(last_seen_on) as last_seen_on
    from numbered
    group by source_file, sha256, stay_no
),

nights as (
    select
        source_file,
        sha256,
        min(first_seen_on) as first_seen_on,
        max(last_seen_on) as last_seen_on,
        string_agg(
            if(
                first_seen_on = last_seen_on,
                first_seen_on::varchar,
                concat_ws('/', first_seen_on, last_seen_on)
            ),
            '; ' order by first_seen_on
        ) as nights_seen
    from joined
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
    -- an archive is told by who opened it: there is nothing else of it to read
    select
        sha256,
        byte_count,
        null as encoding,
        reason,
        detail,
        null as warnings,
        null as article_id,
        null as content_hash,
        null as view_count
    from stg_sighting
    where sha256 is not null and reason is not null
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
        and dim_file.sha256 not in (
            select stg_capture.sha256 from stg_capture
            union all
            select told.sha256
            from stg_sighting as told
            where told.sha256 is not null and told.reason is not null
        )
),

readings as (
    select distinct on (captures.sha256) captures.*
    from captures
    order by captures.sha256, coalesce(captures.reason = 'litter', false)
)

select
    sightings.source_file,
    sightings.sha256,
    sightings.change,
    readings.byte_count,
    nights.first_seen_on,
    nights.last_seen_on,
    nights.nights_seen,
    if(sightings.is_litter, null, readings.encoding) as encoding,
    if(sightings.is_litter, 'litter', readings.reason) as reason,
    if(sightings.is_litter, 'Left behind by a program.', readings.detail) as detail,
    if(sightings.is_litter, null, readings.warnings) as warnings,
    if(sightings.is_litter, null, readings.article_id) as article_id,
    if(sightings.is_litter, null, readings.content_hash) as content_hash,
    if(sightings.is_litter, null, readings.view_count) as view_count,
    not sightings.is_kept and (
        dim_file.file_key is null
        or (sightings.change = 'replayed' and dim_file.reason is not null)
    ) as is_new
from sightings
inner join readings on sightings.sha256 = readings.sha256
inner join nights
    on sightings.source_file = nights.source_file and sightings.sha256 = nights.sha256
left join dim_file
    on
        sightings.source_file = dim_file.source_file
        and sightings.sha256 = dim_file.sha256
