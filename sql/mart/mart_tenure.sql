-- mart_tenure: from when to when articles saw a person in a post.
-- grain:  person, position, organisation
-- reads:  fact_position, dim_article_version, dim_person, dim_position, dim_organisation,
--         bridge_person_alias, bridge_organisation_alias
-- note:   the days of the observations, which lie within the tenure; a post told as a
--         former one is no observation. The days are NULL where no article has one.

select
    dim_person.person_name as person,
    dim_position.position,
    dim_organisation.organisation,
    min(
        coalesce(dim_article_version.event_date, dim_article_version.published_date)
    ) as first_observed,
    max(
        coalesce(dim_article_version.event_date, dim_article_version.published_date)
    ) as last_observed,
    count(*) as observations
from fact_position
inner join dim_article_version
    on fact_position.article_version_key = dim_article_version.article_version_key
inner join dim_position on fact_position.position_key = dim_position.position_key
inner join bridge_person_alias on fact_position.person_key = bridge_person_alias.person_key
inner join dim_person on bridge_person_alias.canonical_person_key = dim_person.person_key
left join bridge_organisation_alias
    on fact_position.organisation_key = bridge_organisation_alias.organisation_key
left join dim_organisation
    on bridge_organisation_alias.canonical_organisation_key = dim_organisation.organisation_key
where
    dim_article_version.is_current
    and fact_position.position_key >= 0
    and not fact_position.is_former
group by dim_person.person_name, dim_position.position, dim_organisation.organisation
