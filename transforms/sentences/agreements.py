"""Agreements between bodies: kind, parties, years, and what happens to them.

An agreement is a word for its kind with two parties ('chương trình phối hợp giữa A với
B'). Words for several kinds at once ('quy chế, chương trình phối hợp') cover the
agreements told apart elsewhere in the article; they are one only where none is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from transforms.sentences.chunk import Chunk, Kind
from transforms.sentences.clauses import sentence_at
from transforms.sentences.happening_words import happening_words
from transforms.sentences.moments import Moment, day_in
from transforms.sentences.reading import Reading, ReadLine
from transforms.sentences.tokens import Line
from transforms.text_records import (
    AgreementMilestone,
    AgreementPartySeen,
    AgreementSeen,
)

READ = frozenset({"title", "body", "caption"})
BETWEEN = "giữa"
WITH = frozenset({"với", "cùng"})
JOINS = frozenset({",", "và", "với", "cùng", "các", ";", "-", "–", "của"})
STAND_FOR = frozenset({"đại", "diện", "lãnh", "đạo"})  # who signs for a body
PLURAL = frozenset({"các", "những"})
COORDINATES = frozenset({",", "và"})
FURTHEST = 30  # tokens from a kind to its 'giữa'
FEWEST = 2  # parties
FURTHEST_PARTY = 4  # tokens from one party to the next
YEARS = re.compile(r"((?:19|20)\d\d)\s?[-–—]\s?((?:19|20)\d\d)(?!\d)")
COORDINATED = re.compile(r" (?:phối hợp|liên tịch|hợp tác)(?: công tác| hoạt động)?$")
LOOK_BACK = 14
LOOK_AHEAD = 10
STEPS = {
    ("ký", "kết"): "signed",
    ("sơ", "kết"): "reviewed",
    ("tổng", "kết"): "summarised",
    ("sửa", "đổi"): "amended",
    ("bổ", "sung"): "amended",
}
SIGNED = frozenset({("ký", "kết"), ("ký", "ngày")})
UNDONE = frozenset({"sẽ", "chuẩn", "dự", "chưa", "nếu"})


class Party(NamedTuple):
    """A party's full name, and where it stands."""

    name: str
    chunk: Chunk


class Step(NamedTuple):
    """Something that happens to an agreement, and the day that its sentence states."""

    milestone: str
    on: date | None
    read: "ReadLine"
    start: int
    end: int


class Told(NamedTuple):
    """One place that speaks of an agreement; tokens of its line."""

    read: ReadLine
    start: int
    end: int
    kind: str
    parties: tuple[Party, ...]
    years: tuple[int, int] | None
    covers_several: bool
    step: Step | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """All that an article tells of one agreement; `told` begins with the fullest."""

    told: tuple[Told, ...]
    steps: list[Step] = field(default_factory=list)

    @property
    def names(self) -> frozenset[str]:
        """Return the parties' names."""
        return frozenset(party.name for one in self.told for party in one.parties)

    @property
    def years(self) -> tuple[int, int] | None:
        """Return the years it is for."""
        return next((one.years for one in self.told if one.years), None)

    @property
    def agreement_id(self) -> str:
        """Return what every article would call it: kind, parties, years."""
        years = "-".join(map(str, self.years)) if self.years else ""
        kind = _stem(self.told[0].kind)
        return " | ".join(filter(None, [kind, "; ".join(sorted(self.names)), years]))


def agreements(reading: Reading) -> list[Agreement]:
    """Return the agreements that an article tells of, in its order."""
    told = [
        one
        for read in reading.lines
        if read.part in READ
        for one in _told(reading, read)
    ]
    groups: dict[tuple[str, frozenset[str]], list[Told]] = {}
    for one in told:
        names = frozenset(party.name for party in one.parties)
        if len(names) >= FEWEST and not one.covers_several:
            groups.setdefault((_stem(one.kind), names), []).append(one)
    covering = [one for one in told if one.covers_several and len(one.parties) > 1]
    if not groups and covering:
        names = frozenset(party.name for party in covering[0].parties)
        groups[_stem(covering[0].kind), names] = covering[:1]
    found = [Agreement(tuple(group)) for group in groups.values()]
    _share_steps(found, told)
    return found


