-- check_references_whole: every key a fact or version holds leads to a row.
-- reads:  dim_article, dim_article_version, dim_audit, dim_boilerplate_rule, dim_date,
--         dim_file, dim_outlet, dim_person, bridge_person_alias, bridge_story,
--         fact_article_change, fact_article_load, fact_credit, fact_date_evidence,
--         fact_file, fact_page_view, fact_removed_block, fact_site_counter

with held as (
    select
        'dim_article.outlet_key' as place,
        'outlet' as kind,
        outlet_key as held_key
    from dim_article
    union all
    select
        'dim_article_version.article_key',
        'article',
        article_key
    from dim_article_version
    union all
    select
        'dim_article_version.outlet_key',
        'outlet',
        outlet_key
    from dim_article_version
    union all
    select
        'fact_article_load.article_version_key',
        'version',
        article_version_key
    from fact_article_load
    union all
    select
        'fact_article_load.audit_key',
        'audit',
        audit_key
    from fact_article_load
    union all
    select
        'fact_article_load.file_key',
        'file',
        file_key
    from fact_article_load
    union all
    select
        'fact_page_view.article_key',
        'article',
        article_key
    from fact_page_view
    union all
    select
        'fact_page_view.observed_date_key',
        'date',
        observed_date_key
    from fact_page_view
    union all
    select
        'fact_site_counter.article_key',
        'article',
        article_key
    from fact_site_counter
    union all
    select
        'fact_site_counter.outlet_key',
        'outlet',
        outlet_key
    from fact_site_counter
    union all
    select
        'fact_removed_block.article_version_key',
        'version',
        article_version_key
    from fact_removed_block
    union all
    select
        'fact_removed_block.boilerplate_rule_key',
        'rule',
        boilerplate_rule_key
    from fact_removed_block
    union all
    select
        'fact_date_evidence.article_version_key',
        'version',
        article_version_key
    from fact_date_evidence
    union all
    select
        'fact_date_evidence.from_date_key',
        'date',
        from_date_key
    from fact_date_evidence
    union all
    select
        'fact_credit.article_version_key',
        'version',
        article_version_key
    from fact_credit
    union all
    select
        'fact_credit.person_key',
        'person',
        person_key
    from fact_credit
    union all
    select
        'fact_article_change.from_version_key',
        'version',
        from_version_key
    from fact_article_change
    union all
    select
        'fact_article_change.to_version_key',
        'version',
        to_version_key
    from fact_article_change
    union all
    select
        'fact_file.file_key',
        'file',
        file_key
    from fact_file
    union all
    select
        'fact_file.audit_key',
        'audit',
        audit_key
    from fact_file
    union all
    select
        'bridge_story.original_article_key',
        'article',
        original_article_key
    from bridge_story
    union all
    select
        'bridge_person_alias.canonical_person_key',
        'person',
        canonical_person_key
    from bridge_person_alias
),

known as (
    select
        'article' as kind,
        article_key as known_key
    from dim_article
    union all
    select
        'version',
        article_version_key
    from dim_article_version
    union all
    select
        'audit',
        audit_key
    from dim_audit
    union all
    select
        'rule',
        boilerplate_rule_key
    from dim_boilerplate_rule
    union all
    select
        'date',
        date_key
    from dim_date
    union all
    select
        'file',
        file_key
    from dim_file
    union all
    select
        'outlet',
        outlet_key
    from dim_outlet
    union all
    select
        'person',
        person_key
    from dim_person
)

select
    held.place,
    held.held_key
from held
left join known on held.kind = known.kind and held.held_key = known.known_key
where known.known_key is null
