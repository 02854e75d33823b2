-- successions: Which posts passed from one person to another?
-- reads:  mart_tenure
-- note:   posts that several people hold at a time, such as a deputy's, overlap and stay out.

with single as (
    select
        position,
        organisation,
        person,
        first_observed,
        last_observed,
        lead(person) over earlier as successor,
        lead(first_observed) over earlier as successor_first_observed
    from mart_tenure
    where organisation is not null and first_observed is not null
    window earlier as (partition by position, organisation order by first_observed, person)
)

select
    organisation,
    position,
    person,
    last_observed,
    successor,
    successor_first_observed
from single
where successor is not null and last_observed < successor_first_observed
order by successor_first_observed desc, organisation, position
