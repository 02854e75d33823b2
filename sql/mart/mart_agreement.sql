-- mart_agreement: the register of agreements, over all of today's articles.
-- grain:  agreement_id
-- reads:  fact_agreement_milestone, dim_article_version, dim_article, dim_agreement,
--         bridge_agreement_family
-- The columns keep the order people know, so:
-- noqa: disable=ST06

with milestones as (
    select
        bridge_agreement_family.canonical_agreement_key as agreement_key,
        fact_agreement_milestone.agreement_key as told_agreement_key,
        fact_agreement_milestone.milestone,
        fact_agreement_milestone.milestone_on,
        dim_article.source_file
    from fact_agreement_milestone
    inner join dim_article_version
        on
            fact_agreement_milestone.article_version_key
            = dim_article_version.article_version_key
    inner join dim_article on dim_article_version.article_key = dim_article.article_key
    inner join bridge_agreement_family
        on fact_agreement_milestone.agreement_key = bridge_agreement_family.agreement_key
    where dim_article_version.is_current
),

agreements as (
    select
        milestones.agreement_key,
        max(told.kind) as kind,
        max(told.subject) as subject,
        min(told.start_year) as start_year,
        max(told.end_year) as end_year,
        min(milestones.milestone_on) filter (
            where milestones.milestone = 'signed'
        ) as signed_on,
        max(milestones.milestone_on) filter (
            where milestones.milestone in ('reviewed', 'summarised')
        ) as last_reviewed_on,
        string_agg(
            distinct milestones.source_file, '; ' order by milestones.source_file
        ) as source_files
    from milestones
    inner join dim_agreement as told on milestones.told_agreement_key = told.agreement_key
    group by milestones.agreement_key
)

select
    dim_agreement.agreement_id,
    coalesce(dim_agreement.kind, agreements.kind) as kind,
    coalesce(dim_agreement.subject, agreements.subject) as subject,
    agreements.signed_on,
    coalesce(dim_agreement.start_year, agreements.start_year) as start_year,
    coalesce(dim_agreement.end_year, agreements.end_year) as end_year,
    agreements.last_reviewed_on,
    agreements.last_reviewed_on - agreements.signed_on as days_signed_to_review,
    agreements.source_files
from agreements
inner join dim_agreement on agreements.agreement_key = dim_agreement.agreement_key
