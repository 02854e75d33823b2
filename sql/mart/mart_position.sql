-- mart_position: who held which post in which body, as today's articles tell it.
-- grain:  article_id, person, position, organisation, char_start
-- reads:  fact_position, dim_article_version, dim_article, dim_person, dim_rank,
--         dim_position, dim_organisation, bridge_person_alias, bridge_organisation_alias
-- note:   observed on the day the article tells of, else the day it was published. A post told
--         as a former one stays in fact_position.
-- The columns keep the order people know, so:
-- noqa: disable=ST06

select
    dim_article.article_id,
    dim_article.source_file,
    dim_person.person_name as person,
    if(dim_rank.rank_key < 0, null, dim_rank.rank) as rank,
    dim_position.position,
    dim_organisation.organisation,
    coalesce(dim_article_version.event_date, dim_article_version.published_date) as observed_on,
    dim_position.is_acting,
    fact_position.as_written as evidence,
    fact_position.line_no,
    fact_position.char_start,
    fact_position.char_end,
    fact_position.rule
from fact_position
inner join dim_article_version
    on fact_position.article_version_key = dim_article_version.article_version_key
inner join dim_article on dim_article_version.article_key = dim_article.article_key
inner join dim_rank on fact_position.rank_key = dim_rank.rank_key
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
