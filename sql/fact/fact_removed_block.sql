-- fact_removed_block: a stretch of a page that is not the story.
-- grain:  article_version_key, char_start
-- reads:  stg_removed_block, stg_version, stg_run

select
    key_of(
        concat_ws(
            chr(31), 'removed_block', stg_version.article_version_key,
            stg_removed_block.char_start
        )
    ) as removed_block_key,
    stg_version.article_version_key,
    key_of(
        concat_ws(
            chr(31), 'boilerplate_rule', stg_removed_block.rule, stg_removed_block.kind
        )
    ) as boilerplate_rule_key,
    stg_removed_block.kind,
    stg_removed_block.line_no,
    stg_removed_block.char_start,
    stg_removed_block.char_end,
    stg_removed_block.text as block_text,
    stg_removed_block.rule,
    1.0::double as confidence,
    stg_run.audit_key
from stg_removed_block
inner join stg_version on stg_removed_block.sha256 = stg_version.sha256
cross join stg_run
