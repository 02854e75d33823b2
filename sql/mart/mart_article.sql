-- mart_article: articles as they read today.
-- grain:  article_id
-- reads:  dim_article, dim_article_version, dim_outlet, dim_person, fact_credit,
--         fact_page_view, fact_removed_block, bridge_story

with credits as (
    select
        fact_credit.article_version_key,
        string_agg(dim_person.person_name, '; ' order by fact_credit.char_start)
        filter (where fact_credit.role = 'author') as authors,
        string_agg(dim_person.person_name, '; ' order by fact_credit.char_start)
        filter (where fact_credit.role = 'photographer') as photographers
    from fact_credit
    inner join dim_person on fact_credit.person_key = dim_person.person_key
    group by fact_credit.article_version_key
),

views as (
    select
        article_key,
        max_by(views, observed_on) as view_count
    from fact_page_view
    group by article_key
),

removed as (
    select
        article_version_key,
        count(*) as removed_block_count
    from fact_removed_block
    group by article_version_key
)

select
    dim_article.article_id,
    dim_article.source_file,
    dim_article_version.title,
    dim_article_version.section,
    dim_article_version.lead,
    dim_article_version.body,
    dim_article_version.language,
    dim_article_version.url,
    if(dim_outlet.outlet_key < 0, null, dim_outlet.outlet_name) as outlet,
    dim_article_version.agency,
    dim_article_version.republished_from,
    dim_article_version.published_at,
    dim_article_version.published_date,
    dim_article_version.published_precision,
    dim_article_version.published_rule,
    dim_article_version.event_date,
    dim_article_version.event_precision,
    credits.authors,
    credits.photographers,
    dim_article_version.word_count,
    views.view_count,
    coalesce(removed.removed_block_count, 0) as removed_block_count,
    original.article_id as story_id,
    dim_article.first_seen_on,
    dim_article.last_seen_on
from dim_article_version
inner join dim_article on dim_article_version.article_key = dim_article.article_key
inner join dim_outlet on dim_article_version.outlet_key = dim_outlet.outlet_key
inner join bridge_story on dim_article.article_key = bridge_story.article_key
inner join dim_article as original
    on bridge_story.original_article_key = original.article_key
left join credits
    on dim_article_version.article_version_key = credits.article_version_key
left join views on dim_article.article_key = views.article_key
left join removed
    on dim_article_version.article_version_key = removed.article_version_key
where dim_article_version.is_current
