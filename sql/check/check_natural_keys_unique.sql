-- check_natural_keys_unique: no dimension names one thing twice.
-- reads:  dim_article, dim_article_version, dim_audit, dim_boilerplate_rule, dim_date,
--         dim_file, dim_outlet, dim_person

with named as (
    select
        'dim_article' as place,
        article_id as natural_key
    from dim_article
    where article_key >= 0
    union all
    select
        'dim_article_version',
        concat_ws(' ', article_key, content_hash)
    from dim_article_version
    where article_version_key >= 0
    union all
    select
        'dim_audit',
        run_id
    from dim_audit
    where audit_key >= 0
    union all
    select
        'dim_boilerplate_rule',
        concat_ws(' ', rule, kind)
    from dim_boilerplate_rule
    where boilerplate_rule_key >= 0
    union all
    select
        'dim_date',
        date::varchar
    from dim_date
    where date_key >= 0
    union all
    select
        'dim_file',
        concat_ws(' ', sha256, source_file)
    from dim_file
    where file_key >= 0
    union all
    select
        'dim_outlet',
        outlet_id
    from dim_outlet
    where outlet_key >= 0
    union all
    select
        'dim_person',
        person_name
    from dim_person
    where person_key >= 0
)

select
    place,
    natural_key,
    count(*) as times
from named
group by place, natural_key
having count(*) > 1
