-- most_named: Which persons, bodies and places are named by most articles?
-- reads:  mart_mention

with counted as (
    select
        entity_type,
        canonical_name,
        count(distinct article_id) as articles,
        count(*) as mentions
    from mart_mention
    group by entity_type, canonical_name
)

select
    entity_type,
    canonical_name,
    articles,
    mentions
from counted
qualify
    row_number() over (
        partition by entity_type
        order by articles desc, mentions desc, canonical_name
    ) <= 15
order by entity_type, articles desc, mentions desc, canonical_name
