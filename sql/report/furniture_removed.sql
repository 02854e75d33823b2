-- furniture_removed: What was taken off the pages, by kind?
-- reads:  mart_removed_block

select
    kind,
    count(*) as blocks,
    count(distinct source_file) as files,
    sum(char_end - char_start) as characters,
    min_by(left(text, 60), (len(text), text)) as shortest_example
from mart_removed_block
group by kind
order by blocks desc, kind
