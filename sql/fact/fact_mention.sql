-- fact_mention: a span of an article names a person, a body, a place or a document.
-- grain:  article_version_key, entity_type, char_start, char_end
-- reads:  stg_mention, stg_version, stg_run, dim_place
-- note:   of the four keys only the entity type's own applies.

select
    stg_version.article_version_key,
    stg_mention.entity_type,
    stg_mention.name,
    stg_mention.is_resolved,
    stg_mention.line_no,
    stg_mention.char_start,
    stg_mention.char_end,
    stg_mention.rule,
    stg_mention.confidence,
    stg_run.audit_key,
    key_of(
        concat_ws(
            chr(31), 'mention', stg_version.article_version_key, stg_mention.entity_type,
            stg_mention.char_start, stg_mention.char_end
        )
    ) as mention_key,
    case
        when stg_mention.entity_type != 'PER' then -2
        when stg_mention.person is null then -1
        else key_of(concat_ws(chr(31), 'person', stg_mention.person))
    end as person_key,
    case
        when stg_mention.entity_type != 'ORG' then -2
        when stg_mention.organisation is null then -1
        else key_of(concat_ws(chr(31), 'organisation', stg_mention.organisation))
    end as organisation_key,
    case
        when stg_mention.entity_type != 'LOC' then -2
        else coalesce(dim_place.place_key, -1)
    end as place_key,
    case
        when stg_mention.entity_type != 'DOC' then -2
        when stg_mention.document_id is null then -1
        else key_of(concat_ws(chr(31), 'document', stg_mention.document_id))
    end as document_key
from stg_mention
inner join stg_version on stg_mention.sha256 = stg_version.sha256
left join dim_place on stg_mention.place_id = dim_place.place_id
cross join stg_run
qualify
    row_number() over (
        partition by mention_key
        order by stg_mention.confidence desc, stg_mention.rule
    ) = 1
