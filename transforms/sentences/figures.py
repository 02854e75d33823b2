"""Figures: a number with its unit, and what it counts ('trên 97% đảng viên')."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from transforms.reference import table
from transforms.sentences.phrases import Phrases
from transforms.sentences.reading import Reading, ReadLine
from transforms.sentences.tokens import MARK, Line
from transforms.sentences.tokens import NUMBER as NUMERIC
from transforms.text_records import FigureStated

# 1.278 and 97,5; nothing of a day (5-3, 12/8), of a code (B12) or of a longer number
WRITTEN = r"\d{1,3}(?:\.\d{3})+(?:,\d{1,3})?|\d{1,9}(?:[,.]\d{1,2})?"
NUMBER = re.compile(
    rf"(?<![\w.,/-])({WRITTEN})(?:\s?[-–]\s?({WRITTEN}))?(?![\w/]|[.,-]\d)"
)
# A number behind one of these is the name of a day, a year, a rule or a place.
NAMING = frozenset(
    {
        *("ngày", "tháng", "năm", "quý", "lúc", "sinh", "tuổi"),
        *("số", "thứ", "khóa", "điều", "khoản", "mục", "hạng", "kỳ"),
        *("lớp", "phòng", "đường", "khu"),
    }
)
LOOK_BACK = 3  # tokens of the longest word for a bound
LOOK_ON = 3  # tokens from a share to what it is a share of: '97% tổng số đảng viên'
BETWEEN = frozenset({"số", "tổng", "các", "trong", "của"})


class Told(NamedTuple):
    """What a word of seeds/reference/figure_word.csv means."""

    phrase: str
    role: str
    means: str


@dataclass(frozen=True, slots=True)
class Words:
    """The words around a number: in front of it, its scale, its unit."""

    bounds: Phrases[Told]
    scales: Phrases[Told]
    units: Phrases[Told]


def figures(reading: Reading) -> Iterator[FigureStated]:
    """Yield the figures with a unit that the title and the story state."""
    for read in reading.lines:
        if read.is_told_once:
            for found in _numbers(read.line):
                if record := _figure(read, found):
                    yield record


def _numbers(line: Line) -> Iterator["re.Match[str]"]:
    """Yield the numbers of a line, each of which begins a token."""
    done = 0
    for at, case in enumerate(line.cases):
        if case != NUMERIC or line.starts[at] < done:
            continue
        if found := NUMBER.match(line.text, line.starts[at]):
            done = found.end()
            yield found


@cache
def _words() -> Words:
    rows = [Told(r["phrase"], r["role"], r["means"]) for r in table("figure_word")]
    bounds, scales, units = (
        Phrases((one.phrase, one) for one in rows if one.role == role)
        for role in ("bound", "scale", "unit")
    )
    return Words(bounds, scales, units)


def _figure(read: ReadLine, found: "re.Match[str]") -> FigureStated | None:
    """Return the figure of a number; None where it has no unit, or names something."""
    line, words = read.line, _words()
    first = bisect_left(line.starts, found.start(), hi=line.size)
    behind = bisect_left(line.starts, found.end(), hi=line.size)
    value, value_to = number(found[1]), number(found[2]) if found[2] else None
    if value_to is not None and value_to <= value:
        return None
    if first and line.keys[first - 1] in NAMING:
        return None
    scale = words.scales.longest(line.keys, behind)
    at = scale[0] if scale else behind
    factor = float(scale[1].means) if scale else 1.0
    unit = words.units.longest(line.keys, at)
    if not unit:
        return None
    end, told = unit
    counted, end = _counted(line, end, told)
    bound, start = _bound(line, first)
    chars = read.page_span(start, end)
    return FigureStated(
        value=value * factor,
        value_to=None if value_to is None else value_to * factor,
        bound=bound,
        unit=told.phrase,
        measure=told.means,
        counted=counted,
        as_written=line.span(start, end),
        line_no=line.line_no,
        char_start=chars[0],
        char_end=chars[1],
        rule="figure.unit",
        confidence=0.9,
    )


def number(written: str) -> float:
    """Return what a number says: a dot before three digits parts thousands.

    >>> number("1.278"), number("97,5"), number("2.5")
    (1278.0, 97.5, 2.5)
    """
    whole, _, part = written.partition(",")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", whole):
        whole = whole.replace(".", "")
    return float(f"{whole}.{part}" if part else whole)


def _counted(line: Line, end: int, unit: Told) -> tuple[str | None, int]:
    """Return what a share is a share of, where that follows at once, and its end."""
    if unit.means == "count":
        return unit.phrase, end
    if unit.means != "share":
        return None, end
    for at in range(end, min(end + LOOK_ON, line.size)):
        known = _words().units.longest(line.keys, at)
        if known and known[1].means == "count":
            return known[1].phrase, known[0]
        if line.cases[at] == MARK or line.keys[at] not in BETWEEN:
            break
    return None, end


def _bound(line: Line, first: int) -> tuple[str | None, int]:
    """Return whether more, less or about that much is said, and where that begins."""
    for start in range(max(first - LOOK_BACK, 0), first):
        found = _words().bounds.longest(line.keys, start)
        if found and found[0] == first:
            return found[1].means, start
    return None, first
