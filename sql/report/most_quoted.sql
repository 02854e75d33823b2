-- most_quoted: Who is quoted most, in which posts?
-- reads:  mart_quote

select
    speaker,
    max_by(position, article_id) as posts,
    count(*) as quotations,
    count(*) filter (where is_direct) as direct,
    count(distinct article_id) as articles
from mart_quote
where speaker is not null
group by speaker
order by quotations desc, speaker
limit 30
