-- stg_observation: when which file showed which wording of the articles touched tonight.
-- grain:  source_file, sha256, night
-- reads:  stg_file, stg_article, stg_run, dim_file, dim_article_version
-- note:   everything the warehouse ever saw of these articles, so that what is derived
--         from it does not depend on the order in which nights were loaded. Of two
--         wordings in one night the first by (source_file, sha256) stays. A wording cut
--         to less than half, or another story altogether, never follows a good one.

with recursive touched as (
    select article_id
    from stg_file
    where article_id is not null and change != 'unchanged'
    union
    -- what a name showed after tonight may be, from now on, what it came back to
    select dim_file.article_id
    from stg_file
    inner join dim_file on stg_file.source_file = dim_file.source_file
    inner join stg_run on dim_file.last_seen_on >= stg_run.night
    where stg_file.change = 'new' and dim_file.article_id is not null
),

ledger as (
    select
        source_file,
        sha256,
        article_id,
        content_hash,
        view_count,
        first_seen_on,
        last_seen_on,
        nights_seen,
        is_new
    from stg_file
    union all
    select
        dim_file.source_file,
        dim_file.sha256,
        dim_file.article_id,
        dim_file.content_hash,
        dim_file.view_count,
        dim_file.first_seen_on,
        dim_file.last_seen_on,
        dim_file.nights_seen,
        false as is_new
    from dim_file
    where
        dim_file.file_key >= 0
        and not exists (
            select 1
            from stg_file
            where
                stg_file.source_file = dim_file.source_file
                and stg_file.sha256 = dim_file.sha256
        )
),

files as (
    select
        ledger.source_file,
        ledger.sha256,
        ledger.article_id,
        ledger.content_hash,
        ledger.view_count,
        ledger.first_seen_on,
        ledger.last_seen_on,
        ledger.is_new
    from ledger
    where ledger.article_id in (select touched.article_id from touched)
),

-- everything else that the names of these files ever showed
stays as (
    select
        named.source_file,
        named.sha256,
        left(named.stay, 10)::date as first_on,
        right(named.stay, 10)::date as last_on
    from (
        select
            ledger.source_file,
            ledger.sha256,
            unnest(string_split(ledger.nights_seen, '; ')) as stay
        from ledger
        where ledger.source_file in (select files.source_file from files)
    ) as named
),

-- the nights on which what a name shows can differ from the night before
moments as (
    select
        source_file,
        first_on as night
    from stays
    union
    select
        source_file,
        last_on as night
    from stays
    union
    select
        source_file,
        last_on + 1 as night
    from stays
),

shown as (
    select
        moments.source_file,
        moments.night,
        list(stays.sha256) as digests
    from moments
    inner join stays
        on
            moments.source_file = stays.source_file
            and moments.night between stays.first_on and stays.last_on
    group by moments.source_file, moments.night
),

turns as (
    select
        source_file,
        night,
        unnest(digests) as sha256,
        digests,
        coalesce(
            lag(digests) over (partition by source_file order by night), []
        ) as digests_before
    from shown
),

-- a name shows bytes that it did not show before, or no longer shows others beside them
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
        turns.night
    from files
    inner join turns
        on files.source_file = turns.source_file and files.sha256 = turns.sha256
    where
        not list_contains(turns.digests_before, turns.sha256)
        or not list_has_all(turns.digests, turns.digests_before)
),

-- every wording that may be meant, as often as it was read: its texts are looked up where
-- they are asked for, and never held for all articles
readings as not materialized (
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
),

wordings as (
    select
        article_id,
        content_hash,
        url,
        outlet_key
    from readings
    qualify
        row_number() over (
            partition by article_id, content_hash
            order by outlet_key desc
        ) = 1
),

-- one wording a night
nightly as (
    select
        firsts.article_id,
        firsts.night,
        firsts.content_hash,
        row_number() over (partition by firsts.article_id order by firsts.night) as position
    from (
        select
            events.article_id,
            events.night,
            events.content_hash
        from events
        qualify
            row_number() over (
                partition by events.article_id, events.night
                order by events.source_file, events.sha256
            ) = 1
    ) as firsts
),

-- most articles have one night only, and nothing to be compared with
worded as (
    select
        article_id,
        content_hash,
        any_value(title) as title,
        any_value(word_count) as word_count,
        any_value(body_signature) as body_signature
    from readings
    where
        article_id in (
            select nightly.article_id
            from nightly
            where nightly.position = 2
        )
    group by article_id, content_hash
),

compared as (
    select
        nightly.article_id,
        nightly.night,
        nightly.content_hash,
        nightly.position,
        worded.title,
        worded.word_count,
        worded.body_signature
    from nightly
    inner join worded
        on
            nightly.article_id = worded.article_id
            and nightly.content_hash = worded.content_hash
),

-- walk through the nights of an article, remembering the last wording accepted
walk as (
    select
        compared.article_id,
        compared.night,
        compared.position,
        compared.content_hash,
        'accepted' as standing,
        compared.content_hash as good_hash,
        compared.title as good_title,
        compared.word_count as good_words,
        compared.body_signature as good_signature
    from compared
    where compared.position = 1
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
            compared.article_id,
            compared.night,
            compared.position,
            compared.content_hash,
            compared.title,
            compared.word_count,
            compared.body_signature,
            walk.good_hash,
            walk.good_title,
            walk.good_words,
            walk.good_signature,
            case
                when compared.content_hash = walk.good_hash then 'same'
                when compared.word_count * 2 < walk.good_words then 'page_cut'
                when
                    coalesce(compared.title, '') != coalesce(walk.good_title, '')
                    and likeness(compared.body_signature, walk.good_signature) < 0.05
                    then 'page_replaced'
                else 'accepted'
            end as standing
        from walk
        inner join compared
            on
                walk.article_id = compared.article_id
                and walk.position + 1 = compared.position
    ) as judged
),

standings as (
    select
        article_id,
        night,
        content_hash,
        'accepted' as standing
    from nightly
    where position = 1
    union all
    select
        article_id,
        night,
        content_hash,
        standing
    from walk
    where position > 1
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
        when events.content_hash != standings.content_hash then 'url_collision'
        when
            standings.standing = 'accepted'
            and row_number() over (
                partition by events.article_id, events.night, events.content_hash
                order by events.source_file, events.sha256
            ) > 1
            then 'same'
        else standings.standing
    end as standing
from events
inner join standings
    on events.article_id = standings.article_id and events.night = standings.night
inner join newcomers on events.article_id = newcomers.article_id
inner join wordings
    on
        events.article_id = wordings.article_id
        and events.content_hash = wordings.content_hash
