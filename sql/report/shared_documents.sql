-- shared_documents: Which documents are cited by more than one article?
-- reads:  mart_citation

select
    document_id,
    count(distinct article_id) as articles,
    count(*) as citations,
    string_agg(distinct evidence, '; ' order by evidence) as written_as
from mart_citation
group by document_id
having count(distinct article_id) > 1
order by articles desc, citations desc, document_id
