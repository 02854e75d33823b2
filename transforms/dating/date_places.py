"""Put a page's stamps in their places: above the title, below it, in the markup."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from transforms.dating.date_areas import Area, anchor_of, by_area
from transforms.dating.date_spans import DateSpan
from transforms.dating.date_stamps import (
    ADDRESS,
    LONGEST_STAMP_LINE,
    Stamp,
    address_stamp,
    declared_stamps,
    is_only_stamp,
    is_signed_stamp,
    line_stamps,
    local_day,
    month_stamp,
)
from transforms.dating.day_order import DayOrder
from transforms.dating.event_dates import Story, StorySpan
from transforms.records import Page, Stripped

STAMP_KINDS = frozenset(
    {"pub_meta", "view_counter", "byline", "section", "place_tag", "agency_prefix"}
    | {"share_widget", "editor_toolbar_residue", "end_marker"}
)
SITE_HEADER = frozenset({"navigation", "hotline", "newsletter", "related_links"})
MOST_STAMPS = 60  # more is a list of other pages; and no page may stall a night
CLOCK_GAP = timedelta(days=60)
CALENDAR_GAP = timedelta(days=20)  # for "Thứ tư, ngày 31 tháng 5 năm 2023" alone
YEAR = timedelta(days=365)
CALENDAR = re.compile(r"(?:thứ\s|chủ nhật|t[2-7])", re.IGNORECASE)
AGREEMENT = timedelta(days=2)
DAY = timedelta(days=1)
BARE_TIME = "declared_published:time"
NEAR_HEADLINE = 1_000  # characters
SUREST = "declared_published:meta_article_published_time"
LABEL_ORDER = {"published": 0, "announced": 1, "": 2}


@dataclass(frozen=True, slots=True)
class Placed:
    """A stamp and its place: above or below the title, a line of the story, markup."""

    stamp: Stamp
    place: str
    is_behind_header: bool = False


def page_stamps(
    story: Story,
    stripped: Stripped,
    placed: list[tuple[Area, DateSpan]],
    written: tuple[str, DayOrder],
) -> Iterator[Placed]:
    """Yield the visible stamps: of furniture lines, and lines that are only a stamp.

    `written` is the zone of clock times and the order of days and months. Behind the
    site's header may stand its clock, if none is known yet.
    """
    zone, order = written
    anchor = anchor_of(stripped)
    header = max(
        (
            b.char_start
            for b in stripped.removed
            if b.kind in SITE_HEADER and b.char_start < anchor
        ),
        default=-1,
    )
    has_clock = any(block.kind == "header_clock" for block in stripped.removed)
    for area, spans in by_area(placed):
        is_line = area.kind in {"body", "title", "caption"}
        if not is_line and area.kind not in STAMP_KINDS:
            continue
        block = area.start, area.end
        if is_line and area.end - area.start > LONGEST_STAMP_LINE:
            continue
        if all(span.last.year is None for span in spans):
            continue  # a stamp without its year dates nothing
        text, few = (story.text, story.small), spans[:MOST_STAMPS]
        stamps = list(line_stamps(text, block, few, zone, order))
        stamps = stamps or list(month_stamp(text, block, few))
        if is_line and not is_stamp_line(story, area, stamps):
            continue
        place = "line" if is_line else "above" if area.start < anchor else "below"
        for stamp in stamps:
            behind = place == "above" and header > area.start and not has_clock
            yield Placed(local_day(stamp, zone), place, behind)


def is_stamp_line(story: Story, area: Area, stamps: list[Stamp]) -> bool:
    """Return whether a line of the story is only a stamp.

    Above the first paragraph it may be a month or bear a name; further down a month
    closes a poem, and a name with a moment heads a comment. A name with a moment that
    was taken for a caption is none; a day alone may be that of the picture.
    """
    line = story.text[area.start : area.end]
    if area.kind == "caption":
        return is_signed_stamp(line, stamps)
    if not (area.zone and area.zone.index == 0):
        stamps = [each for each in stamps if each.until is None]
        return is_only_stamp(line, stamps)
    return is_only_stamp(line, stamps) or is_signed_stamp(line, stamps)


def spans_within(
    placed: list[tuple[Area, DateSpan]], stamp: Stamp
) -> Iterator[DateSpan]:
    """Yield the spans that a stamp was read from."""
    for _, span in placed:
        if stamp.start is not None and stamp.start <= span.start < (stamp.end or 0):
            yield span


def declared_of(
    page: Page, written: tuple[str, DayOrder], warnings: set[str]
) -> Iterator[Placed]:
    """Yield what the markup declares; what makes no sense becomes a warning."""
    for each in declared_stamps(page.declared, *written):
        if isinstance(each, Stamp):
            yield Placed(each, "declared")
        else:
            warnings.add(each[1])
    if stamp := address_stamp(page.declared):
        yield Placed(stamp, "declared")


def without_clocks(
    stamps: list[Placed], declared: list[Placed], told: list[StorySpan]
) -> tuple[list[Placed], list[Placed]]:
    """Part the article's stamps from the clock of the site's header.

    A clock bears no label, stands above the title, and either has the site's
    navigation after it or contradicts what the page says otherwise. A calendar
    ("Thứ tư, ngày 31 tháng 5 năm 2023" alone) may stand anywhere outside the story.
    """
    said = [each.stamp.day for each in declared if each.stamp.label == "published"]
    lead = [
        each.span
        for each in told
        if each.zone.is_lead and each.span.has_day and each.reason is None
        if not (each.is_future and each.span.first.year is None)
        if each.span.fault is None and not each.span.is_bare
    ]
    clocks = [
        each for each in stamps if not each.stamp.label and is_clock(each, said, lead)
    ]
    return [each for each in stamps if each not in clocks], clocks


def without_lists(stamps: list[Placed], stripped: Stripped) -> list[Placed]:
    """Leave out the days of other stories: of several, what is far from the headline.

    On development pages 8 of 9 first days within the distance were right where no
    label said so, and 1 of 6 beyond it.
    """
    plain = [each for each in stamps if each.stamp.label == ""]
    if len({each.stamp.day for each in plain}) < 2:  # noqa: PLR2004
        return stamps
    anchor = anchor_of(stripped)
    far = [e for e in plain if abs((e.stamp.start or 0) - anchor) >= NEAR_HEADLINE]
    return [each for each in stamps if each not in far]


def without_changes(stamps: list[Placed], declared: list[Placed]) -> list[Placed]:
    """Leave out bare time elements that are of a shown change: 'Updated March 3'.

    They count as published where nothing is said of them; the day may be a zone off.
    """
    changed = [each.stamp.day for each in stamps if each.stamp.label == "modified"]
    return [
        each
        for each in declared
        if each.stamp.rule != BARE_TIME
        or all(abs(each.stamp.day - day) > DAY for day in changed)
    ]


def is_clock(each: Placed, said: list[date], lead: list[DateSpan]) -> bool:
    """Return whether a stamp is behind a header or too late for what the page says."""
    stamp = each.stamp
    if each.place == "above":
        full = [span.first.bounds()[0] for span in lead if span.is_full]
        if any(stamp.day - day > CLOCK_GAP for day in [*said, *full]):
            return True
    if each.place in {"above", "below"} and is_calendar(stamp):
        ages = [last_age(span, stamp.day) for span in lead if not span.is_full]
        if ages and min(ages) > CALENDAR_GAP:
            return True
    return each.is_behind_header


def is_calendar(stamp: Stamp) -> bool:
    """Return whether a stamp is a weekday and a day without a time."""
    return stamp.at is None and bool(CALENDAR.match(stamp.written))


def last_age(span: DateSpan, day: date) -> timedelta:
    """Return how long before a day a date without a year fell the last time."""
    ages = [
        day - that.bounds()[0]
        for year in (day.year - 1, day.year, day.year + 1)
        if (that := span.first._replace(year=year)).is_possible()
    ]
    return min((age for age in ages if age >= -CLOCK_GAP), default=YEAR)


def stamp_order(each: Placed) -> tuple[int, ...]:
    """Return what puts the better stamp first: by source, then by label.

    Measured on development pages: a stamp with its label is right in 11 of 11, the
    article:published_time of a meta element in 141 of 146, a stamp without a label in
    88 of 105 (it may be of another story), what else is declared in 58 of 75. The day
    in an address ("/2023/04/10/") is right in 30 of 30.
    """
    places = {"below": 0, "above": 1, "line": 2, "declared": 3}
    label = LABEL_ORDER.get(each.stamp.label, 3)
    if each.stamp.rule == ADDRESS:
        source = 0
    elif each.stamp.rule == SUREST:
        source = 1
    elif each.place == "declared":
        source = 3
    else:
        source = 2 if each.stamp.label == "" else 0
    return (
        source,
        label,
        places[each.place],
        each.stamp.at is None,
        each.stamp.until is not None,
        each.stamp.start or 0,
    )


def in_conflict(stamps: list[Placed]) -> bool:
    """Return whether the page states two published days more than two days apart."""
    days = [
        e.stamp.day for e in stamps if e.stamp.label in {"published", "announced", ""}
    ]
    return bool(days) and max(days) - min(days) > AGREEMENT
