"""The year in which "kỷ niệm 92 năm Ngày Báo chí cách mạng" is said.

This is the one piece of evidence for a year that leans on knowledge from outside the
page: a packaged table of founding days. The rule id says so.
"""

import re
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from transforms.dating.year_inference import YOUNGEST, Window

COUNTED = re.compile(r"(?<!\w)(?P<years>\d{1,3})\snăm(?P<phrase>\s[^.;\n\d]{4,90})")
FEAST = re.compile(
    r"(?<!\w)(?:kỷ niệm|kỉ niệm|chào mừng|mừng|nhân)(?!\w)[^.;\n]{0,60}$"
)
BEFORE, AFTER = timedelta(days=75), timedelta(days=20)


@cache
def founding_days() -> tuple[tuple[str, date], ...]:
    """Return (phrase, day) for every known anniversary, the longest phrase first."""
    table = tomllib.loads(
        (files("transforms.dating") / "anniversaries.toml").read_text("utf-8")
    )
    pairs = [(words, day["on"]) for day in table["day"] for words in day["words"]]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


def anniversary_windows(small: str, start: int, end: int) -> Iterator[Window]:
    """Yield the window of each known anniversary that a stretch counts the years of."""
    for match in COUNTED.finditer(small, start, end):
        if not FEAST.search(small, max(start, match.start() - 80), match.start()):
            continue
        phrase = match["phrase"]
        day = next((on for words, on in founding_days() if words in phrase), None)
        if day is None or day.year + int(match["years"]) > YOUNGEST:
            continue
        kept = day.replace(year=day.year + int(match["years"]))
        yield Window(3, "known_anniversary", (kept - BEFORE, kept + AFTER))
