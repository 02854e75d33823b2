-- check_versions_do_not_overlap: on any night one version of an article is valid.
-- reads:  dim_article_version

select
    earlier.article_key,
    earlier.valid_from,
    earlier.valid_to,
    later.valid_from as later_valid_from
from dim_article_version as earlier
inner join dim_article_version as later
    on
        earlier.article_key = later.article_key
        and earlier.article_version_key != later.article_version_key
        and earlier.valid_from <= later.valid_from
        and coalesce(earlier.valid_to, '9999-12-31') > later.valid_from
