-- dim_person: the persons that articles name, one row a name as written.
-- grain:  person_name
-- reads:  stg_credit, stg_mention, stg_position_held, stg_quote, stg_event_participant

with named as (
    select person from stg_credit
    union
    select person from stg_mention
    union
    select person from stg_position_held
    union
    select person from stg_quote
    union
    select person from stg_event_participant
)

select distinct
    key_of(concat_ws(chr(31), 'person', person)) as person_key,
    person as person_name,
    replace(strip_accents(lower(person)), 'đ', 'd') as person_name_folded
from named
where person is not null
