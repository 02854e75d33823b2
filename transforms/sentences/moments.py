"""When an article's event takes place, and the days that sentences state in full."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from transforms.sentences.tokens import Line

DAY = re.compile(
    r"(?<![\d/.-])(\d{1,2})(?:\s?[-/.]\s?|\stháng\s)(\d{1,2})"
    r"(?:\s?[-/.]\s?|[,\s]\s?năm\s)((?:19|20)\d\d)(?!\d)"
)
MONTH = re.compile(
    r"tháng\s(\d{1,2})(?:\s?[-/.]\s?|[,\s]\s?năm\s)((?:19|20)\d\d)(?!\d)"
)
YEAR = re.compile(
    r"\s(?:(?:vào|từ|hồi|cuối|đầu|giữa)\s){0,2}năm\s((?:19|20)\d\d)(?!\d)"
)
YEAR_WITHIN = 5  # tokens
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


def day_at(line: Line, token: int) -> date | None:
    """Return the day that begins at a token."""
    found = DAY.match(line.text, line.starts[token])
    return _day(*map(int, found.groups())) if found else None


def day_end(line: Line, token: int) -> int:
    """Return the token behind the day that begins at a token."""
    found = DAY.match(line.text, line.starts[token])
    return bisect_left(line.starts, found.end(), hi=line.size) if found else token


def month_in(line: Line, span: tuple[int, int]) -> date | None:
    """Return the first day of the one month that a stretch states with its year."""
    start, end = line.starts[span[0]], line.end(span[1] - 1)
    months = {
        _day(1, int(found.group(1)), int(found.group(2)))
        for found in MONTH.finditer(line.text, start, end)
    } - {None}
    return months.pop() if len(months) == 1 else None


def year_behind(line: Line, token: int) -> date | None:
    """Return the first day of the year told right behind a word: 'ký cuối năm 2016'."""
    end = line.end(min(token + YEAR_WITHIN, line.size - 1))
    found = YEAR.match(line.text, line.end(token), end)
    return _day(1, 1, int(found.group(1))) if found else None


def _day(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
