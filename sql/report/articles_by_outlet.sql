-- articles_by_outlet: How much does each outlet bring, and how well is it dated?
-- reads:  mart_article

select
    coalesce(outlet, 'Không rõ') as outlet,
    count(*) as articles,
    count(published_date) as dated,
    count(*) filter (where published_precision = 'inferred') as event_dated,
    sum(word_count) as words,
    count(*) filter (where story_id != article_id) as copies
from mart_article
group by outlet
order by articles desc, outlet
