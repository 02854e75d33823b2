-- fact_file: what became of each file that was new in a run.
-- grain:  audit_key, source_file
-- reads:  stg_sighting, stg_file, stg_observation, stg_date_claim, dim_file, stg_run

with refused_claims as (
    select distinct stg_date_claim.sha256
    from stg_date_claim
    cross join stg_run
    where
        stg_date_claim.role = 'published'
        and stg_date_claim.choice_rank is not null
        and stg_date_claim.date_from > stg_run.night + 2
),

-- the name under which bytes were first seen; the others are copies, unless through one
-- of them an article came back to an earlier wording
originals as (
    select
        sha256,
        min_by(source_file, (first_seen_on, source_file)) as source_file
    from dim_file
    where
        sha256 in (select stg_sighting.sha256 from stg_sighting)
        and reason is distinct from 'litter'
    group by sha256
),

tonight as (
    select
        stg_observation.source_file,
        stg_observation.sha256,
        max_by(stg_observation.standing, stg_observation.night) as standing,
        bool_and(stg_observation.is_new_article) as is_new_article
    from stg_observation
    inner join stg_run on stg_observation.night <= stg_run.night
    group by stg_observation.source_file, stg_observation.sha256
),

judged as (
    select
        stg_sighting.source_file,
        stg_sighting.sha256,
        coalesce(stg_sighting.detail, stg_file.detail) as detail,
        stg_file.warnings as read_warnings,
        if(refused_claims.sha256 is null, null, 'date_future') as date_warning,
        if(
            tonight.standing in ('page_cut', 'page_replaced'), tonight.standing, null
        ) as page_warning,
        case
            when stg_sighting.reason = 'erased' then 'ignored'
            when stg_sighting.sha256 is null then 'quarantined'
            when stg_file.reason in ('litter', 'archive') then 'ignored'
            when
                originals.source_file != stg_sighting.source_file
                and coalesce(tonight.standing != 'accepted', true)
                then 'ignored'
            when stg_file.reason is not null then 'quarantined'
            when tonight.standing = 'url_collision' then 'quarantined'
            when tonight.standing != 'accepted' then 'ignored'
            when tonight.is_new_article then 'loaded'
            else 'updated'
        end as outcome,
        case
            when stg_sighting.sha256 is null then stg_sighting.reason
            when stg_file.reason = 'litter' then 'litter'
            when
                originals.source_file != stg_sighting.source_file
                and coalesce(tonight.standing != 'accepted', true)
                then 'duplicate_file'
            when stg_file.reason is not null then stg_file.reason
            when tonight.standing = 'same' then 'duplicate_content'
            when tonight.standing != 'accepted' then tonight.standing
        end as reason
    from stg_sighting
    left join stg_file
        on
            stg_sighting.source_file = stg_file.source_file
            and stg_sighting.sha256 = stg_file.sha256
    left join originals on stg_sighting.sha256 = originals.sha256
    left join tonight
        on
            stg_sighting.source_file = tonight.source_file
            and stg_sighting.sha256 = tonight.sha256
    left join refused_claims on stg_sighting.sha256 = refused_claims.sha256
    where stg_sighting.change in ('new', 'replayed')
)

select
    key_of(
        concat_ws(chr(31), 'file_outcome', stg_run.run_id, judged.source_file)
    ) as file_outcome_key,
    stg_run.audit_key,
    case
        when judged.sha256 is null then -2
        else key_of(concat_ws(chr(31), 'file', judged.source_file, judged.sha256))
    end as file_key,
    judged.source_file,
    judged.sha256,
    judged.outcome,
    judged.reason,
    judged.detail,
    nullif(
        concat_ws(',', judged.read_warnings, judged.date_warning, judged.page_warning), ''
    ) as warnings
from judged
cross join stg_run
