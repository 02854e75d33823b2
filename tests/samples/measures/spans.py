"""Compare the spans that name something, to the character.

Neither earned nor charged is what lies in an optional span, and a body or place that
ends the name of a required body which was itself found ('Quân khu 9' in 'Cục Chính trị
Quân khu 9'): a flat reading and a nested one are both good. A person is charged
everywhere but where the optional span is that person's name.
"""

import re
from collections.abc import Iterable

from tests.samples.facts_gold import Gold
from tests.samples.facts_told import Told
from tests.samples.settling import Key, Pair, Wanted

PLURAL = re.compile(r"(?:các|những) ", re.IGNORECASE)

Span = tuple[int, int]


def mentions(gold: Gold, told: Told, kind: str) -> Pair:
    """Return what spans of a kind are wanted and said."""
    wanted = [
        Wanted(tuple(_key(cut, kind) for cut in [one, *one.get("also", [])]))
        for one in gold["mentions"]
        if one["type"] == kind
    ]
    right = {key for one in wanted for key in one.keys}
    said = [_said(row) for row in told["mentions"] if row["entity_type"] == kind]
    free = _Free(gold, told)
    return wanted, [key for key in said if key in right or not free.holds(key)]


def _key(span: Gold, kind: str) -> Key:
    return kind, span["char_start"], span["char_end"], span["text"]


def _said(row: Gold) -> Key:
    return row["entity_type"], row["char_start"], row["char_end"], row["name"]


class _Free:
    """The spans of a text where a mention is neither right nor wrong."""

    def __init__(self, gold: Gold, told: Told) -> None:
        said = {_said(row) for row in told["mentions"]}
        self.optional = [_span(one) for one in gold["mentions"] if one["optional"]]
        self.found = [
            _span(cut)
            for one in gold["mentions"]
            for cuts in [[one, *one.get("also", [])]]
            if one["type"] == "ORG" and {_key(cut, "ORG") for cut in cuts} & said
            for cut in cuts
        ]

    def holds(self, key: Key) -> bool:
        """Tell whether a said mention lies in one of them."""
        kind, start, end, name = key
        if kind == "PER":
            return (start, end) in self.optional
        plural = PLURAL.match(str(name))
        begin = int(str(start)) + (plural.end() if plural else 0)
        return _within(begin, int(str(end)), self.optional) or any(
            first <= begin and end == last for first, last in self.found
        )


def _span(one: Gold) -> Span:
    return one["char_start"], one["char_end"]


def _within(start: int, end: int, spans: Iterable[Span]) -> bool:
    return any(first <= start and end <= last for first, last in spans)
