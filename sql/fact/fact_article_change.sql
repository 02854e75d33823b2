-- fact_article_change: an article went from one wording to another.
-- grain:  article_key, from_version_key, to_version_key
-- reads:  stg_observation, dim_article_version, stg_run
-- note:   a change seen twice (there, back and there again) keeps its first night.

with steps as (
    select
        article_key,
        article_version_key as to_version_key,
        night,
        lag(article_version_key) over (
            partition by article_key order by night
        ) as from_version_key
    from stg_observation
    where standing = 'accepted'
),

changes as (
    select
        article_key,
        from_version_key,
        to_version_key,
        min(night) as changed_on
    from steps
    where from_version_key is not null
    group by article_key, from_version_key, to_version_key
)

select
    key_of(
        concat_ws(
            chr(31), 'article_change', changes.from_version_key, changes.to_version_key
        )
    ) as article_change_key,
    changes.article_key,
    changes.from_version_key,
    changes.to_version_key,
    changes.changed_on,
    coalesce(old_version.title, '') != coalesce(new_version.title, '') as is_title_changed,
    old_version.body_hash != new_version.body_hash as is_body_changed,
    new_version.word_count - old_version.word_count as words_gained,
    likeness(old_version.body_signature, new_version.body_signature) as likeness,
    stg_run.audit_key
from changes
inner join dim_article_version as old_version
    on changes.from_version_key = old_version.article_version_key
inner join dim_article_version as new_version
    on changes.to_version_key = new_version.article_version_key
cross join stg_run
