-- fact_position: an article tells that a person holds a post in a body.
-- grain:  article_version_key, person, rank, position, organisation, char_start
-- reads:  stg_position_held, stg_version, stg_run, dim_rank
-- note:   an observation; from when to when a post was held is derived in mart_tenure.
--         Where only a rank is told, the post does not apply.

select
    stg_version.article_version_key,
    stg_position_held.is_former,
    stg_position_held.as_written,
    stg_position_held.line_no,
    stg_position_held.char_start,
    stg_position_held.char_end,
    stg_position_held.rule,
    stg_position_held.confidence,
    stg_run.audit_key,
    key_of(
        concat_ws(
            chr(31), 'position_held', stg_version.article_version_key,
            stg_position_held.person, coalesce(stg_position_held.rank, ''),
            coalesce(stg_position_held.position, ''),
            coalesce(stg_position_held.organisation, ''), stg_position_held.char_start
        )
    ) as position_fact_key,
    key_of(concat_ws(chr(31), 'person', stg_position_held.person)) as person_key,
    coalesce(dim_rank.rank_key, -1) as rank_key,
    case
        when stg_position_held.position is null then -2
        else key_of(concat_ws(chr(31), 'position', stg_position_held.position))
    end as position_key,
    case
        when stg_position_held.position is null then -2
        when stg_position_held.organisation is null then -1
        else key_of(concat_ws(chr(31), 'organisation', stg_position_held.organisation))
    end as organisation_key
from stg_position_held
inner join stg_version on stg_position_held.sha256 = stg_version.sha256
left join dim_rank on stg_position_held.rank = dim_rank.rank
cross join stg_run
qualify
    row_number() over (
        partition by position_fact_key
        order by
            stg_position_held.confidence desc,
            stg_position_held.rule,
            stg_position_held.as_written
    ) = 1
