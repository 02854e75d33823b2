-- dim_document: the legal documents that articles cite, one row a way of naming them.
-- grain:  document_id
-- reads:  stg_citation, stg_mention, dim_document
-- note:   bridge_document_alias says which of them are one document. Of two answers the
--         greater one stays, so that the order of loading does not matter.

with cited as (
    select document_id from stg_citation
    union
    select document_id from stg_mention
),

told as (
    select
        document_id,
        document_type,
        document_number,
        document_code,
        issuer,
        issued_on,
        term,
        subject
    from stg_citation
    union all
    select
        document_id,
        document_type,
        document_number,
        document_code,
        issuer,
        issued_on,
        term,
        subject
    from dim_document
    where document_key >= 0
)

select
    cited.document_id,
    key_of(concat_ws(chr(31), 'document', cited.document_id)) as document_key,
    max(told.document_type) as document_type,
    max(told.document_number) as document_number,
    max(told.document_code) as document_code,
    max(told.issuer) as issuer,
    max(told.issued_on) as issued_on,
    max(told.term) as term,
    max(told.subject) as subject
from cited
left join told on cited.document_id = told.document_id
where cited.document_id is not null
group by cited.document_id
