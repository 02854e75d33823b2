"""The places that speak of an agreement: a word for its kind and what stands by it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from transforms.sentences.agreement_parties import Party, parties_of, signers_of
from transforms.sentences.agreement_steps import SEVERAL, Step, next_kind, steps_of
from transforms.sentences.agreement_subjects import end_of_kind, subject_of
from transforms.sentences.clauses import sentence_at
from transforms.sentences.happening_words import happening_words
from transforms.sentences.reading import Reading, ReadLine
from transforms.sentences.tokens import Line

COORDINATES = frozenset({",", "và"})
FEWEST = 2  # parties
ORDINALS = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5}
# another, of the past; one that is none yet
OTHERS = frozenset({("thay", "thế"), ("thay", "cho"), ("dự", "thảo")})
YEARS = re.compile(r"((?:19|20)\d\d)\s?[-–—]\s?((?:19|20)\d\d)(?!\d)")
COORDINATED = re.compile(r" (?:phối hợp|liên tịch|hợp tác)(?: công tác| hoạt động)?$")
DONE = frozenset({"reviewed", "summarised"})


class Told(NamedTuple):
    """One place that speaks of an agreement; tokens of its line.

    `ordinal` is set where it is one of several ('chương trình thứ nhất'). It `is_weak`
    where the parties are those who review it: one told better may be meant.
    """

    read: ReadLine
    start: int
    end: int
    kind: str
    parties: tuple[Party, ...]
    years: tuple[int, int] | None
    covers_several: bool
    steps: tuple[Step, ...]
    ordinal: int | None
    is_plain: bool
    is_weak: bool
    subject: str | None

    @property
    def stem(self) -> str:
        """Return its kind without the words that some writings leave out."""
        return stem_of(self.kind)

    @property
    def names(self) -> frozenset[str]:
        """Return the parties' names."""
        return frozenset(party.name for party in self.parties)


def told_in(reading: Reading, read: ReadLine) -> Iterator[Told]:
    """Yield every place of a line that names an agreement's kind."""
    line, kinds = read.line, happening_words().agreements
    at = 0
    for start in kinds.begins(line.keys):
        found = kinds.longest(line.keys, start) if start >= at else None
        if not found:
            continue
        end, is_plain = found
        covers = start > 0 and line.keys[start - 1] in SEVERAL
        while line.keys[end] in COORDINATES and (
            other := kinds.longest(line.keys, end + 1)
        ):
            end, is_plain, covers = other[0], is_plain and other[1], True
        if tuple(line.keys[max(start - 2, 0) : start]) not in OTHERS:
            yield from _at(
                reading, read, (start, end), is_plain=is_plain, covers=covers
            )
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
    parties, last = parties_of(reading, read, span, limits)
    steps = steps_of(read, (start, max(end, last)), end, limits)
    ordinal = ORDINALS.get(line.keys[end + 1]) if line.keys[end] == "thứ" else None
    is_weak = False
    if len(parties) < FEWEST and steps and _are_of_parties(steps[0], is_plain=is_plain):
        parties, last = signers_of(reading, read, span, limits, parties)
        is_weak = steps[0].milestone != "signed"
    if is_plain and len(parties) < FEWEST and not steps and not ordinal:
        return
    yield Told(
        read=read,
        start=start,
        end=max(end, last),
        kind=" ".join(line.span(start, end_of_kind(line, end)).lower().split()),
        parties=parties,
        years=_years(line, end, limits[1]),
        covers_several=covers,
        steps=steps,
        ordinal=ordinal,
        is_plain=is_plain,
        is_weak=is_weak,
        subject=subject_of(line, end, max(end, last), limits[1]),
    )


def _are_of_parties(step: Step, *, is_plain: bool) -> bool:
    """Tell whether those who do this are the parties: a plan is reviewed by anybody."""
    return step.milestone == "signed" or (step.milestone in DONE and not is_plain)


def _years(line: Line, end: int, limit: int) -> tuple[int, int] | None:
    """Return the years told behind a kind, in its sentence."""
    limit = next_kind(line, end, limit)
    if end >= limit:
        return None
    found = YEARS.search(line.text, line.starts[end], line.end(limit - 1))
    years = (int(found.group(1)), int(found.group(2))) if found else None
    return years if years and years[0] <= years[1] else None


def stem_of(kind: str) -> str:
    """Return a kind without the words that some writings leave out.

    >>> stem_of("quy chế phối hợp")
    'quy chế'
    """
    return COORDINATED.sub("", kind)
