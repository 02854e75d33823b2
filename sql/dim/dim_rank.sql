-- dim_rank: the ranks of the army and the police.
-- grain:  rank
-- reads:  seed_rank

select
    rank,
    rank_order,
    rank_group,
    branch,
    key_of(concat_ws(chr(31), 'rank', rank)) as rank_key
from seed_rank
