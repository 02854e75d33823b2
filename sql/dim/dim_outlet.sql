-- dim_outlet: the outlets, under every id that a page told or a seed describes.
-- grain:  outlet_id
-- reads:  seed_outlet, seed_outlet_alias, seed_place, stg_article, dim_outlet
-- note:   a page tells a host, a masthead or an agency tag: two ids of one outlet get one
--         name through seed_outlet_alias. An id no seed describes goes by itself.

with ids as (
    select outlet_id
    from stg_article
    where outlet_id is not null
    union
    select outlet_id
    from dim_outlet
    where outlet_key >= 0
    union
    select outlet_id
    from seed_outlet
),

folded as (
    select
        outlet_id,
        regexp_replace(lower(trim(outlet_id)), '^(www|m|mobile|amp|wap)[.]', '') as folded_id
    from ids
),

aliases as (
    select
        lower(alias) as folded_id,
        outlet_id
    from seed_outlet_alias
    union
    select
        lower(outlet_id) as folded_id,
        outlet_id
    from seed_outlet
),

described as (
    select
        aliases.folded_id,
        seed_outlet.outlet_name,
        seed_outlet.outlet_kind,
        seed_outlet.owner,
        seed_outlet.official_url,
        seed_place.place_id
    from aliases
    inner join seed_outlet on aliases.outlet_id = seed_outlet.outlet_id
    left join seed_place on seed_outlet.home_place_id = seed_place.place_id
)

select
    folded.outlet_id,
    described.outlet_kind,
    described.owner,
    described.official_url,
    key_of(concat_ws(chr(31), 'outlet', folded.outlet_id)) as outlet_key,
    coalesce(described.outlet_name, folded.outlet_id) as outlet_name,
    case
        when described.place_id is not null
            then key_of(concat_ws(chr(31), 'place', described.place_id))
        when described.folded_id is not null then -2
        else -1
    end as home_place_key,
    described.folded_id is not null as is_described
from folded
left join described on folded.folded_id = described.folded_id
