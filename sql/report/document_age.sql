-- document_age: How old was each cited document when the event took place?
-- reads:  mart_citation, mart_article
-- note:   only where the citation tells the document's day; the event's day, else that of
--         publication.

select
    mart_citation.document_id,
    mart_citation.issued_on,
    coalesce(mart_article.event_date, mart_article.published_date) as cited_on,
    coalesce(mart_article.event_date, mart_article.published_date)
    - mart_citation.issued_on as age_days,
    coalesce(mart_article.title, left(mart_article.lead, 60)) as title
from mart_citation
inner join mart_article on mart_citation.article_id = mart_article.article_id
where
    mart_citation.issued_on is not null
    and coalesce(mart_article.event_date, mart_article.published_date) is not null
group by all
order by age_days desc, mart_citation.document_id, title
