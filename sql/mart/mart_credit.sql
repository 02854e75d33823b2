-- mart_credit: the persons credited with today's articles.
-- grain:  article_id, person, role
-- reads:  fact_credit, dim_article_version, dim_article, dim_person, bridge_person_alias

select distinct
    dim_article.article_id,
    dim_article.source_file,
    canonical.person_name as person,
    fact_credit.role
from fact_credit
inner join dim_article_version
    on fact_credit.article_version_key = dim_article_version.article_version_key
inner join dim_article on dim_article_version.article_key = dim_article.article_key
inner join bridge_person_alias
    on fact_credit.person_key = bridge_person_alias.person_key
inner join dim_person as canonical
    on bridge_person_alias.canonical_person_key = canonical.person_key
where dim_article_version.is_current
