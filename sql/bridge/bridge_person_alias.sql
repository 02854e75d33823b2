-- bridge_person_alias: which writings of a name are one person.
-- grain:  person_key
-- reads:  dim_person
-- note:   every name stands for itself until evidence says more.

select
    person_key,
    person_key as canonical_person_key,
    'same_name' as why
from dim_person
where person_key >= 0
