-- acting_posts: Who holds a post only as acting, and where?
-- reads:  mart_position

select
    person,
    position,
    organisation,
    min(observed_on) as first_observed,
    max(observed_on) as last_observed,
    count(*) as observations
from mart_position
where is_acting
group by person, position, organisation
order by last_observed desc nulls last, person
