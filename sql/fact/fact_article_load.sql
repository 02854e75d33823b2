-- fact_article_load: a version was loaded in a run.
-- grain:  article_version_key, audit_key
-- reads:  stg_version, stg_observation, stg_run

select
    stg_version.article_version_key,
    stg_run.audit_key,
    min_by(
        key_of(
            concat_ws(chr(31), 'file', stg_observation.source_file, stg_observation.sha256)
        ),
        stg_observation.source_file
    ) as file_key
from stg_version
inner join stg_observation on stg_version.sha256 = stg_observation.sha256
cross join stg_run
group by stg_version.article_version_key, stg_run.audit_key
