"""Compare what a warehouse says of texts with their gold, measure by measure.

A measure is a function (gold, told) -> (what is wanted, what is said), as keys that two
right answers have in common.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial

from tests.samples.facts_gold import Answered, Gold
from tests.samples.facts_told import Told
from tests.samples.measures import documents, happenings, persons, quotes
from tests.samples.measures.spans import mentions
from tests.samples.settling import Pair, Score, settle

Measure = Callable[[Gold, Told], Pair]

NAMED = ("PER", "ORG", "LOC")
MEASURES: dict[str, Measure] = {
    **{kind: partial(mentions, kind=kind) for kind in NAMED},
    "positions": persons.positions,
    "posts": persons.posts,
    "ranks": persons.ranks,
    "participants": persons.participants,
    "parts": persons.parts,
    "citations": documents.citations,
    "citation details": documents.citation_details,
    "same document": documents.same_document,
    "reviews": happenings.reviews,
    "other events": happenings.other_events,
    "hosts": happenings.hosts,
    "places": happenings.places,
    "agreements": happenings.agreements,
    "parties": happenings.parties,
    "milestones": happenings.milestones,
    "direct quotes": quotes.direct_quotes,
    "speakers": quotes.speakers,
}


def judge_text(gold: Gold, told: Told) -> dict[str, Score]:
    """Return the score of one text in every measure."""
    return {name: settle(*measure(gold, told)) for name, measure in MEASURES.items()}


def judge_set(texts: Iterable[Answered], told: dict[str, Told]) -> dict[str, Score]:
    """Return the score of all texts together; each miss begins with its text's name."""
    total: dict[str, Score] = defaultdict(Score)
    for one in texts:
        for name, score in judge_text(one.gold, told[one.name]).items():
            total[name] += score.of(one.name)
    total["PER ORG LOC"] = sum((total[kind] for kind in NAMED), Score())
    return dict(total)