def _share_steps(found: list[Agreement], told: list[Told]) -> None:
    """Give each agreement what happens to it, and to what covers it or is it again."""
    for one in told:
        if not one.step:
            continue
        names = frozenset(party.name for party in one.parties)
        own = [a for a in found if one in a.told]
        if not own and one.covers_several:
            own = [a for a in found if not names or len(a.names & names) >= FEWEST]
            own = own or (found if len(found) == 1 else [])
        elif not own and not names:
            alike = [a for a in found if _stem(a.told[0].kind) == _stem(one.kind)]
            own = alike if len(alike) == 1 else []
        for agreement in own:
            agreement.steps.append(one.step)


def _stem(kind: str) -> str:
    """Return a kind without the words that some writings leave out.

    >>> _stem("quy chế phối hợp")
    'quy chế'
    """
    return COORDINATED.sub("", kind)


def _told(reading: Reading, read: ReadLine) -> Iterator[Told]:
    """Yield every place of a line that names an agreement's kind."""
    line, kinds = read.line, happening_words().agreements
    at = 0
    while at < line.size:
        if line.keys[at] not in kinds.tree or not (
            found := kinds.longest(line.keys, at)
        ):
            at += 1
            continue
        start, (end, is_plain) = at, found
        covers = start > 0 and line.keys[start - 1] in PLURAL
        while line.keys[end] in COORDINATES and (
            other := kinds.longest(line.keys, end + 1)
        ):
            end, is_plain, covers = other[0], is_plain and other[1], True
        yield from _at(reading, read, (start, end), is_plain=is_plain, covers=covers)
        at = end


def _at(
    reading: Reading,
    read: ReadLine,
    span: tuple[int, int],
    *,
    is_plain: bool,
    covers: bool,
) -> Iterator[Told]:
    start, end = span
    line = read.line
    limits = sentence_at(line, start)
    parties, last = _parties(reading, read, span, limits)
    step = _step(read, (start, max(end, last)), limits)
    if len(parties) < FEWEST and step and step.milestone == "signed":
        parties, last = _signers(reading, read, span, limits, parties)
    if is_plain and len(parties) < FEWEST:
        return
    yield Told(
        read=read,
        start=start,
        end=max(end, last),
        kind=" ".join(line.span(start, end).lower().split()),
        parties=parties,
        years=_years(line, end, limits[1]),
        covers_several=covers,
        step=step,
    )


def _parties(
    reading: Reading, read: ReadLine, span: tuple[int, int], limits: tuple[int, int]
) -> tuple[tuple[Party, ...], int]:
    """Return the parties behind 'giữa', and where the last one ends."""
    line, end = read.line, span[1]
    kinds = happening_words().agreements
    for at in range(end, min(end + FURTHEST, limits[1])):
        if line.keys[at] == BETWEEN:
            return _chain(reading, read, at + 1)
        if line.keys[at] in kinds.tree and kinds.longest(line.keys, at):
            break
    return (), end


def _chain(reading: Reading, read: ReadLine, at: int) -> tuple[tuple[Party, ...], int]:
    """Return the bodies that follow each other from a token on."""
    line = read.line
    parties: list[Party] = []
    end = at
    for chunk in read.of_kind(Kind.BODY):
        if chunk.start < end:
            continue
        gap = line.keys[end : chunk.start]
        if len(gap) > FURTHEST_PARTY or not set(gap) <= JOINS | STAND_FOR:
            break
        parties.append(Party(reading.namer.name(line, chunk.value).name, chunk))
        end = chunk.end
    return tuple(parties), end


def _signers(
    reading: Reading,
    read: ReadLine,
    span: tuple[int, int],
    limits: tuple[int, int],
    behind: tuple[Party, ...],
) -> tuple[tuple[Party, ...], int]:
    """Return those who sign: the bodies in front, and those behind 'với'."""
    line, (start, end) = read.line, span
    with_whom: tuple[Party, ...] = behind
    last = end
    for at in range(end, min(end + FURTHEST, limits[1])):
        if line.keys[at] in WITH:
            with_whom, last = _chain(reading, read, at + 1)
            break
    front = [
        chunk
        for chunk in read.of_kind(Kind.BODY)
        if limits[0] <= chunk.start and chunk.end <= start
    ]
    joined = front[-1:]
    for chunk in front[-2::-1]:
        if not set(line.keys[chunk.end : joined[0].start]) <= JOINS | STAND_FOR:
            break
        joined.insert(0, chunk)
    own = (Party(reading.namer.name(line, one.value).name, one) for one in joined)
    return (*own, *with_whom), last


