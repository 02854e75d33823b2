-- mart_citation: the legal documents that today's articles cite, as they write them.
-- grain:  article_id, document_id, char_start
-- reads:  fact_citation, dim_article_version, dim_article, dim_document,
--         bridge_document_alias
-- note:   citations with one document_id mean one document.

select
    dim_article.article_id,
    dim_article.source_file,
    fact_citation.document_type,
    fact_citation.document_number,
    fact_citation.document_code,
    fact_citation.issuer,
    fact_citation.issued_on,
    fact_citation.term,
    dim_document.document_id,
    fact_citation.as_written as evidence,
    fact_citation.line_no,
    fact_citation.char_start,
    fact_citation.char_end,
    fact_citation.rule
from fact_citation
inner join dim_article_version
    on fact_citation.article_version_key = dim_article_version.article_version_key
inner join dim_article on dim_article_version.article_key = dim_article.article_key
inner join bridge_document_alias
    on fact_citation.document_key = bridge_document_alias.document_key
inner join dim_document
    on bridge_document_alias.canonical_document_key = dim_document.document_key
where dim_article_version.is_current
