-- fact_citation: an article cites a legal document, in the article's own words.
-- grain:  article_version_key, document_id, char_start
-- reads:  stg_citation, stg_version, stg_run

select
    stg_version.article_version_key,
    stg_citation.document_type,
    stg_citation.document_number,
    stg_citation.document_code,
    stg_citation.issuer,
    stg_citation.issued_on,
    stg_citation.term,
    stg_citation.as_written,
    stg_citation.line_no,
    stg_citation.char_start,
    stg_citation.char_end,
    stg_citation.rule,
    stg_citation.confidence,
    stg_run.audit_key,
    key_of(
        concat_ws(
            chr(31), 'citation', stg_version.article_version_key,
            stg_citation.document_id, stg_citation.char_start
        )
    ) as citation_key,
    key_of(concat_ws(chr(31), 'document', stg_citation.document_id)) as document_key
from stg_citation
inner join stg_version on stg_citation.sha256 = stg_version.sha256
cross join stg_run
qualify
    row_number() over (
        partition by citation_key
        order by stg_citation.confidence desc, stg_citation.rule, stg_citation.as_written
    ) = 1
