"""When an article's event takes place, and the days that sentences state in full."""

import re
from dataclasses import dataclass
from datetime import date

from transforms.sentences.tokens import Line

DAY = re.compile(
    r"(?<![\d/.-])(\d{1,2})(?:\s?[-/.]\s?|\stháng\s)(\d{1,2})"
    r"(?:\s?[-/.]\s?|[,\s]\s?năm\s)((?:19|20)\d\d)(?!\d)"
)

CITED = re.compile(r"\d[-–/ ]{1,3}[A-ZĐ]{2}[^;.]*$")  # a document's own day
NEAR = 45  # characters


@dataclass(frozen=True, slots=True)
class Moment:
    """The day an article's event takes place, and where the page says so."""

    day: date
    precision: str
    char_start: int
    char_end: int


def day_in(line: Line, span: tuple[int, int]) -> date | None:
    """Return the one day that a stretch of tokens states with its year."""
    start, end = line.starts[span[0]], line.end(span[1] - 1)
    days = {
        _day(*map(int, found.groups()))
        for found in DAY.finditer(line.text, start, end)
        if not CITED.search(line.text[max(found.start() - NEAR, 0) : found.start()])
    } - {None}
    return days.pop() if len(days) == 1 else None


def _day(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
