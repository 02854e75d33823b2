-- check_spans_give_their_text: a span of the page text is the text the fact quotes.
-- reads:  fact_removed_block, fact_date_evidence, fact_credit, fact_article_load,
--         dim_article_version, dim_audit
-- note:   of the versions loaded in the last run; the others were proved in theirs.

with last_run as (
    select max_by(audit_key, run_no) as audit_key
    from dim_audit
),

loaded as (
    select fact_article_load.article_version_key
    from fact_article_load
    inner join last_run on fact_article_load.audit_key = last_run.audit_key
),

quoted as (
    select
        'fact_removed_block' as place,
        article_version_key,
        char_start,
        char_end,
        block_text as quoted_text
    from fact_removed_block
    union all
    select
        'fact_date_evidence' as place,
        article_version_key,
        char_start,
        char_end,
        span_text as quoted_text
    from fact_date_evidence
    where char_start is not null
    union all
    select
        'fact_credit' as place,
        article_version_key,
        char_start,
        char_end,
        as_written as quoted_text
    from fact_credit
    where char_start is not null
)

select
    quoted.place,
    quoted.quoted_text,
    quoted.char_start,
    quoted.char_end
from quoted
inner join loaded on quoted.article_version_key = loaded.article_version_key
inner join dim_article_version
    on quoted.article_version_key = dim_article_version.article_version_key
where
    quoted.quoted_text is distinct from substr(
        dim_article_version.page_text,
        quoted.char_start + 1,
        quoted.char_end - quoted.char_start
    )
