-- dim_article: articles, by the name they have for good.
-- grain:  article_id
-- reads:  stg_observation, stg_file, dim_article

with current_wordings as (
    select
        article_key,
        max_by(content_hash, night) as content_hash
    from stg_observation
    where standing = 'accepted'
    group by article_key
),

seen as (
    select
        article_key,
        any_value(article_id) as article_id,
        min(first_seen_on) as first_seen_on,
        max(last_seen_on) as last_seen_on
    from stg_observation
    group by article_key
),

touched as (
    select
        stg_observation.article_key,
        seen.article_id,
        stg_observation.outlet_key,
        stg_observation.url,
        stg_observation.source_file,
        seen.first_seen_on,
        seen.last_seen_on
    from stg_observation
    inner join seen on stg_observation.article_key = seen.article_key
    inner join current_wordings
        on
            stg_observation.article_key = current_wordings.article_key
            and stg_observation.content_hash = current_wordings.content_hash
    qualify
        row_number() over (
            partition by stg_observation.article_key
            order by
                stg_observation.first_seen_on,
                stg_observation.source_file,
                stg_observation.sha256
        ) = 1
),

seen_again as (
    select
        dim_article.article_key,
        max(stg_file.last_seen_on) as last_seen_on
    from stg_file
    inner join dim_article on stg_file.article_id = dim_article.article_id
    where dim_article.article_key not in (select touched.article_key from touched)
    group by dim_article.article_key
)

select
    article_key,
    article_id,
    outlet_key,
    url,
    source_file,
    first_seen_on,
    last_seen_on
from touched
union all
select
    dim_article.article_key,
    dim_article.article_id,
    dim_article.outlet_key,
    dim_article.url,
    dim_article.source_file,
    dim_article.first_seen_on,
    seen_again.last_seen_on
from dim_article
inner join seen_again on dim_article.article_key = seen_again.article_key
where dim_article.last_seen_on < seen_again.last_seen_on
