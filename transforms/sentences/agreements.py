"""Agreements between bodies: kind, parties, years, and what happens to them.

An agreement is a word for its kind with two parties ('chương trình phối hợp giữa A với
B'). Words for several kinds at once ('quy chế, chương trình phối hợp') cover the
agreements told apart elsewhere in the article; they are one only where none is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from transforms.sentences.agreement_steps import Step
from transforms.sentences.agreements_told import FEWEST, Told, told_in
from transforms.sentences.clauses import sentence_at
from transforms.sentences.moments import Moment
from transforms.sentences.reading import Reading
from transforms.text_records import (
    AgreementMilestone,
    AgreementPartySeen,
    AgreementSeen,
)

READ = frozenset({"title", "body", "caption"})


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
        kind = self.told[0].stem
        return " | ".join(filter(None, [kind, "; ".join(sorted(self.names)), years]))


def agreements(reading: Reading) -> list[Agreement]:
    """Return the agreements that an article tells of, in its order."""
    told = [
        one
        for read in reading.lines
        if read.part in READ
        for one in told_in(reading, read)
    ]
    told = _without_short_parties(_with_parties_before(told))
    found = [Agreement(group) for group in _grouped(told)]
    covering = [one for one in told if one.covers_several and len(one.parties) > 1]
    if not found and covering:
        found = _counted(covering[0], told)
    _share_steps(found, told)
    return found


def _with_parties_before(told: list[Told]) -> list[Told]:
    """Return what is told, with the parties of what is signed next in a sentence.

    'tổng kết quy chế giữa A và B 2019-2023 và ký kết quy chế 2024-2028'.
    """
    found: list[Told] = []
    for one in told:
        before = found[-1] if found else None
        if before and _is_next(one, before):
            found.append(one._replace(parties=before.parties))
        else:
            found.append(one)
    return found


def _is_next(one: Told, before: Told) -> bool:
    """Tell whether one without parties is signed in place of the one before."""
    if len(before.parties) < FEWEST or one.parties or one.years in (None, before.years):
        return False
    is_signed = any(step.milestone == "signed" for step in one.steps)
    is_old = all(step.milestone != "signed" for step in before.steps)
    start, end = sentence_at(one.read.line, one.start)
    is_same = one.read is before.read and start <= before.start < end
    return is_signed and is_old and is_same


def _without_short_parties(told: list[Told]) -> list[Told]:
    """Return what is told, a title without parties where the story tells the same.

    A title names bodies in short; what it calls them is not worth more than the story.
    """
    whole = [one for one in told if one.read.part == "body" and len(one.parties) > 1]
    stems = {one.stem for one in whole}
    return [
        one._replace(parties=())
        if one.read.part != "body" and (one.stem in stems or (one.is_plain and whole))
        else one
        for one in told
    ]


def _grouped(told: list[Told]) -> Iterator[tuple[Told, ...]]:
    """Yield what tells of one agreement: kind, parties and years must agree."""
    groups: list[list[Told]] = []
    for one in sorted(told, key=lambda one: one.is_weak):
        stem, names = one.stem, one.names
        if len(names) < FEWEST or one.covers_several:
            continue
        alike = [group for group in groups if group[0].stem == stem]
        same = [
            group
            for group in alike
            if group[0].names == names and _may_be(one.years, group)
        ]
        if same:
            same[0].append(one)
        elif not one.is_weak or not any(
            names & group[0].names and _may_be(one.years, group) for group in alike
        ):
            groups.append([one])
    yield from map(tuple, groups)


def _may_be(years: tuple[int, int] | None, group: list[Told]) -> bool:
    return years is None or {one.years for one in group} <= {None, years}


def _counted(covering: Told, told: list[Told]) -> list[Agreement]:
    """Return the agreements that are told by number; one where none is."""
    stem = covering.stem
    numbered: dict[int, Told] = {}
    for one in told:
        if one.ordinal and one.stem == stem:
            numbered.setdefault(one.ordinal, one._replace(kind=covering.kind))
    if len({one.years for one in numbered.values()}) < len(numbered):
        numbered = {}  # nothing would tell them apart
    return [Agreement((one, covering)) for one in numbered.values()] or [
        Agreement((covering,))
    ]


def _share_steps(found: list[Agreement], told: list[Told]) -> None:
    """Give each agreement what happens to it, and to what covers it or is it again."""
    for one in told:
        if one.steps:
            for agreement in _meant(one, found):
                agreement.steps.extend(one.steps)


def _meant(one: Told, found: list[Agreement]) -> list[Agreement]:
    """Return the agreements that a place speaks of."""
    own = [agreement for agreement in found if one in agreement.told]
    if own:
        return own
    if one.covers_several:
        own = [a for a in found if not one.names or len(a.names & one.names) >= FEWEST]
        return own or (found if len(found) == 1 else [])
    if len(one.names) >= FEWEST and not one.is_weak:
        return []
    stem = one.stem
    alike = [
        a
        for a in found
        if a.told[0].stem == stem
        and (
            not one.names
            or (a.names & one.names if one.is_weak else a.names >= one.names)
        )
    ]
    day = next((step.on for step in one.steps if step.milestone == "signed"), None)
    if day:
        alike = [a for a in alike if _may_be_signed(a, day)]
        exact = [a for a in alike if a.years and a.years[0] == day.year]
        alike = exact if len(alike) > 1 else alike
    return alike if len(alike) == 1 else []


def _may_be_signed(agreement: Agreement, day: date) -> bool:
    """Tell whether a day suits the years of an agreement: one before them is another's.

    'thay thế quy chế ký năm 2018' in an article of a quy chế for 2023-2028.
    """
    years = agreement.years
    return years is None or years[0] - 1 <= day.year <= years[1]


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
        subject=next((told.subject for told in agreement.told if told.subject), None),
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
        is_here = step.on is None or (moment is not None and step.on == moment.day)
        event = happened.get(step.milestone) if is_here else None
        at = moment if event else None
        yield AgreementMilestone(
            agreement_id=agreement.agreement_id,
            milestone=step.milestone,
            milestone_on=step.on or (at.day if at else None),
            date_precision=step.precision
            if step.on
            else (at.precision if at else "unknown"),
            event_id=event,
            as_written=step.read.line.span(step.start, step.end),
            line_no=step.read.line.line_no,
            char_start=start,
            char_end=end,
            rule="milestone.stated" if step.on else "milestone.event",
            confidence=0.9,
        )
