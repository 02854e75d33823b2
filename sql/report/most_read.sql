-- most_read: Which articles are read most, by the counters on their pages?
-- reads:  mart_article

select
    view_count,
    published_date,
    coalesce(outlet, 'Không rõ') as outlet,
    coalesce(title, left(lead, 60)) as title
from mart_article
where view_count is not null
order by view_count desc, article_id
limit 10
