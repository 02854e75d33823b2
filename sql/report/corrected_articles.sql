-- corrected_articles: Which articles were changed after they were first seen?
-- reads:  fact_article_change, dim_article, dim_article_version

select
    fact_article_change.changed_on,
    dim_article.source_file,
    fact_article_change.is_title_changed,
    fact_article_change.is_body_changed,
    fact_article_change.words_gained,
    round(fact_article_change.likeness, 2) as likeness,
    coalesce(dim_article_version.title, left(dim_article_version.lead, 60)) as title_after
from fact_article_change
inner join dim_article on fact_article_change.article_key = dim_article.article_key
inner join dim_article_version
    on fact_article_change.to_version_key = dim_article_version.article_version_key
order by fact_article_change.changed_on desc, dim_article.source_file
