-- fact_campaign: an article names a campaign, movement or model.
-- grain:  article_version_key, char_start, char_end
-- reads:  stg_campaign_named, stg_version, stg_run

select
    stg_version.article_version_key,
    stg_campaign_named.campaign_id,
    stg_campaign_named.campaign_kind,
    stg_campaign_named.as_written,
    stg_campaign_named.line_no,
    stg_campaign_named.char_start,
    stg_campaign_named.char_end,
    stg_campaign_named.rule,
    stg_campaign_named.confidence,
    stg_run.audit_key,
    key_of(
        concat_ws(
            chr(31), 'campaign', stg_version.article_version_key,
            stg_campaign_named.char_start, stg_campaign_named.char_end
        )
    ) as campaign_fact_key
from stg_campaign_named
inner join stg_version on stg_campaign_named.sha256 = stg_version.sha256
cross join stg_run
qualify
    row_number() over (
        partition by campaign_fact_key
        order by stg_campaign_named.confidence desc, stg_campaign_named.rule
    ) = 1
