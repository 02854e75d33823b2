-- who_writes: Who is credited with most articles and pictures?
-- reads:  mart_credit

select
    person,
    count(*) filter (where role = 'author') as written,
    count(*) filter (where role = 'photographer') as photographed
from mart_credit
group by person
order by written + photographed desc, person
limit 20
