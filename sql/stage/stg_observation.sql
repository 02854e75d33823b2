-- stg_observation: when which file showed which wording of the articles touched tonight.
-- grain:  source_file, sha256, night
-- reads:  stg_file, stg_article, dim_file, dim_article_version
-- note:   everything the warehouse ever saw of these articles, so that what is derived
--         from it does not depend on the order in which nights were loaded. Of two
--         wordings in one night the first by (source_file, sha256) stays. A wording cut
--         to less than half, or another story altogether, never follows a good one.

with recursive touched as (
    select stg_file.article_id
    from stg_file
    where stg_file.article_id is not null and stg_file.change != 'unchanged'
    union
    -- two bytes last seen under one name on one night: which one stayed shows only now
    select stg_file.article_id
    from stg_file
    inner join dim_file
        on
            stg_file.source_file = dim_file.source_file
            and stg_file.sha256 != dim_file.sha256
            and stg_file.article_id = dim_file.article_id
            and stg_file.known_until = dim_file.last_seen_on
),

files as (
    select
        stg_file.source_file,
        stg_file.sha256,
        stg_file.article_id,
        stg_file.content_hash,
        stg_file.view_count,
        stg_file.first_seen_on,
        stg_file.last_seen_on,
        stg_file.change = 'new' and stg_file.known_until is null as is_new
    from stg_file
    where stg_file.article_id in (select touched.article_id from touched)
    union all
    select
        dim_file.source_file,
        dim_file.sha256,
        dim_file.article_id,
        dim_file.content_hash,
        dim_file.view_count,
        dim_file.first_seen_on,
        dim_file.last_seen_on,
        false as is_new
    from dim_file
    where
        dim_file.article_id in (select touched.article_id from touched)
        and not exists (
            select 1
            from stg_file
            where
                stg_file.source_file = dim_file.source_file
                and stg_file.sha256 = dim_file.sha256
        )
),

-- a name that showed other bytes in between came back to these the day after
returns as (
    select
        files.source_file,
        files.sha256,
        max(other.last_seen_on) + 1 as night
    from files
    inner join files as other
        on
            files.source_file = other.source_file
            and files.article_id = other.article_id
            and files.sha256 != other.sha256
            and files.first_seen_on <= other.last_seen_on
            and files.last_seen_on > other.last_seen_on
    group by files.source_file, files.sha256
),

events as (
    select
        files.source_file,
        files.sha256,
        files.article_id,
        files.content_hash,
        files.view_count,
        files.first_seen_on,
        files.last_seen_on,
        files.is_new,
        files.first_seen_on as night
    from files
    union
    select
        files.source_file,
        files.sha256,
        files.article_id,
        files.content_hash,
        files.view_count,
        files.first_seen_on,
        files.last_seen_on,
        files.is_new,
        returns.night
    from files
    inner join returns
        on files.source_file = returns.source_file and files.sha256 = returns.sha256
),

wordings as (
    select distinct on (read.article_id, read.content_hash) read.*
    from (
        select
            stg_article.article_id,
            stg_article.content_hash,
            stg_article.title,
            stg_article.word_count,
            stg_article.body_signature,
            stg_article.url,
            case
                when stg_article.outlet_id is null then -1
                else key_of(concat_ws(chr(31), 'outlet', stg_article.outlet_id))
            end as outlet_key
        from stg_article
        union all
        select
            touched.article_id,
            dim_article_version.content_hash,
            dim_article_version.title,
            dim_article_version.word_count,
            dim_article_version.body_signature,
            dim_article_version.url,
            dim_article_version.outlet_key
        from touched
        inner join dim_article_version
            on
                key_of(concat_ws(chr(31), 'article', touched.article_id))
                = dim_article_version.article_key
    ) as read
    order by read.article_id, read.content_hash, read.outlet_key
),

-- one wording a night
nightly as (
    select
        firsts.article_id,
        firsts.night,
        firsts.content_hash,
        wordings.title,
        wordings.word_count,
        wordings.body_signature,
        row_number() over (partition by firsts.article_id order by firsts.night) as position
    from (
        select distinct on (events.article_id, events.night)
            events.article_id,
            events.night,
            events.content_hash
        from events
        order by events.article_id, events.night, events.source_file, events.sha256
    ) as firsts
    inner join wordings
        on
            firsts.article_id = wordings.article_id
            and firsts.content_hash = wordings.content_hash
),

-- walk through the nights of an article, remembering the last wording accepted
walk as (
    select
        nightly.article_id,
        nightly.night,
        nightly.position,
        nightly.content_hash,
        'accepted' as standing,
        nightly.content_hash as good_hash,
        nightly.title as good_title,
        nightly.word_count as good_words,
        nightly.body_signature as good_signature
    from nightly
    where nightly.position = 1
    union all
    select
        judged.article_id,
        judged.night,
        judged.position,
        judged.content_hash,
        judged.standing,
        if(judged.standing = 'accepted', judged.content_hash, judged.good_hash) as good_hash,
        if(judged.standing = 'accepted', judged.title, judged.good_title) as good_title,
        if(judged.standing = 'accepted', judged.word_count, judged.good_words) as good_words,
        if(
            judged.standing = 'accepted', judged.body_signature, judged.good_signature
        ) as good_signature
    from (
        select
            nightly.article_id,
            nightly.night,
            nightly.position,
            nightly.content_hash,
            nightly.title,
            nightly.word_count,
            nightly.body_signature,
            walk.good_hash,
            walk.good_title,
            walk.good_words,
            walk.good_signature,
            case
                when nightly.content_hash = walk.good_hash then 'same'
                when nightly.word_count * 2 < walk.good_words then 'page_cut'
                when
                    coalesce(nightly.title, '') != coalesce(walk.good_title, '')
                    and likeness(nightly.body_signature, walk.good_signature) < 0.05
                    then 'page_replaced'
                else 'accepted'
            end as standing
        from walk
        inner join nightly
            on
                walk.article_id = nightly.article_id
                and walk.position + 1 = nightly.position
    ) as judged
),

newcomers as (
    select
        files.article_id,
        bool_and(files.is_new) as is_new_article
    from files
    group by files.article_id
)

select
    events.source_file,
    events.sha256,
    events.article_id,
    key_of(concat_ws(chr(31), 'article', events.article_id)) as article_key,
    events.content_hash,
    key_of(
        concat_ws(chr(31), 'version', events.article_id, events.content_hash)
    ) as article_version_key,
    wordings.outlet_key,
    wordings.url,
    events.view_count,
    events.first_seen_on,
    events.last_seen_on,
    events.is_new,
    newcomers.is_new_article,
    events.night,
    case
        when events.content_hash != walk.content_hash then 'url_collision'
        when
            walk.standing = 'accepted'
            and row_number() over (
                partition by events.article_id, events.night, events.content_hash
                order by events.source_file, events.sha256
            ) > 1
            then 'same'
        else walk.standing
    end as standing
from events
inner join walk on events.article_id = walk.article_id and events.night = walk.night
inner join newcomers on events.article_id = newcomers.article_id
inner join wordings
    on
        events.article_id = wordings.article_id
        and events.content_hash = wordings.content_hash
