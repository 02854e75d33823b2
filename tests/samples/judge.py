"""Compare what was read from a sample with what a careful reader says it holds.

The gold of `seeds/articles/<name>` is `gold/<name>.json`. Every comparison is a
`Verdict`; the ones that failed say what was wanted and what came.
"""

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from transforms.dating.dates import chosen
from transforms.records import Article, DateClaim, Precision, Rejected, RemovedBlock

GOLD = Path(__file__).parent / "gold"
SAMPLES = Path(__file__).parents[2] / "seeds" / "articles"
ZONE = "Asia/Ho_Chi_Minh"
NO_DATE = (Precision.INFERRED, Precision.UNKNOWN)
FAMILIES = {"cp1258": "windows-1258", "utf-8-sig": "utf-8", "ascii": "utf-8"}

Gold = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One comparison: of what, whether it holds, what was wanted and what came."""

    measure: str
    holds: bool
    want: object
    got: object

    def __str__(self) -> str:
        return f"{self.measure}: want {self.want!r}, got {self.got!r}"


def golds(folder: Path = GOLD) -> dict[str, Gold]:
    """Return every sample's gold, by the sample's name relative to its folder."""
    return {
        path.relative_to(folder).as_posix().removesuffix(".json"): json.loads(
            path.read_text("utf-8"),
        )
        for path in sorted(folder.rglob("*.json"))
    }


def judge(found: Article | Rejected, gold: Gold) -> Iterator[Verdict]:
    """Compare all the gold speaks of with what was found."""
    wants_article = gold["outcome"] == "loaded"
    if isinstance(found, Rejected):
        reasons = [gold["reason"], *gold.get("reason_also", [])]
        right = not wants_article and found.reason in reasons
        yield Verdict("outcome", right, reasons, str(found.reason))
        return
    yield Verdict("outcome", wants_article, gold["outcome"], "loaded")
    if wants_article:
        yield from judge_fields(found, gold)
        yield from judge_body(found, gold)
        yield from judge_removed(found, gold)
        yield from judge_credits(found, gold)
        yield from judge_dates(found, gold)
        yield from judge_counters(found, gold)


def judge_fields(found: Article, gold: Gold) -> Iterator[Verdict]:
    """Compare the plain fields, spaces and letter case aside."""
    for name in (
        "title",
        "section",
        "language",
        "agency",
        "republished_from",
        "url",
    ):
        accepted = [gold[name], *gold.get(f"{name}_also", [])]
        got = getattr(found, name)
        holds = folded(got) in map(folded, accepted)
        yield Verdict(name, holds, accepted[0], got)
    family = FAMILIES.get(found.encoding, found.encoding)
    right = family.startswith(gold["encoding"])
    yield Verdict("encoding", right, gold["encoding"], family)
    missing = sorted(set(gold["warnings"]) - set(found.warnings))
    yield Verdict("warnings", not missing, gold["warnings"], found.warnings)


def judge_body(found: Article, gold: Gold) -> Iterator[Verdict]:
    """Compare the story line by line: each must be there, and nothing else."""
    got = [flat(line) for line in found.body.split("\n")]
    want = [flat(line) for line in gold["body"]]
    for line in want:
        yield Verdict("body line", line in got, line, nearest(line, got))
    for line in got:
        if line not in want:
            yield Verdict("body extra", False, "", line)
    in_order = [line for line in got if line in want] == want
    yield Verdict("body order", in_order, "the order of the page", "another")
    lead = flat(found.lead)
    yield Verdict("lead", lead.startswith(gold["lead"]), gold["lead"], lead)


def judge_removed(found: Article, gold: Gold) -> Iterator[Verdict]:
    """Compare what was taken away: each stretch removed, and as the right kind."""
    for want in gold["removed"]:
        accepted = [want["kind"], *want.get("also", [])]
        got = [block.kind for block in found.removed if covers(block, want)]
        elsewhere = set(got) - set(accepted) if "line_no" in want else set()
        holds = bool(set(got) & set(accepted)) and not elsewhere
        shown = f"{want['kind']}: {want['text'][:70]}"
        yield Verdict("removed", holds, shown, sorted(set(got)))


def covers(block: RemovedBlock, want: Gold) -> bool:
    """Tell whether a removed block holds the wanted text or is a part of it."""
    got, text = flat(block.text), flat(want["text"])
    last = block.line_no + block.text.count("\n")
    in_place = block.line_no <= want.get("line_no", block.line_no) <= last
    return bool(got) and in_place and (text in got or got in text)


def judge_credits(found: Article, gold: Gold) -> Iterator[Verdict]:
    """Compare the credited persons and their roles."""
    got = {(folded(one.person), one.role) for one in found.credits}
    want = {(folded(one["person"]), one["role"]) for one in gold["credits"]}
    for one in sorted(want):
        yield Verdict("credit", one in got, one, sorted(got))
    for one in sorted(got - want):
        yield Verdict("credit extra", False, "", one)


def judge_dates(found: Article, gold: Gold) -> Iterator[Verdict]:
    """Compare the day of publication and of the event; none is better than wrong."""
    want = gold.get("published_by_text") or gold["published"]
    wanted = (want["iso"], want["precision"]) if want else None
    got = stated(chosen(found.dates, "published"))
    yield Verdict("published", got == wanted, wanted, got)
    day, precision = gold["event_date"], gold["event_precision"]
    event = chosen(found.dates, "event")
    got = (event.date_from.isoformat(), str(event.precision)) if event else None
    accepted = [(day, precision) if day else None]
    accepted += [None] if gold.get("event_optional") else []
    yield Verdict("event", got in accepted, accepted[0], got)


def stated(claim: DateClaim | None) -> tuple[str, str] | None:
    """Return a published date as gold writes it, or None where none is stated."""
    if claim is None or claim.precision in NO_DATE:
        return None
    if claim.published_at:
        local = claim.published_at.astimezone(ZoneInfo(ZONE))
        return (f"{local:%Y-%m-%dT%H:%M}", str(claim.precision))
    one_day = claim.date_to - claim.date_from < timedelta(days=1)
    day = claim.date_from.isoformat()
    return (day if one_day else f"{day}..{claim.date_to}", str(claim.precision))


def judge_counters(found: Article, gold: Gold) -> Iterator[Verdict]:
    """Compare the page's views and the site's counters."""
    views = [one.value for one in found.counters if one.scope == "page"]
    want = [] if gold["view_count"] is None else [gold["view_count"]]
    yield Verdict("views", views == want, want, views)
    site = [one for one in found.counters if one.scope == "site"]
    got = {one.period: one.value for one in site}
    yield Verdict("counters", got == gold["counters"], gold["counters"], got)
    named = {(one.period_year, one.period_month) for one in site} - {(None, None)}
    for year in filter(None, [gold.get("counter_year")]):
        years = {pair[0] for pair in named}
        yield Verdict("counter year", year in years, year, sorted(named, key=str))


def flat(text: str | None) -> str:
    """Return text in NFC with every run of white space made one space."""
    return " ".join(unicodedata.normalize("NFC", text or "").split())


def folded(text: str | None) -> str:
    """Return flat text without letter case or a URL's last slash; "" for None."""
    return flat(text).casefold().removesuffix("/")


def nearest(line: str, lines: list[str]) -> str:
    """Return the line that begins alike, to show beside the one that is missing."""
    return next((one for one in lines if one[:12] == line[:12]), "nothing like it")
