"""Tell whether a page writes 3/4/2025 for a day of April or for one of March.

Vietnamese writes the day first. Elsewhere a page's own dates show it ("12/18/2025"),
else its language as far as one country speaks it so. Where nothing shows it, a day that
could be either is no evidence.
"""

import re
from collections.abc import Iterable
from enum import Enum, auto

from transforms.dating.date_spans import DateSpan
from transforms.records import Page

VIETNAMESE = re.compile(r"[ăđơưạ-ỹ]")
SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:\d{4}|\d{2})(?![\d/])")
MONTHS = 12
MONTH_FIRST_LANGUAGES = frozenset({"en-us", "en-ph"})
ENGLISH = "en"  # alone: whose English it is, is not told
DATED = ("published", "modified")


class DayOrder(Enum):
    """Which of two numbers is the day."""

    DAY_ALWAYS = auto()  # 12/18/2025 is no date
    DAY_FIRST = auto()  # where that gives a date
    MONTH_FIRST = auto()  # where that gives a date
    UNKNOWN = auto()


def day_order(
    page: Page, small: str, spans: Iterable[DateSpan], written: tuple[str, str | None]
) -> DayOrder:
    """Return the order of the dates with slashes on a page.

    `small` is its text in small letters, `spans` its dates; `written` is the zone its
    clocks show, an IANA name, and its language, None where that is not known.
    """
    zone, language = written
    if VIETNAMESE.search(small):
        return DayOrder.DAY_ALWAYS
    if zone.startswith("America/"):
        return DayOrder.MONTH_FIRST
    said = [small[span.start : span.end] for span in spans if span.has_day]
    said += [one.value for one in page.declared if one.name in DATED]
    pairs = [SLASHED.search(one) for one in said if "/" in one]
    shown = {_shown(int(pair[1]), int(pair[2])) for pair in pairs if pair}
    shown -= {DayOrder.UNKNOWN}
    if shown:
        return shown.pop() if len(shown) == 1 else DayOrder.UNKNOWN
    return _spoken(page, language) if any(pairs) else DayOrder.DAY_FIRST


def _shown(first: int, second: int) -> DayOrder:
    if (first > MONTHS) == (second > MONTHS):
        return DayOrder.UNKNOWN
    return DayOrder.DAY_FIRST if first > MONTHS else DayOrder.MONTH_FIRST


def _spoken(page: Page, language: str | None) -> DayOrder:
    declared = (one.value for one in page.declared if one.name == "language")
    code = next(declared, "").strip().lower().replace("_", "-")
    if code in MONTH_FIRST_LANGUAGES:
        return DayOrder.MONTH_FIRST
    is_english = language == ENGLISH and code in ("", ENGLISH)
    return DayOrder.UNKNOWN if is_english else DayOrder.DAY_FIRST
