-- mart_date_evidence: every date the pages of today's articles show or declare.
-- grain:  article_id, role, rule, char_start, span_text
-- reads:  fact_date_evidence, dim_article_version, dim_article

select
    dim_article.article_id,
    dim_article.source_file,
    fact_date_evidence.span_text,
    fact_date_evidence.date_from,
    fact_date_evidence.date_to,
    fact_date_evidence.precision,
    fact_date_evidence.rule,
    fact_date_evidence.is_chosen,
    fact_date_evidence.role,
    fact_date_evidence.line_no,
    fact_date_evidence.char_start,
    fact_date_evidence.char_end
from fact_date_evidence
inner join dim_article_version
    on fact_date_evidence.article_version_key = dim_article_version.article_version_key
inner join dim_article on dim_article_version.article_key = dim_article.article_key
where dim_article_version.is_current
