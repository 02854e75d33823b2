-- bridge_document_alias: which citations mean one document.
-- grain:  document_key
-- reads:  dim_document
-- note:   every way of citing stands for itself until evidence says more.

select
    document_key,
    document_key as canonical_document_key,
    'same_citation' as why
from dim_document
where document_key >= 0
