-- mart_mention: the persons, bodies, places and documents that today's articles name.
-- grain:  article_id, entity_type, char_start, char_end
-- reads:  fact_mention, dim_article_version, dim_article, dim_person, dim_organisation,
--         dim_place, dim_document, bridge_person_alias, bridge_organisation_alias,
--         bridge_document_alias
-- note:   a name that is resolved to nothing is its own canonical name.
-- The columns keep the order people know, so:
-- noqa: disable=ST06

select
    dim_article.article_id,
    dim_article.source_file,
    fact_mention.entity_type,
    fact_mention.name,
    coalesce(
        dim_person.person_name,
        dim_organisation.organisation,
        dim_place.official_name,
        dim_document.document_id,
        fact_mention.name
    ) as canonical_name,
    fact_mention.line_no,
    fact_mention.char_start,
    fact_mention.char_end,
    fact_mention.rule
from fact_mention
inner join dim_article_version
    on fact_mention.article_version_key = dim_article_version.article_version_key
inner join dim_article on dim_article_version.article_key = dim_article.article_key
inner join dim_place on fact_mention.place_key = dim_place.place_key
left join bridge_person_alias on fact_mention.person_key = bridge_person_alias.person_key
left join dim_person on bridge_person_alias.canonical_person_key = dim_person.person_key
left join bridge_organisation_alias
    on fact_mention.organisation_key = bridge_organisation_alias.organisation_key
left join dim_organisation
    on bridge_organisation_alias.canonical_organisation_key = dim_organisation.organisation_key
left join bridge_document_alias on fact_mention.document_key = bridge_document_alias.document_key
left join dim_document on bridge_document_alias.canonical_document_key = dim_document.document_key
where dim_article_version.is_current
