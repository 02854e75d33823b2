"""Who is there, of what rank, in which post, taking which part."""

from collections.abc import Iterator

from tests.samples.facts_gold import Gold
from tests.samples.facts_told import Row, Told
from tests.samples.likeness import body_like, name_like
from tests.samples.settling import Pair, Wanted, once

SILENT = ("author", "photographer", "commemorative")
NAVY = f" {name_like('Hải quân')}"


def positions(gold: Gold, told: Told) -> Pair:
    """Person, post and body; a former post is none that is held."""
    wanted = [
        Wanted(
            tuple(
                (name_like(person["name"]), body_like(cut["title"]), body_like(body))
                for cut in [post, *post.get("also", [])]
                for body in [cut["org_canonical"]]
            ),
            is_optional=post["optional"] or person["optional"],
        )
        for person, post in _held(gold)
    ]
    said = {
        (name_like(row["person"]), _title(row), body_like(row["organisation"]))
        for row in told["positions"]
    }
    return wanted, sorted(said)


def posts(gold: Gold, told: Told) -> Pair:
    """Person and post, whatever the body."""
    wanted, said = positions(gold, told)
    without_body = [
        Wanted(tuple(dict.fromkeys(key[:2] for key in one.keys)), one.is_optional)
        for one in wanted
    ]
    return once(without_body), sorted({key[:2] for key in said})


def ranks(gold: Gold, told: Told) -> Pair:
    """Person and rank, of those who hold a post."""
    holders = {person["name"] for person, post in _held(gold) if not post["optional"]}
    wanted = [
        Wanted(((name_like(one["name"]), name_like(one["rank"])),))
        for one in gold["persons"]
        if one["rank"] and one["name"] in holders
    ]
    optional = [
        Wanted(((name_like(one["name"]), name_like(one["rank"])),), is_optional=True)
        for one in gold["persons"]
        if one["rank"] and one["name"] not in holders
    ]
    said = {
        (name_like(row["person"]), name_like(row["rank"]).removesuffix(NAVY))
        for row in told["positions"]
        if row["rank"]
    }
    return wanted + optional, sorted(said)


def participants(gold: Gold, told: Told) -> Pair:
    """Who takes part or holds a post; whoever else is said is invented."""
    active = {person["name"] for person, post in _held(gold) if not post["optional"]}
    active |= {
        one["name"]
        for event in gold["events"]
        for one in event["participants"]
        if not event["optional"]
    }
    wanted = [
        Wanted(((name_like(name),),), one["optional"] or name not in active)
        for one in gold["persons"]
        for name in [one["name"]]
        if one["role"] not in SILENT
    ]
    said = {row["person"] for row in [*told["positions"], *told["participants"]]}
    return wanted, sorted({(name_like(person),) for person in said})


def parts(gold: Gold, told: Told) -> Pair:
    """Person and part in an event: chaired, spoke, attended, signed ..."""
    wanted = [
        Wanted(((name_like(one["name"]), one["part"]),), is_optional=event["optional"])
        for event in gold["events"]
        for one in event["participants"]
    ]
    said = {(name_like(row["person"]), row["part"]) for row in told["participants"]}
    return once(wanted), sorted(said)


def _held(gold: Gold) -> Iterator[tuple[Gold, Gold]]:
    for person in gold["persons"]:
        for post in person["positions"]:
            if not post["former"]:
                yield person, post


def _title(row: Row) -> str:
    """Return the post; a flag that contradicts its words shows in it."""
    title = body_like(row["position"])
    agrees = bool(row["is_acting"]) == title.startswith(body_like("Quyền "))
    return title if agrees else f"{title} [is_acting {row['is_acting']}]"
