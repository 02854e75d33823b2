-- dim_place: the administrative units of Viet Nam, before and after 2025-07-01.
-- grain:  place_id
-- reads:  seed_place
-- note:   a unit that changed its borders is another unit, under the same name.

with recursive places as (
    select
        place_id,
        place_name,
        official_name,
        place_level,
        unit_type,
        parent_place_id,
        successor_place_id,
        valid_from,
        valid_to,
        source,
        succession_source
    from seed_place
),

provinces as (
    select
        place_id,
        place_id as province_place_id
    from places
    where place_level = 'province'
    union
    select
        places.place_id,
        provinces.province_place_id
    from provinces
    inner join places on provinces.place_id = places.parent_place_id
)

select
    places.place_id,
    places.place_name,
    places.official_name,
    places.place_level,
    places.unit_type,
    places.valid_from,
    places.valid_to,
    places.source,
    places.succession_source,
    key_of(concat_ws(chr(31), 'place', places.place_id)) as place_key,
    case
        when places.parent_place_id is null then -2
        else key_of(concat_ws(chr(31), 'place', places.parent_place_id))
    end as parent_place_key,
    case
        when provinces.province_place_id is null then -1
        else key_of(concat_ws(chr(31), 'place', provinces.province_place_id))
    end as province_place_key,
    case
        when places.successor_place_id is null then -2
        else key_of(concat_ws(chr(31), 'place', places.successor_place_id))
    end as successor_place_key
from places
left join provinces on places.place_id = provinces.place_id
