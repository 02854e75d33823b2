"""The judge of sentences: who knows the gold gets everything, who invents is told."""

from collections import defaultdict

import pytest

from tests.samples.facts_gold import SETS, Gold, answered
from tests.samples.facts_judge import MEASURES, judge_set, judge_text
from tests.samples.facts_told import Told, tell
from tests.samples.score import count_words, table
from tests.samples.settling import Wanted, settle

TEXTS = [one for texts in SETS.values() for one in answered(texts)]


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
def test_every_text_of_a_set_is_loaded_and_its_reading_scored(
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
