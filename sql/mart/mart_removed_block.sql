-- mart_removed_block: what was taken off the pages of today's articles, and why.
-- grain:  article_id, char_start
-- reads:  fact_removed_block, dim_article_version, dim_article

select
    dim_article.article_id,
    dim_article.source_file,
    fact_removed_block.line_no,
    fact_removed_block.char_start,
    fact_removed_block.char_end,
    fact_removed_block.kind,
    fact_removed_block.rule,
    fact_removed_block.block_text as text
from fact_removed_block
inner join dim_article_version
    on fact_removed_block.article_version_key = dim_article_version.article_version_key
inner join dim_article on dim_article_version.article_key = dim_article.article_key
where dim_article_version.is_current
