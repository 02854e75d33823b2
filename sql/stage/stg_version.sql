-- stg_version: the captures read tonight that stand for their version.
-- grain:  article_version_key
-- reads:  stg_article, stg_observation
-- note:   several captures may hold one wording (a counter moved); the one seen first,
--         then first by name, stands for it, in whatever order nights were loaded.

with standing as (
    select
        article_key,
        article_version_key,
        min_by(sha256, (first_seen_on, source_file, sha256)) as sha256
    from stg_observation
    group by article_key, article_version_key
)

select
    standing.sha256,
    standing.article_key,
    standing.article_version_key
from standing
where standing.sha256 in (select stg_article.sha256 from stg_article)
