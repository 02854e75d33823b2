-- seen_together: Which persons and bodies are named in one paragraph by most articles?
-- reads:  mart_cooccurrence

select
    name_a,
    name_b,
    articles,
    paragraphs,
    first_told_on,
    last_told_on
from mart_cooccurrence
order by articles desc, paragraphs desc, name_a, name_b
limit 30
