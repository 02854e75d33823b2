-- mart_campaign: which campaigns, movements and models today's articles name.
-- grain:  article_id, char_start, char_end
-- reads:  fact_campaign, dim_article_version, dim_article

select
    dim_article.article_id,
    dim_article.source_file,
    fact_campaign.campaign_id,
    fact_campaign.campaign_kind,
    fact_campaign.as_written,
    fact_campaign.line_no,
    fact_campaign.char_start,
    fact_campaign.char_end,
    fact_campaign.rule
from fact_campaign
inner join dim_article_version
    on fact_campaign.article_version_key = dim_article_version.article_version_key
inner join dim_article on dim_article_version.article_key = dim_article.article_key
where dim_article_version.is_current
