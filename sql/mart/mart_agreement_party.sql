-- mart_agreement_party: the parties of each agreement, over all of today's articles.
-- grain:  agreement_id, party
-- reads:  fact_agreement_party, dim_article_version, dim_agreement, dim_organisation,
--         bridge_agreement_family, bridge_organisation_alias

select distinct
    dim_agreement.agreement_id,
    dim_organisation.organisation as party,
    dim_organisation.is_collective
from fact_agreement_party
inner join dim_article_version
    on fact_agreement_party.article_version_key = dim_article_version.article_version_key
inner join bridge_agreement_family
    on fact_agreement_party.agreement_key = bridge_agreement_family.agreement_key
inner join dim_agreement
    on bridge_agreement_family.canonical_agreement_key = dim_agreement.agreement_key
inner join bridge_organisation_alias
    on fact_agreement_party.organisation_key = bridge_organisation_alias.organisation_key
inner join dim_organisation
    on bridge_organisation_alias.canonical_organisation_key = dim_organisation.organisation_key
where dim_article_version.is_current
