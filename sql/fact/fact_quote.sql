-- fact_quote: an article gives a speaker's words, directly or reported.
-- grain:  article_version_key, char_start, char_end
-- reads:  stg_quote, stg_version, stg_run

select
    stg_version.article_version_key,
    stg_quote.quote,
    stg_quote.is_direct,
    stg_quote.line_no,
    stg_quote.char_start,
    stg_quote.char_end,
    stg_quote.rule,
    stg_quote.confidence,
    stg_run.audit_key,
    key_of(
        concat_ws(
            chr(31), 'quote', stg_version.article_version_key,
            stg_quote.char_start, stg_quote.char_end
        )
    ) as quote_key,
    case
        when stg_quote.person is null then -1
        else key_of(concat_ws(chr(31), 'person', stg_quote.person))
    end as person_key
from stg_quote
inner join stg_version on stg_quote.sha256 = stg_version.sha256
cross join stg_run
qualify
    row_number() over (
        partition by quote_key
        order by stg_quote.confidence desc, stg_quote.rule
    ) = 1
