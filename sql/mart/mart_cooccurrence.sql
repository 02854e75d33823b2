-- mart_cooccurrence: persons and bodies that are named in one paragraph.
-- grain:  type_a, name_a, type_b, name_b
-- reads:  fact_mention, dim_article_version, dim_person, dim_organisation,
--         bridge_person_alias, bridge_organisation_alias
-- note:   each pair once, PER after ORG, names in order. Days are those articles tell of,
--         else of publication. Ask with a name: all pairs of a big warehouse are many.

with named as (
    select distinct
        dim_article_version.article_key,
        fact_mention.line_no,
        fact_mention.entity_type,
        coalesce(dim_person.person_name, dim_organisation.organisation) as canonical_name,
        coalesce(
            dim_article_version.event_date, dim_article_version.published_date
        ) as told_on
    from fact_mention
    inner join dim_article_version
        on fact_mention.article_version_key = dim_article_version.article_version_key
    left join bridge_person_alias on fact_mention.person_key = bridge_person_alias.person_key
    left join dim_person on bridge_person_alias.canonical_person_key = dim_person.person_key
    left join bridge_organisation_alias
        on fact_mention.organisation_key = bridge_organisation_alias.organisation_key
    left join dim_organisation
        on
            bridge_organisation_alias.canonical_organisation_key
            = dim_organisation.organisation_key
    where
        dim_article_version.is_current
        and coalesce(dim_person.person_name, dim_organisation.organisation) is not null
)

select
    a.entity_type as type_a,
    a.canonical_name as name_a,
    b.entity_type as type_b,
    b.canonical_name as name_b,
    count(distinct a.article_key) as articles,
    count(*) as paragraphs,
    min(a.told_on) as first_told_on,
    max(a.told_on) as last_told_on
from named as a
inner join named as b
    on
        a.article_key = b.article_key
        and a.line_no = b.line_no
        and (a.entity_type, a.canonical_name) < (b.entity_type, b.canonical_name)
group by a.entity_type, a.canonical_name, b.entity_type, b.canonical_name
