-- dim_article_version: the wordings of articles, and when each was current (SCD2).
-- grain:  article_id, content_hash
-- reads:  stg_article, stg_version, stg_observation, stg_date_choice, stg_date_claim,
--         stg_run, dim_article_version
-- note:   a wording that came back is current again from the night it did.

with accepted as (
    select
        article_key,
        article_version_key,
        night,
        lead(night) over (partition by article_key order by night) as next_night
    from stg_observation
    where standing = 'accepted'
),

valid as (
    select
        article_version_key,
        night as valid_from,
        next_night as valid_to
    from accepted
    qualify
        row_number() over (partition by article_version_key order by night desc) = 1
),

standings as (
    select
        article_version_key,
        any_value(article_key) as article_key,
        any_value(outlet_key) as outlet_key,
        min_by(
            standing,
            case standing
                when 'accepted' then 0
                when 'same' then 1
                when 'page_cut' then 2
                when 'page_replaced' then 3
                else 4
            end
        ) as standing
    from stg_observation
    group by article_version_key
),

published as (
    select
        sha256,
        date_from,
        date_to,
        published_at,
        precision,
        rule
    from stg_date_choice
    where role = 'published'
),

happened as (
    select
        sha256,
        date_from,
        precision,
        rule
    from stg_date_choice
    where role = 'event'
),

latest as (
    select
        sha256,
        min(date_to) as latest_possible_on
    from stg_date_claim
    where role = 'latest'
    group by sha256
),

readings as (
    select
        stg_version.article_version_key,
        stg_article.content_hash,
        stg_article.sha256,
        stg_article.url,
        stg_article.title,
        stg_article.section,
        stg_article.lead,
        stg_article.body,
        stg_article.body_hash,
        stg_article.body_signature,
        stg_article.language,
        stg_article.agency,
        stg_article.republished_from,
        stg_article.word_count,
        stg_article.page_text,
        if(published.precision = 'minute', published.published_at, null) as published_at,
        if(
            published.precision in ('minute', 'day'), published.date_from, null
        ) as published_date,
        coalesce(
            published.precision,
            if(happened.sha256 is null, 'unknown', 'inferred')
        ) as published_precision,
        published.rule as published_rule,
        happened.date_from as event_date,
        happened.precision as event_precision,
        happened.rule as event_rule,
        coalesce(published.date_from, happened.date_from) as earliest_possible_on,
        least(published.date_to, latest.latest_possible_on) as latest_possible_on,
        stg_run.rule_set
    from stg_version
    inner join stg_article on stg_version.sha256 = stg_article.sha256
    cross join stg_run
    left join published on stg_article.sha256 = published.sha256
    left join happened on stg_article.sha256 = happened.sha256
    left join latest on stg_article.sha256 = latest.sha256
    union all
    select
        dim_article_version.article_version_key,
        dim_article_version.content_hash,
        dim_article_version.sha256,
        dim_article_version.url,
        dim_article_version.title,
        dim_article_version.section,
        dim_article_version.lead,
        dim_article_version.body,
        dim_article_version.body_hash,
        dim_article_version.body_signature,
        dim_article_version.language,
        dim_article_version.agency,
        dim_article_version.republished_from,
        dim_article_version.word_count,
        dim_article_version.page_text,
        dim_article_version.published_at,
        dim_article_version.published_date,
        dim_article_version.published_precision,
        dim_article_version.published_rule,
        dim_article_version.event_date,
        dim_article_version.event_precision,
        dim_article_version.event_rule,
        dim_article_version.earliest_possible_on,
        dim_article_version.latest_possible_on,
        dim_article_version.rule_set
    from dim_article_version
    where
        dim_article_version.article_version_key not in (
            select stg_version.article_version_key from stg_version
        )
)

select
    readings.article_version_key,
    standings.article_key,
    standings.outlet_key,
    readings.content_hash,
    readings.sha256,
    readings.url,
    readings.title,
    readings.section,
    readings.lead,
    readings.body,
    readings.body_hash,
    readings.body_signature,
    readings.language,
    readings.agency,
    readings.republished_from,
    readings.word_count,
    readings.page_text,
    readings.published_at,
    readings.published_date,
    readings.published_precision,
    readings.published_rule,
    readings.event_date,
    readings.event_precision,
    readings.event_rule,
    readings.earliest_possible_on,
    readings.latest_possible_on,
    readings.rule_set,
    if(standings.standing = 'same', 'accepted', standings.standing) as standing,
    valid.valid_from,
    valid.valid_to,
    valid.valid_from is not null and valid.valid_to is null as is_current
from readings
inner join standings on readings.article_version_key = standings.article_version_key
left join valid on readings.article_version_key = valid.article_version_key
