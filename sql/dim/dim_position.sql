-- dim_position: the posts that articles name, as written and without the body.
-- grain:  position
-- reads:  stg_position_held

select
    position,
    key_of(concat_ws(chr(31), 'position', position)) as position_key,
    bool_or(is_acting) as is_acting,
    bool_or(is_standing) as is_standing,
    bool_or(is_deputy) as is_deputy
from stg_position_held
where position is not null
group by position
