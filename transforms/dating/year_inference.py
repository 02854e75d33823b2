"""Find the year of a day that is written without one, from evidence in the text alone.

Evidence is a bound (the day cannot lie before a document it cites, nor after the page
was saved; its weekday is in few years) or a window: the days that a wording makes
likely (`year_windows`). Windows apply in order of strength; one that leaves no year
is passed over for its wider form, then left. If more than one year remains, none is
given.
"""

from calendar import isleap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from transforms.dating.date_spans import DateSpan

LEAP_DAY = 2, 29  # month, day
OLDEST, YOUNGEST = 1997, 2099  # Việt Nam has been on the internet since 1997
NEWS_AFTER = timedelta(days=540)  # how long after a paper is issued news still cites it


@dataclass(frozen=True, slots=True)
class Window:
    """Days that one piece of evidence makes likely; `wide` if `core` has none.

    `is_now`: it stands in the title or the first block and speaks of the event itself,
    so that evidence which is wholly older is of something past. `needs_weekday`: it
    settles only a day that is in few years, by its weekday or as the 29th of February.
    """

    strength: int
    rule: str
    core: tuple[date, date]
    wide: tuple[date, date] | None = None
    is_now: bool = False
    needs_weekday: bool = False

    @property
    def reach(self) -> tuple[date, date]:
        """Return the widest days it allows."""
        return self.wide or self.core


@dataclass(frozen=True, slots=True)
class Bounds:
    """The days that are possible at all, and what set each end."""

    earliest: date = date(OLDEST, 1, 1)
    latest: date = date(YOUNGEST, 12, 31)
    earliest_rule: str = ""
    latest_rule: str = ""

    def after(self, day: date, rule: str) -> "Bounds":
        """Return the bounds with the day as a lower bound."""
        if day <= self.earliest:
            return self
        return Bounds(day, self.latest, rule, self.latest_rule)

    def before(self, day: date, rule: str) -> "Bounds":
        """Return the bounds with the day as an upper bound."""
        if day >= self.latest:
            return self
        return Bounds(self.earliest, day, self.earliest_rule, rule)


def year_of(
    span: DateSpan, bounds: Bounds, windows: Iterable[Window]
) -> tuple[int, str] | None:
    """Return the year of a day without one and the rule that settled it, or None."""
    possible = dict(possible_days(span, bounds))
    if len(possible) == 1:
        rules = "_".join(filter(None, (bounds.earliest_rule, bounds.latest_rule)))
        return next(iter(possible)), f"bounds_{rules}"
    if not is_rare(span):
        windows = [each for each in windows if not each.needs_weekday]
    usable = [*current(list(windows)), *weekday_windows(span, bounds)]
    for window in sorted(usable, key=lambda each: each.strength):
        possible = within(possible, window)
        if len(possible) == 1:
            return next(iter(possible)), window.rule
    return None


def is_rare(span: DateSpan) -> bool:
    """Return whether a day is in few years: on its weekday, or the 29th of February."""
    return span.weekday is not None or span.first[1:] == LEAP_DAY


def possible_days(span: DateSpan, bounds: Bounds) -> Iterator[tuple[int, date]]:
    """Yield each year that has the day, inside the bounds and on its weekday."""
    earliest, latest, weekday = bounds.earliest, bounds.latest, span.weekday
    month, number = span.first.month or 1, span.first.day or 1
    for year in range(earliest.year, latest.year + 1):
        if (month, number) == LEAP_DAY and not isleap(year):
            continue
        day = date(year, month, number)
        if earliest <= day <= latest and weekday in {None, day.weekday()}:
            yield year, day


def within(days: dict[int, date], window: Window) -> dict[int, date]:
    """Return the days a window holds; all of them where it holds none."""
    for first, last in filter(None, (window.core, window.wide)):
        if inside := {year: d for year, d in days.items() if first <= d <= last}:
            return inside
    return days


def current(windows: Sequence[Window]) -> list[Window]:
    """Return the windows without those that end before the event's own begin."""
    begins = [each.reach[0] for each in windows if each.is_now]
    floor = max(begins, default=date(OLDEST, 1, 1))
    return [each for each in windows if each.reach[1] >= floor]


def weekday_windows(span: DateSpan, bounds: Bounds) -> Iterator[Window]:
    """Yield the time in which news cites its newest paper, for a day with its weekday.

    A day falls on a weekday once in five or six years, so the first such year after
    the paper is the one; without the weekday the paper would be only a lower bound.
    """
    if span.weekday is not None and bounds.earliest_rule:
        core = bounds.earliest, bounds.earliest + NEWS_AFTER
        yield Window(6, f"weekday_after_{bounds.earliest_rule}", core)
