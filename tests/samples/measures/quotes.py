"""Who is quoted with what."""

from tests.samples.facts_gold import Gold
from tests.samples.facts_told import Told
from tests.samples.likeness import name_like
from tests.samples.measures.overlap import gold_start
from tests.samples.settling import Pair, Wanted


def direct_quotes(gold: Gold, told: Told) -> Pair:
    """Words between quotation marks that somebody said."""
    wanted = [
        Wanted(((one["char_start"],),), one["optional"] or one["is_direct"] is None)
        for one in gold["quotes"]
        if one["is_direct"] is not False
    ]
    said = [
        (gold_start(row, gold["quotes"]),) for row in told["quotes"] if row["is_direct"]
    ]
    return wanted, said


def speakers(gold: Gold, told: Told) -> Pair:
    """Quotation, direct or reported, and who said it."""
    wanted = [
        Wanted(((one["char_start"], name_like(one["speaker"])),), one["optional"])
        for one in gold["quotes"]
        if one["speaker"]
    ]
    said = [
        (gold_start(row, gold["quotes"]), name_like(row["speaker"]))
        for row in told["quotes"]
        if row["speaker"]
    ]
    return wanted, said
