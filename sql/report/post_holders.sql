-- post_holders: Who held which post on the days that articles tell of?
-- reads:  mart_position, mart_tenure
-- note:   a holder seen before and after a day held the post on it. One day only:
--         khobao sql "from mart_tenure
--         where date '2024-03-01' between first_observed and last_observed".

with days as (
    select distinct observed_on as held_on
    from mart_position
    where observed_on is not null
)

select
    days.held_on,
    mart_tenure.organisation,
    mart_tenure.position,
    string_agg(mart_tenure.person, '; ' order by mart_tenure.person) as holders
from days
inner join mart_tenure
    on days.held_on between mart_tenure.first_observed and mart_tenure.last_observed
group by days.held_on, mart_tenure.organisation, mart_tenure.position
order by days.held_on desc, mart_tenure.organisation nulls last, mart_tenure.position
limit 200
