"""Spans whose exact ends can be argued about meet where they share most."""

from tests.samples.facts_gold import Gold
from tests.samples.facts_told import Row


def gold_start(row: Row, golds: list[Gold]) -> int:
    """Return the start of the gold span that shares most of a said one, or its own."""
    start, end = row["char_start"], row["char_end"]
    for one in golds:
        shared = min(end, one["char_end"]) - max(start, one["char_start"])
        if shared * 2 >= min(end - start, one["char_end"] - one["char_start"]):
            return int(one["char_start"])
    return int(start)
