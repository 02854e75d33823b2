-- bridge_document_alias: which citations mean one document.
-- grain:  document_key
-- reads:  dim_document
-- note:   a citation that states less means the one that states all of that and more, where
--         all such are one document. A bare number needs the same issuer; a symbol that
--         many bodies share has its issuer in the id. A plenum's resolutions are numbered by
--         the plenum, so their numbers meet no others. Conclusions, resolutions and
--         directives of one number are three documents.

with recursive documents as (
    select
        document_key,
        document_id,
        lower(document_type) as type_key,
        try_cast(regexp_extract(document_number, '\d+') as integer) as number_value,
        -- 05-CT/TW, 5 – CT/TƯ
        ltrim(
            replace(
                replace(
                    upper(regexp_replace(document_code, '\s|\.', '', 'g')), 'TƯ', 'TW'
                ),
                '–', '-'
            ),
            '0'
        ) as code_key,
        issuer,
        issued_on,
        term,
        if(document_code is null, 0, 4) + if(issued_on is null, 0, 2)
        + if(term is null, 0, 1) as stated
    from dim_document
    where
        document_key >= 0
        and document_number is not null
        and document_id not like '% trung ương %'
),

fuller as (
    select
        short.document_key,
        long.document_key as fuller_document_key,
        long.document_id as fuller_document_id,
        long.stated as fuller_stated,
        long.code_key as fuller_code_key,
        long.issued_on as fuller_issued_on,
        if(short.code_key is null, 'same_number_and_issuer', 'same_symbol') as why
    from documents as short
    inner join documents as long
        on
            short.type_key = long.type_key
            and short.number_value = long.number_value
            and short.stated < long.stated
            and (short.code_key is null or short.code_key = long.code_key)
            and (short.issued_on is null or short.issued_on = long.issued_on)
            and (short.term is null or short.term = long.term)
    where
        long.code_key is not null
        and coalesce(
            short.issuer = long.issuer
            or (long.code_key like '%/TW' and 'Trung ương' in (short.issuer, long.issuer)),
            short.code_key is not null
        )
),

steps as (
    select
        document_key,
        arg_max(fuller_document_key, (fuller_stated, fuller_document_id)) as next_document_key,
        arg_max(why, (fuller_stated, fuller_document_id)) as why
    from fuller
    group by document_key
    having count(distinct fuller_code_key) = 1 and count(distinct fuller_issued_on) <= 1
),

walked as (
    select
        document_key,
        document_key as reached_document_key,
        'same_citation' as why,
        0 as steps_taken
    from dim_document
    where document_key >= 0
    union all
    select
        walked.document_key,
        steps.next_document_key as reached_document_key,
        if(walked.steps_taken = 0, steps.why, walked.why) as why,
        walked.steps_taken + 1 as steps_taken
    from walked
    inner join steps on walked.reached_document_key = steps.document_key
)

select
    document_key,
    arg_max(reached_document_key, steps_taken) as canonical_document_key,
    arg_max(why, steps_taken) as why
from walked
group by document_key
