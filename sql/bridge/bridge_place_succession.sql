-- bridge_place_succession: which unit of today each administrative unit went into.
-- grain:  place_key
-- reads:  dim_place
-- note:   followed through every succession; a unit that still stands is its own.

with recursive successions as (
    select
        place_key,
        place_key as current_place_key,
        successor_place_key,
        0 as steps,
        'still_stands' as why
    from dim_place
    where place_key >= 0
    union all
    select
        successions.place_key,
        dim_place.place_key as current_place_key,
        dim_place.successor_place_key,
        successions.steps + 1 as steps,
        succeeded.succession_source as why
    from successions
    inner join dim_place on successions.successor_place_key = dim_place.place_key
    inner join dim_place as succeeded
        on successions.current_place_key = succeeded.place_key
    where dim_place.place_key >= 0 and successions.steps < 10
)

select
    place_key,
    max_by(current_place_key, steps) as current_place_key,
    max(steps) as steps,
    max_by(why, steps) as why
from successions
group by place_key
