-- bridge_agreement_family: which tellings are of one agreement.
-- grain:  agreement_key
-- reads:  dim_agreement
-- note:   every telling stands for itself until evidence says more.

select
    agreement_key,
    agreement_key as canonical_agreement_key,
    'same_telling' as why
from dim_agreement
where agreement_key >= 0
