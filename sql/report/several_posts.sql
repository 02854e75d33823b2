-- several_posts: Which people are seen in more than one post?
-- reads:  mart_tenure

select
    person,
    count(*) as posts,
    string_agg(
        concat_ws(' ', position, organisation), '; ' order by position, organisation
    ) as posts_held
from mart_tenure
group by person
having count(*) > 1
order by posts desc, person
