-- coverage: Which bodies did each outlet write about, week by week?
-- reads:  mart_mention, mart_article
-- note:   ISO weeks, by the day of publication, else of the event.

select
    coalesce(mart_article.outlet, 'Không rõ') as outlet,
    isoyear(coalesce(mart_article.published_date, mart_article.event_date)) as iso_year,
    week(coalesce(mart_article.published_date, mart_article.event_date)) as iso_week,
    mart_mention.canonical_name as organisation,
    count(distinct mart_mention.article_id) as articles
from mart_mention
inner join mart_article on mart_mention.article_id = mart_article.article_id
where mart_mention.entity_type = 'ORG'
group by all
order by iso_year desc nulls last, iso_week desc, articles desc, outlet, organisation
limit 200
