-- most_cited: Which documents are cited most, by how many outlets, from when to when?
-- reads:  mart_document_influence

select
    document_id,
    sum(citations)::bigint as citations,
    sum(articles)::bigint as articles,
    count(distinct outlet) as outlets,
    min(cited_month) as first_month,
    max(cited_month) as last_month
from mart_document_influence
group by document_id
order by citations desc, document_id
limit 30
