-- bridge_organisation_alias: which names are one body.
-- grain:  organisation_key
-- reads:  dim_organisation
-- note:   every name stands for itself until evidence says more.

select
    organisation_key,
    organisation_key as canonical_organisation_key,
    'same_name' as why
from dim_organisation
where organisation_key >= 0
