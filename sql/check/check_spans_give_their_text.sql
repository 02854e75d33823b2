-- check_spans_give_their_text: a span of the page text is the text the fact quotes.
-- reads:  fact_removed_block, fact_date_evidence, fact_credit, fact_article_load,
--         dim_article_version, dim_audit
-- note:   of the versions loaded in the last run; the others were proved in theirs. To find
--         a place in a long text costs as much as to read up to it, so a span is looked for
--         in its line, and only one that is not there (it may have none) in the whole page.
--         All lines of a large night would take more memory than there is: `in_slice`
--         lets a part of its versions through, one after the other.

with last_run as (
    select max_by(audit_key, run_no) as audit_key
    from dim_audit
),

loaded as (
    select distinct fact_article_load.article_version_key
    from fact_article_load
    inner join last_run on fact_article_load.audit_key = last_run.audit_key
    where in_slice(fact_article_load.article_version_key)
),

pages as (
    select
        dim_article_version.article_version_key,
        string_split(dim_article_version.page_text, chr(10)) as page_lines
    from dim_article_version
    inner join loaded
        on dim_article_version.article_version_key = loaded.article_version_key
),

lines as (
    select
        article_version_key,
        unnest(page_lines) as line,
        generate_subscripts(page_lines, 1) as line_no
    from pages
),

started as (
    select
        article_version_key,
        line_no,
        line,
        sum(length(line) + 1) over (
            partition by article_version_key order by line_no
        ) - length(line) - 1 as line_start
    from lines
),

quoted as (
    select
        'fact_removed_block' as place,
        article_version_key,
        line_no,
        char_start,
        char_end,
        block_text as quoted_text
    from fact_removed_block
    union all
    select
        'fact_date_evidence' as place,
        article_version_key,
        line_no,
        char_start,
        char_end,
        span_text as quoted_text
    from fact_date_evidence
    where char_start is not null
    union all
    select
        'fact_credit' as place,
        article_version_key,
        line_no,
        char_start,
        char_end,
        as_written as quoted_text
    from fact_credit
    where char_start is not null
),

doubted as materialized (
    select
        quoted.place,
        quoted.article_version_key,
        quoted.quoted_text,
        quoted.char_start,
        quoted.char_end
    from quoted
    inner join loaded on quoted.article_version_key = loaded.article_version_key
    left join started
        on
            quoted.article_version_key = started.article_version_key
            and quoted.line_no = started.line_no
    where
        quoted.char_start < started.line_start
        or quoted.quoted_text is distinct from substr(
            started.line,
            (quoted.char_start - started.line_start + 1)::bigint,
            quoted.char_end - quoted.char_start
        )
)

select
    doubted.place,
    doubted.quoted_text,
    doubted.char_start,
    doubted.char_end
from doubted
inner join dim_article_version
    on doubted.article_version_key = dim_article_version.article_version_key
where
    doubted.quoted_text is distinct from substr(
        dim_article_version.page_text,
        doubted.char_start + 1,
        doubted.char_end - doubted.char_start
    )
