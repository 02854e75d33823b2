-- campaigns: Which campaigns and models are named, in how many articles and outlets?
-- reads:  mart_campaign, mart_article

select
    min(mart_campaign.as_written) as campaign,
    string_agg(
        distinct mart_campaign.campaign_kind, '; ' order by mart_campaign.campaign_kind
    ) as kinds,
    count(distinct mart_campaign.article_id) as articles,
    count(distinct mart_article.outlet) as outlets
from mart_campaign
inner join mart_article on mart_campaign.article_id = mart_article.article_id
group by mart_campaign.campaign_id
order by articles desc, campaign
limit 30
