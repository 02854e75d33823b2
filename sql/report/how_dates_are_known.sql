-- how_dates_are_known: By which evidence are articles dated?
-- reads:  mart_article

select
    published_precision,
    coalesce(published_rule, 'none') as published_rule,
    count(*) as articles,
    count(event_date) as with_event,
    min(coalesce(published_date, event_date)) as earliest,
    max(coalesce(published_date, event_date)) as latest
from mart_article
group by published_precision, published_rule
order by articles desc, published_precision, published_rule
