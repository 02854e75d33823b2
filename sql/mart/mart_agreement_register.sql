-- mart_agreement_register: each agreement, how far it has come, and what is due.
-- grain:  agreement_id
-- reads:  fact_agreement_milestone, fact_agreement_party, dim_article_version, dim_article,
--         dim_agreement, dim_organisation, bridge_agreement_family,
--         bridge_organisation_alias
-- note:   An accumulating snapshot as of the last night that saw an article. Rule of what is
--         due: bodies review an agreement every year (sơ kết) and summarise it at the end
--         of its last year (tổng kết). So an interim review is due a year after the last
--         milestone with a day, a final review on the last day of end_year where that
--         comes first; nothing is due once it was summarised, or where no day is known.

with nights as (
    select max(last_seen_on) as as_of
    from dim_article
    where article_key >= 0
),

milestones as (
    select
        bridge_agreement_family.canonical_agreement_key as agreement_key,
        fact_agreement_milestone.agreement_key as told_agreement_key,
        fact_agreement_milestone.milestone,
        fact_agreement_milestone.milestone_on,
        dim_article_version.article_key
    from fact_agreement_milestone
    inner join dim_article_version
        on
            fact_agreement_milestone.article_version_key
            = dim_article_version.article_version_key
    inner join bridge_agreement_family
        on fact_agreement_milestone.agreement_key = bridge_agreement_family.agreement_key
    where dim_article_version.is_current
),

parties as (
    select
        bridge_agreement_family.canonical_agreement_key as agreement_key,
        string_agg(
            distinct dim_organisation.organisation, '; ' order by dim_organisation.organisation
        ) as parties
    from fact_agreement_party
    inner join dim_article_version
        on fact_agreement_party.article_version_key = dim_article_version.article_version_key
    inner join bridge_agreement_family
        on fact_agreement_party.agreement_key = bridge_agreement_family.agreement_key
    inner join bridge_organisation_alias
        on fact_agreement_party.organisation_key = bridge_organisation_alias.organisation_key
    inner join dim_organisation
        on
            bridge_organisation_alias.canonical_organisation_key
            = dim_organisation.organisation_key
    where dim_article_version.is_current
    group by bridge_agreement_family.canonical_agreement_key
),

snapshots as (
    select
        milestones.agreement_key,
        max(told.kind) as kind,
        max(told.subject) as subject,
        min(told.start_year) as start_year,
        max(told.end_year) as end_year,
        count(distinct milestones.article_key) as articles,
        min(milestones.milestone_on) filter (
            where milestones.milestone = 'signed'
        ) as signed_on,
        max(milestones.milestone_on) filter (
            where milestones.milestone = 'reviewed'
        ) as last_reviewed_on,
        max(milestones.milestone_on) filter (
            where milestones.milestone = 'amended'
        ) as last_amended_on,
        max(milestones.milestone_on) filter (
            where milestones.milestone = 'summarised'
        ) as summarised_on,
        max(milestones.milestone_on) as last_milestone_on,
        bool_or(milestones.milestone = 'summarised') as is_summarised
    from milestones
    inner join dim_agreement as told on milestones.told_agreement_key = told.agreement_key
    group by milestones.agreement_key
),

dues as (
    select
        *,
        (last_milestone_on + interval 1 year)::date as review_due_on,
        make_date(end_year, 12, 31) as ends_on
    from snapshots
)

select
    dim_agreement.agreement_id,
    dues.kind,
    dues.subject,
    parties.parties,
    dues.start_year,
    dues.end_year,
    dues.signed_on,
    dues.last_reviewed_on,
    dues.last_amended_on,
    dues.summarised_on,
    dues.articles,
    nights.as_of,
    case
        when dues.is_summarised or dues.last_milestone_on is null then null
        when dues.ends_on <= dues.review_due_on then 'final_review'
        else 'interim_review'
    end as due_next,
    if(
        dues.is_summarised or dues.last_milestone_on is null,
        null,
        least(dues.review_due_on, dues.ends_on)
    ) as due_on,
    coalesce(
        not dues.is_summarised and least(dues.review_due_on, dues.ends_on) < nights.as_of, false
    ) as is_overdue
from dues
cross join nights
inner join dim_agreement on dues.agreement_key = dim_agreement.agreement_key
left join parties on dues.agreement_key = parties.agreement_key
