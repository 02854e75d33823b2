-- mart_quote: who is quoted with what in today's articles.
-- grain:  article_id, char_start, char_end
-- reads:  fact_quote, fact_position, dim_article_version, dim_article, dim_person, dim_rank,
--         dim_position, bridge_person_alias
-- note:   rank and posts are those the same article gives the speaker.

with speakers as (
    select
        fact_position.article_version_key,
        fact_position.person_key,
        string_agg(distinct dim_rank.rank, '; ' order by dim_rank.rank)
        filter (where dim_rank.rank_key >= 0) as rank,
        string_agg(distinct dim_position.position, '; ' order by dim_position.position)
        filter (where dim_position.position_key >= 0) as position -- noqa: RF04
    from fact_position
    inner join dim_rank on fact_position.rank_key = dim_rank.rank_key
    inner join dim_position on fact_position.position_key = dim_position.position_key
    where not fact_position.is_former
    group by fact_position.article_version_key, fact_position.person_key
)

select
    dim_article.article_id,
    dim_article.source_file,
    dim_person.person_name as speaker,
    speakers.rank,
    speakers.position,
    fact_quote.quote,
    fact_quote.is_direct,
    fact_quote.line_no,
    fact_quote.char_start,
    fact_quote.char_end,
    fact_quote.rule
from fact_quote
inner join dim_article_version
    on fact_quote.article_version_key = dim_article_version.article_version_key
inner join dim_article on dim_article_version.article_key = dim_article.article_key
left join bridge_person_alias on fact_quote.person_key = bridge_person_alias.person_key
left join dim_person on bridge_person_alias.canonical_person_key = dim_person.person_key
left join speakers
    on
        fact_quote.article_version_key = speakers.article_version_key
        and fact_quote.person_key = speakers.person_key
where dim_article_version.is_current
