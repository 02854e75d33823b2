-- mart_story: families of near-identical articles, two or more.
-- grain:  story_id
-- reads:  bridge_story, dim_article, dim_outlet

select
    original.article_id as story_id,
    original.source_file as original,
    count(*) as copies,
    string_agg(distinct dim_outlet.outlet_name, '; ' order by dim_outlet.outlet_name)
    filter (where dim_outlet.outlet_key >= 0) as outlets,
    min(bridge_story.similarity) as least_similarity
from bridge_story
inner join dim_article as original
    on bridge_story.original_article_key = original.article_key
inner join dim_article as member on bridge_story.article_key = member.article_key
inner join dim_outlet on member.outlet_key = dim_outlet.outlet_key
group by original.article_id, original.source_file
having count(*) > 1
