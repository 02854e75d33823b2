"""The judge of sentences: who knows the gold gets everything, who invents is told."""

from collections import defaultdict

import pytest

from tests.samples.facts_gold import SETS, Gold, answered
from tests.samples.facts_judge import MEASURES, judge_set, judge_text
from tests.samples.facts_told import Told, tell
from tests.samples.score import count_words, table
from tests.samples.settling import Wanted, settle

TEXTS = [one for texts in SETS.values() for one in answered(texts)]

# What each set scores (F1, rounded down), so that reading gets no worse unseen; and for
# ordinary news, how much may be invented in 1,000 words.
LEAST = {
    "samples": {
        "PER": 0.98,
        "ORG": 0.94,
        "LOC": 0.97,
        "positions": 0.95,
        "posts": 0.97,
        "ranks": 1.0,
        "participants": 0.97,
        "parts": 0.84,
        "citations": 1.0,
        "citation details": 1.0,
        "reviews": 1.0,
        "other events": 0.66,
        "hosts": 0.92,
        "places": 0.8,
        "agreements": 1.0,
        "parties": 1.0,
        "milestones": 1.0,
        "direct quotes": 0.96,
        "speakers": 0.91,
        "PER ORG LOC": 0.97,
    },
    "held_out": {
        "PER": 0.99,
        "ORG": 0.98,
        "LOC": 0.92,
        "positions": 0.93,
        "posts": 0.99,
        "ranks": 1.0,
        "participants": 0.98,
        "parts": 0.71,
        "citations": 1.0,
        "citation details": 0.97,
        "same document": 1.0,
        "reviews": 0.95,
        "other events": 0.8,
        "hosts": 0.9,
        "places": 0.8,
        "agreements": 0.87,
        "parties": 0.81,
        "milestones": 0.86,
        "direct quotes": 0.97,
        "speakers": 0.86,
        "PER ORG LOC": 0.98,
    },
    "ordinary": {
        "PER": 0.93,
        "ORG": 0.84,
        "LOC": 0.86,
        "direct quotes": 0.86,
        "speakers": 0.56,
        "PER ORG LOC": 0.9,
    },
}
MOST_INVENTED = {
    "positions": 0.2,
    "speakers": 0.6,
}


def oracle(gold: Gold) -> Told:
    """Say just what the gold says, as the marts would."""
    told: Told = defaultdict(list)
    told["mentions"] = [
        span | {"entity_type": span["type"], "name": span["text"]}
        for span in gold["mentions"]
        if not span["optional"]
    ]
    told["positions"] = [
        {
            "person": person["name"],
            "rank": person["rank"],
            "position": post["title"],
            "organisation": post["org_canonical"],
            "is_acting": post["title"].startswith("Quyền"),
        }
        for person in gold["persons"]
        for post in person["positions"]
        if not post["former"]
    ]
    told["participants"] = [
        {"person": one["name"], "part": one["part"]}
        for event in gold["events"]
        for one in event["participants"]
    ]
    told["citations"] = [
        {**one, "document_id": f"{one['document']}{one['document'] or number}"}
        for number, one in enumerate(gold["citations"])
    ]
    told["events"] = [
        {
            "event_type": one["type"],
            "event_date": first_day(one["date"]),
            "place": one["place"],
        }
        for one in gold["events"]
    ]
    told["hosts"] = [
        {"organisation": host["name"]}
        for one in gold["events"]
        for host in one["hosts"]
    ]
    told["quotes"] = gold["quotes"]
    for one in gold["agreements"]:
        steps = [
            {"milestone": step["milestone"], "milestone_on": first_day(step["on"])}
            for step in one["milestones"]
        ]
        signed = [s["milestone_on"] for s in steps if s["milestone"] == "signed"]
        told["milestones"] += steps
        told["parties"] += [{"party": party["name"]} for party in one["parties"]]
        told["agreements"].append(one | {"signed_on": signed[0] if signed else None})
    return told


def first_day(day: str | None) -> str | None:
    return day and (day + "-01-01")[:10]


@pytest.mark.parametrize("one", TEXTS, ids=lambda one: one.name)
def test_a_reader_who_knows_the_gold_gets_everything(one):
    scores = judge_text(one.gold, oracle(one.gold))

    for name, score in scores.items():
        assert (score.missed, score.extra) == ([], []), name


def test_a_reader_who_says_nothing_invents_nothing_and_finds_nothing():
    silent = {one.name: defaultdict(list) for one in TEXTS}

    scores = judge_set(TEXTS, silent)

    assert {score.recall for score in scores.values()} == {0.0}
    assert {score.said for score in scores.values()} == {0}


def test_a_photographer_told_as_a_participant_is_invented():
    gold = {
        "persons": [{"name": "Hà Lộc", "role": "photographer", "positions": []}],
        "events": [],
    }

    told = defaultdict(list, participants=[{"person": "HÀ LỘC", "part": "attended"}])

    [wanted, said] = MEASURES["participants"](gold, told)
    assert settle(wanted, said).extra == [(said[0][0],)]


def test_each_answer_is_matched_once_and_its_own_key_first():
    wanted = [Wanted((("a",), ("b",))), Wanted((("b",),))]

    assert settle(wanted, [("b",), ("a",)]).hits == 2
    assert settle(wanted, [("b",), ("b",), ("b",)]).extra == [("b",)]


def test_an_optional_answer_earns_nothing_and_costs_nothing():
    wanted = [Wanted((("a",),), is_optional=True)]

    assert settle(wanted, [("a",)]) == settle(wanted, [])


@pytest.mark.parametrize("name", SETS)
def test_a_set_is_read_no_worse_than_it_was(
    name: str,
    tmp_path,
    capsys: pytest.CaptureFixture[str],
):
    texts = answered(SETS[name])

    told = tell(SETS[name].texts, tmp_path)

    assert {one.name for one in texts} <= set(told)
    scores = judge_set(texts, told)
    with capsys.disabled():
        lines = table(scores, count_words(texts))
        print("\n".join([f"\n{name}", *lines]))  # noqa: T201
    assert set(scores) >= set(MEASURES)
    least = LEAST[name]
    worse = {m: scores[m].f1 for m in least if scores[m].f1 < least[m]}
    assert worse == {}
    if name == "ordinary":
        words = count_words(texts)
        invented = {m: 1000 * len(one.extra) / words for m, one in scores.items()}
        assert {
            m: share for m, share in invented.items() if share > MOST_INVENTED.get(m, 0)
        } == {}
