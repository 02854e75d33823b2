-- dim_agreement: the agreements between bodies that articles tell of.
-- grain:  agreement_id
-- reads:  stg_agreement_seen, stg_agreement_party_seen, stg_agreement_milestone, dim_agreement
-- note:   of two answers the greater one stays, so that the order of loading does not
--         matter; kind, parties and years are part of the id, so they never differ.

with named as (
    select agreement_id from stg_agreement_seen
    union
    select agreement_id from stg_agreement_party_seen
    union
    select agreement_id from stg_agreement_milestone
),

told as (
    select
        agreement_id,
        kind,
        subject,
        start_year,
        end_year
    from stg_agreement_seen
    union all
    select
        agreement_id,
        kind,
        subject,
        start_year,
        end_year
    from dim_agreement
    where agreement_key >= 0
)

select
    named.agreement_id,
    key_of(concat_ws(chr(31), 'agreement', named.agreement_id)) as agreement_key,
    max(told.kind) as kind,
    max(told.subject) as subject,
    max(told.start_year) as start_year,
    max(told.end_year) as end_year
from named
left join told on named.agreement_id = told.agreement_id
group by named.agreement_id