def _years(line: Line, end: int, limit: int) -> tuple[int, int] | None:
    """Return the years told behind a kind, in its sentence."""
    kinds = happening_words().agreements
    for at in range(end, limit):
        if line.keys[at] in kinds.tree and kinds.longest(line.keys, at):
            limit = at
            break
    if end >= limit:
        return None
    found = YEARS.search(line.text, line.starts[end], line.end(limit - 1))
    years = (int(found.group(1)), int(found.group(2))) if found else None
    return years if years and years[0] <= years[1] else None


def _step(
    read: ReadLine, span: tuple[int, int], limits: tuple[int, int]
) -> Step | None:
    """Return what the words around a kind say happens to it."""
    line, (start, end) = read.line, span
    first = max(start - LOOK_BACK, limits[0])
    for at in range(start - 2, first - 1, -1):
        milestone = STEPS.get((line.keys[at], line.keys[at + 1]))
        if milestone:
            if UNDONE.intersection(line.keys[max(at - 3, limits[0]) : at]):
                return None
            return Step(milestone, day_in(line, limits), read, at, end)
    behind = line.keys[end : min(end + LOOK_AHEAD, limits[1])]
    for offset, pair in enumerate(pairwise(behind)):
        if pair in SIGNED:
            on = day_in(line, limits)
            return Step("signed", on, read, start, end + offset + 2)
    if start and line.keys[start - 1] == "ký":
        return Step("signed", day_in(line, limits), read, start - 1, end)
    return None


def agreement_records(
    found: list[Agreement], moment: Moment | None, happened: dict[str, str]
) -> tuple[
    tuple[AgreementSeen, ...],
    tuple[AgreementPartySeen, ...],
    tuple[AgreementMilestone, ...],
]:
    """Return agreements as records.

    A step without a day of its own happens on the article's `moment` where an event of
    its type is told; `happened` gives that event's id by the step's name.
    """
    seen = tuple(map(_seen, found))
    parties = tuple(one for agreement in found for one in _party_records(agreement))
    steps = {
        (one.agreement_id, one.milestone, one.milestone_on): one
        for agreement in found
        for one in _milestones(agreement, moment, happened)
    }
    dated = {(a, m) for a, m, on in steps if on}
    kept = tuple(
        one
        for (agreement, milestone, on), one in steps.items()
        if on or (agreement, milestone) not in dated
    )
    return seen, parties, kept


def _seen(agreement: Agreement) -> AgreementSeen:
    one = agreement.told[0]
    start, end = one.read.page_span(one.start, one.end)
    years = agreement.years or (None, None)
    return AgreementSeen(
        agreement_id=agreement.agreement_id,
        kind=one.kind,
        subject=None,
        start_year=years[0],
        end_year=years[1],
        as_written=one.read.line.span(one.start, one.end),
        line_no=one.read.line.line_no,
        char_start=start,
        char_end=end,
        rule="agreement.between",
        confidence=0.9,
    )


def _party_records(agreement: Agreement) -> Iterator[AgreementPartySeen]:
    met: set[str] = set()
    for one in agreement.told:
        for party in one.parties:
            if party.name in met:
                continue
            met.add(party.name)
            start, end = one.read.page_span(party.chunk.start, party.chunk.end)
            yield AgreementPartySeen(
                agreement_id=agreement.agreement_id,
                organisation=party.name,
                as_written=one.read.line.span(party.chunk.start, party.chunk.end),
                line_no=one.read.line.line_no,
                char_start=start,
                char_end=end,
                rule="party.listed",
                confidence=0.9,
            )


def _milestones(
    agreement: Agreement, moment: Moment | None, happened: dict[str, str]
) -> Iterator[AgreementMilestone]:
    for step in agreement.steps:
        start, end = step.read.page_span(step.start, step.end)
        event = None if step.on else happened.get(step.milestone)
        at = moment if event else None
        yield AgreementMilestone(
            agreement_id=agreement.agreement_id,
            milestone=step.milestone,
            milestone_on=step.on or (at.day if at else None),
            date_precision="day" if step.on else (at.precision if at else "unknown"),
            event_id=event,
            as_written=step.read.line.span(step.start, step.end),
            line_no=step.read.line.line_no,
            char_start=start,
            char_end=end,
            rule="milestone.stated" if step.on else "milestone.event",
            confidence=0.9,
        )
