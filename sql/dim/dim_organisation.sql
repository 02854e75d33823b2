-- dim_organisation: the bodies that articles name, one row a full name.
-- grain:  organisation
-- reads:  stg_organisation_seen, stg_mention, stg_position_held, stg_event_seen,
--         stg_event_participant, stg_agreement_party_seen, seed_place, dim_organisation
-- note:   several articles may tell different parts of what a body is; of two answers the
--         greater one stays, so that the order of loading does not matter.

with named as (
    select organisation from stg_organisation_seen
    union
    select parent_organisation from stg_organisation_seen
    union
    select organisation from stg_mention
    union
    select organisation from stg_position_held
    union
    select organisation from stg_event_seen
    union
    select organisation from stg_event_participant
    union
    select organisation from stg_agreement_party_seen
),

told as (
    select
        stg_organisation_seen.organisation,
        stg_organisation_seen.organisation_type,
        stg_organisation_seen.organisation_level,
        if(
            seed_place.place_id is null,
            -1,
            key_of(concat_ws(chr(31), 'place', seed_place.place_id))
        ) as place_key,
        if(
            stg_organisation_seen.parent_organisation is null,
            -1,
            key_of(
                concat_ws(chr(31), 'organisation', stg_organisation_seen.parent_organisation)
            )
        ) as parent_organisation_key,
        stg_organisation_seen.is_collective
    from stg_organisation_seen
    left join seed_place on stg_organisation_seen.place_id = seed_place.place_id
    union all
    select
        dim_organisation.organisation,
        dim_organisation.organisation_type,
        dim_organisation.organisation_level,
        dim_organisation.place_key,
        dim_organisation.parent_organisation_key,
        dim_organisation.is_collective
    from dim_organisation
    where dim_organisation.organisation_key >= 0
)

select
    named.organisation,
    key_of(concat_ws(chr(31), 'organisation', named.organisation)) as organisation_key,
    max(told.organisation_type) as organisation_type,
    max(told.organisation_level) as organisation_level,
    coalesce(max(told.place_key), -1) as place_key,
    coalesce(max(told.parent_organisation_key), -1) as parent_organisation_key,
    coalesce(bool_or(told.is_collective), false) as is_collective
from named
left join told on named.organisation = told.organisation
where named.organisation is not null
group by named.organisation
