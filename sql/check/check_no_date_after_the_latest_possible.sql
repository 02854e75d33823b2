-- check_no_date_after_the_latest_possible: no article is dated after its page was saved.
-- reads:  dim_article_version

select
    article_version_key,
    published_date,
    latest_possible_on
from dim_article_version
where published_date > latest_possible_on
