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
        dim_article_version.republished_from is not null as is_republished
    from dim_article_version
    inner join dim_article on dim_article_version.article_key = dim_article.article_key
    where dim_article_version.is_current and dim_article.article_key >= 0
),

signatures as not materialized (
    select
        article_key,
        body_signature
    from dim_article_version
    where is_current and article_key >= 0
),

sketched as (
    select
        article_key,
        unnest(
            list_transform(
                list_slice(string_split(body_signature, ' '), 1, 16),
                lambda written: hash(written)
            )
        ) as hash_value
    from signatures
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

-- what few articles have in common is found first: most hashes are one article's alone
shared as materialized (
    select
        sketched.article_key,
        groups.hash_value,
        groups.first_key,
        groups.members
    from groups
    inner join sketched on groups.hash_value = sketched.hash_value
),

-- in a big group every article meets only the first: a stock sentence, or a story that
-- everybody prints, costs a line a member and not one a pair
meetings as (
    select
        a.article_key as a_key,
        b.article_key as b_key
    from shared as a
    inner join shared as b
        on a.hash_value = b.hash_value and a.article_key < b.article_key
    where a.members <= 20
    union all
    select
        first_key as a_key,
        article_key as b_key
    from shared
    where members > 20 and first_key < article_key
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
    inner join signatures as a on pairs.a_key = a.article_key
    inner join signatures as b on pairs.b_key = b.article_key
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
        original.article_key as original_article_key
    from reached
    inner join articles as original on reached.member_key = original.article_key
    order by
        reached.article_key,
        original.is_republished,
        original.published_date nulls last,
        original.first_seen_on,
        original.article_id
),

likened as (
    select
        families.article_key,
        families.original_article_key,
        likeness(own.body_signature, original.body_signature) as similarity
    from families
    inner join signatures as own on families.article_key = own.article_key
    inner join signatures as original
        on families.original_article_key = original.article_key
)

select
    articles.article_key,
    coalesce(likened.original_article_key, articles.article_key) as original_article_key,
    coalesce(likened.similarity, 1.0) as similarity,
    if(likened.article_key is null, 'alone', 'alike_body') as why
from articles
left join likened on articles.article_key = likened.article_key
