-- bridge_story: families of near-identical articles and the original of each.
-- grain:  article_key
-- reads:  dim_article, dim_article_version
-- note:   articles meet over the smallest hashes of their sketches (bodies alike at 0.7
--         share 4 of the smallest 16 almost surely). The original does not say it is
--         republished, is published first, else was seen first.

with recursive articles as (
    select
        dim_article.article_key,
        dim_article.article_id,
        dim_article.first_seen_on,
        dim_article_version.published_date,
        dim_article_version.body_signature,
        dim_article_version.republished_from is not null as is_republished
    from dim_article_version
    inner join dim_article on dim_article_version.article_key = dim_article.article_key
    where dim_article_version.is_current and dim_article.article_key >= 0
),

sketched as (
    select
        article_key,
        unnest(list_slice(string_split(body_signature, ' '), 1, 16)) as hash_value
    from articles
),

groups as (
    select
        hash_value,
        min(article_key) as first_key,
        count(*) as members
    from sketched
    group by hash_value
    having count(*) > 1
),

-- in a big group every article meets only the first: a stock sentence, or a story that
-- everybody prints, costs a line a member and not one a pair
meetings as (
    select
        a.article_key as a_key,
        b.article_key as b_key
    from groups
    inner join sketched as a on groups.hash_value = a.hash_value
    inner join sketched as b
        on groups.hash_value = b.hash_value and a.article_key < b.article_key
    where groups.members <= 20
    union all
    select
        groups.first_key as a_key,
        b.article_key as b_key
    from groups
    inner join sketched as b
        on groups.hash_value = b.hash_value and groups.first_key < b.article_key
    where groups.members > 20
),

pairs as (
    select
        a_key,
        b_key
    from meetings
    group by a_key, b_key
    having count(*) >= 4
),

alike as (
    select
        pairs.a_key,
        pairs.b_key
    from pairs
    inner join articles as a on pairs.a_key = a.article_key
    inner join articles as b on pairs.b_key = b.article_key
    where likeness(a.body_signature, b.body_signature) >= 0.7
),

edges as (
    select
        a_key,
        b_key
    from alike
    union all
    select
        b_key as a_key,
        a_key as b_key
    from alike
),

reached as (
    select distinct
        a_key as article_key,
        a_key as member_key
    from edges
    union
    select
        reached.article_key,
        edges.b_key as member_key
    from reached
    inner join edges on reached.member_key = edges.a_key
),

families as (
    select distinct on (reached.article_key)
        reached.article_key,
        original.article_key as original_article_key,
        original.body_signature
    from reached
    inner join articles as original on reached.member_key = original.article_key
    order by
        reached.article_key,
        original.is_republished,
        original.published_date nulls last,
        original.first_seen_on,
        original.article_id
)

select
    articles.article_key,
    coalesce(families.original_article_key, articles.article_key) as original_article_key,
    case
        when families.article_key is null then 1.0
        else likeness(articles.body_signature, families.body_signature)
    end as similarity,
    if(families.article_key is null, 'alone', 'alike_body') as why
from articles
left join families on articles.article_key = families.article_key
