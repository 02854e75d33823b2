-- check_one_current_version: an article has exactly one current version.
-- reads:  dim_article, dim_article_version

select
    dim_article.article_id,
    count(dim_article_version.article_version_key) as current_versions
from dim_article
left join dim_article_version
    on
        dim_article.article_key = dim_article_version.article_key
        and dim_article_version.is_current
where dim_article.article_key >= 0
group by dim_article.article_id
having count(dim_article_version.article_version_key) != 1
