-- fact_figure: an article states a number with its unit.
-- grain:  article_version_key, char_start, char_end
-- reads:  stg_figure_stated, stg_version, stg_run

select
    stg_version.article_version_key,
    stg_figure_stated.value,
    stg_figure_stated.value_to,
    stg_figure_stated.bound,
    stg_figure_stated.unit,
    stg_figure_stated.measure,
    stg_figure_stated.counted,
    stg_figure_stated.as_written,
    stg_figure_stated.line_no,
    stg_figure_stated.char_start,
    stg_figure_stated.char_end,
    stg_figure_stated.rule,
    stg_figure_stated.confidence,
    stg_run.audit_key,
    key_of(
        concat_ws(
            chr(31), 'figure', stg_version.article_version_key,
            stg_figure_stated.char_start, stg_figure_stated.char_end
        )
    ) as figure_key
from stg_figure_stated
inner join stg_version on stg_figure_stated.sha256 = stg_version.sha256
cross join stg_run
qualify
    row_number() over (
        partition by figure_key
        order by stg_figure_stated.confidence desc, stg_figure_stated.rule
    ) = 1
