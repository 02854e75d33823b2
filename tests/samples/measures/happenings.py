"""What happened when, and what was agreed by whom for which years."""

from tests.samples.facts_gold import Gold
from tests.samples.facts_told import Told
from tests.samples.likeness import body_like, name_like
from tests.samples.settling import Pair, Wanted, once

REVIEWS = ("signing", "interim_review", "final_review")
COORDINATED = f" {name_like('phối hợp')}"  # a word that kinds have or lack


def reviews(gold: Gold, told: Told) -> Pair:
    """Type and day of signings, interim and final reviews."""
    return _events(gold, told, is_review=True)


def other_events(gold: Gold, told: Told) -> Pair:
    """Type and day of all other events."""
    return _events(gold, told, is_review=False)


def hosts(gold: Gold, told: Told) -> Pair:
    """The bodies that hold the events of a text."""
    wanted = [
        Wanted(
            tuple((body_like(name),) for name in [host["name"], *host["also"]]),
            is_optional=event["optional"],
        )
        for event in gold["events"]
        for host in event["hosts"]
    ]
    said = {(body_like(row["organisation"]),) for row in told["hosts"]}
    return once(wanted), sorted(said)


def places(gold: Gold, told: Told) -> Pair:
    """Where the events of a text are held; a part of the place's words is enough."""
    stated = {name_like(one["place"]) for one in gold["events"] if one["place"]}
    required = {
        name_like(one["place"])
        for one in gold["events"]
        if one["place"] and not one["optional"]
    }
    said = {name_like(row["place"]) for row in told["events"] if row["place"]}
    meant = {
        next((one for one in stated if place in one or one in place), place)
        for place in said
    }
    wanted = [Wanted(((one,),), one not in required) for one in sorted(stated)]
    return wanted, [(place,) for place in sorted(meant)]


def agreements(gold: Gold, told: Told) -> Pair:
    """Kind, day of signing and years."""
    wanted = [
        Wanted(
            tuple(
                (_kind(kind), _signed(one), one["start_year"], one["end_year"])
                for kind in [one["kind"], *one["also"]]
            ),
            is_optional=one["optional"],
        )
        for one in gold["agreements"]
    ]
    said = [
        (_kind(row["kind"]), row["signed_on"], row["start_year"], row["end_year"])
        for row in told["agreements"]
    ]
    return wanted, said


def parties(gold: Gold, told: Told) -> Pair:
    """The bodies that are party to an agreement, once for each."""
    wanted = [
        Wanted(
            tuple((body_like(name),) for name in [party["name"], *party["also"]]),
            is_optional=one["optional"],
        )
        for one in gold["agreements"]
        for party in one["parties"]
    ]
    return wanted, [(body_like(row["party"]),) for row in told["parties"]]


def milestones(gold: Gold, told: Told) -> Pair:
    """What happened to an agreement, and when."""
    wanted = [
        Wanted(
            ((step["milestone"], _first_day(step["on"])),),
            is_optional=one["optional"] or step["optional"],
        )
        for one in gold["agreements"]
        for step in one["milestones"]
    ]
    said = [(row["milestone"], row["milestone_on"]) for row in told["milestones"]]
    return wanted, said


def _events(gold: Gold, told: Told, *, is_review: bool) -> Pair:
    wanted = [
        Wanted(
            tuple(
                (kind, _first_day(one["date"])) for kind in [one["type"], *one["also"]]
            ),
            is_optional=one["optional"] or (one["type"] in REVIEWS) != is_review,
        )
        for one in gold["events"]
    ]
    said = [
        (row["event_type"], row["event_date"])
        for row in told["events"]
        if (row["event_type"] in REVIEWS) == is_review
    ]
    return wanted, said


def _kind(kind: str | None) -> str:
    return name_like(kind).removesuffix(COORDINATED)


def _signed(agreement: Gold) -> str | None:
    days = [
        _first_day(step["on"])
        for step in agreement["milestones"]
        if step["milestone"] == "signed"
    ]
    return days[0] if days else None


def _first_day(day: str | None) -> str | None:
    """Return the first day of a year or a month: the marts have days."""
    return None if day is None else day + "-01-01"[len(day) - 4 :]
