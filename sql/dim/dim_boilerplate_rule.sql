-- dim_boilerplate_rule: the rules that removed something, each with its kind.
-- grain:  rule, kind
-- reads:  stg_removed_block

select distinct
    key_of(concat_ws(chr(31), 'boilerplate_rule', rule, kind)) as boilerplate_rule_key,
    rule,
    kind
from stg_removed_block
