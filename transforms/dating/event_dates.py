"""Find the day of the article's event: in its first paragraphs, its title, a caption.

Every date of the story is either a candidate or only mentioned, with the reason.
Candidates are ordered; the year of one without a year is inferred, or left unknown.
If the first candidate's year stays unknown, no other date is put in its place.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from transforms.dating.anniversaries import anniversary_windows
from transforms.dating.date_context import Reason, is_future, reason_of
from transforms.dating.date_spans import DateSpan, Fault
from transforms.dating.year_inference import OLDEST, Bounds, Window, year_of
from transforms.dating.year_windows import SIGNING as SIGNING_WORDS
from transforms.dating.year_windows import Mention, newest_year_window, windows_of

FIRST_BLOCKS = 3
MOST_CANDIDATES = 20  # a page of thousands of dates is a table, and must not stall
DOCUMENT_YEAR = re.compile(r"/((?:19|20)[0-9][0-9])/[A-ZĐ]")  # 05/2020/TT-BQP
SENTENCE_START = re.compile(
    r"(?:^|[.!?…:;]\s{1,3}|[)–—-]\s{1,3}|\n)[\s\"“'(*•-]{0,4}"
    r"(?:(?:mới đây|vừa qua|theo đó|được biết|vào|trong|cụ thể|riêng)[,\s]{1,3}){0,2}$"
)
SENTENCE_END = re.compile(r"[.;!?…]\s")
BEFORE_STAMP = timedelta(days=120)
AFTER_STAMP = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the story. `kind` is title, body or caption; `index` counts each."""

    kind: str
    index: int
    start: int
    end: int

    @property
    def is_lead(self) -> bool:
        """Return whether it is the title or the first block."""
        return self.kind == "title" or (self.kind == "body" and not self.index)


@dataclass(frozen=True, slots=True)
class StorySpan:
    """A date of the story, where it stands and why it is only mentioned (or None)."""

    span: DateSpan
    zone: Zone
    reason: Reason | None
    is_future: bool
    starts_sentence: bool


@dataclass(frozen=True, slots=True)
class Story:
    """The page text, as written and in small letters, and where the story stands."""

    text: str
    small: str
    zones: tuple[Zone, ...]


@dataclass(frozen=True, slots=True)
class EventDay:
    """A candidate and its days. `days` is None where the year is unknown."""

    story_span: StorySpan
    days: tuple[date, date] | None
    rule: str


def story_spans(
    story: Story, zoned: Sequence[tuple[Zone, DateSpan]]
) -> list[StorySpan]:
    """Return the dates of the story with why each may not be the event's."""
    found, text, small = [], story.text, story.small
    for zone, span in zoned:
        reason = reason_of(text, small, span, zone.start) if names_day(span) else None
        if zone.kind == "caption" and reason is Reason.DEED:
            reason = None  # "lễ ký kết, ngày 23-4-2021" is the picture's own day
        future = span.first.month is not None and is_future(small, span, zone.start)
        before = small[max(zone.start, span.start - 50) : span.start]
        starts = bool(SENTENCE_START.search(before)) or span.start == zone.start
        found.append(StorySpan(span, zone, reason, future, starts))
    return outdated(found)


def names_day(span: DateSpan) -> bool:
    """Return whether a span names a day or a month, not a whole year or quarter."""
    return span.has_day or span.cue == "tháng"


def outdated(found: list[StorySpan]) -> list[StorySpan]:
    """Mark full dates that lie long before what the story cites as history."""
    years = [
        each.span.last.year
        for each in found
        if each.span.last.year is not None and not each.is_future
        if each.reason not in {Reason.DEADLINE, Reason.ANNIVERSARY}
        if each.span.is_full
    ]
    newest = max(years, default=0)
    return [
        replace(each, reason=Reason.HISTORY) if is_history(each, newest) else each
        for each in found
    ]


def is_history(each: StorySpan, newest: int) -> bool:
    """Return whether a date is too old to be news, or older than what it cites."""
    year = each.span.last.year
    return each.reason is None and year is not None and year < max(OLDEST, newest - 1)


def candidates(found: Sequence[StorySpan]) -> list[StorySpan]:
    """Return the dates that may be the event's, best first."""
    able = [
        each
        for each in found
        if each.reason is None
        and each.span.fault is None
        and not each.span.is_bare
        and not (each.span.is_short_year and not each.span.cue)
        and (stands_for_day(each) or stands_for_month(each))
    ]
    return sorted(able, key=order)


def stands_for_day(each: StorySpan) -> bool:
    """Return whether a date stands where the event's day would."""
    if not each.span.has_day:
        return False
    if each.zone.kind != "body":
        return True
    if each.zone.index == 0:
        return True
    return each.zone.index < FIRST_BLOCKS and (
        each.starts_sentence or bool(each.span.cue and each.span.cue != "ngày")
    )


def stands_for_month(each: StorySpan) -> bool:
    """Return whether a month opens the story ("Tháng 11/2022, lễ hội ...")."""
    span = each.span
    is_month = span.cue == "tháng" and span.first == span.last
    return (
        is_month
        and each.zone.kind == "body"
        and not each.zone.index
        and (
            span.start - each.zone.start < 40 and each.starts_sentence  # noqa: PLR2004 a dateline
        )
    )


def order(each: StorySpan) -> tuple[int, ...]:
    """Return what puts the likelier candidate first; no two are equal."""
    kind = {"body": 0, "title": 1, "caption": 2}[each.zone.kind]
    return (
        not each.span.has_day,
        kind,
        each.is_future,
        each.zone.index,
        not each.starts_sentence,
        each.span.start,
    )


def event_days(
    found: Sequence[StorySpan], story: Story, bounds: Bounds, stamp: date | None
) -> Iterator[EventDay]:
    """Yield every candidate with its days, best first. `stamp` is the published day."""
    ordered = candidates(found)[:MOST_CANDIDATES]
    lacks_year = any(each.span.first.year is None for each in ordered)
    windows: list[Window] = []
    if lacks_year and stamp is None:
        windows = evidence_of(found, story)
        bounds = cited_bounds(found, story, bounds)
    for each in ordered:
        if each.span.first.year is not None:
            first, last = each.span.first.bounds()[0], each.span.last.bounds()[1]
            yield EventDay(each, (first, last), "event_written")
        else:
            same = same_days(each, found)
            yield inferred(each, stamp, bounds, [*same, *windows])


def evidence_of(found: Sequence[StorySpan], story: Story) -> list[Window]:
    """Return what the years and dates of the story say of the year of its event."""
    mentions = mentions_of(found, story)
    windows = [window for mention in mentions for window in windows_of(mention)]
    for zone in story.zones:
        if zone.is_lead:
            windows += anniversary_windows(story.small, zone.start, zone.end)
    return [*dict.fromkeys(windows), *newest_year_window(mentions)]


def inferred(
    each: StorySpan, stamp: date | None, bounds: Bounds, windows: Iterable[Window]
) -> EventDay:
    """Return a candidate without a year, with the year that the evidence gives."""
    if stamp:
        year = year_by_stamp(each, stamp)
        found = (year, "stamp") if year else None
    else:
        found = year_of(each.span, bounds, windows)
    if found is None:
        return EventDay(each, None, "event_year_unknown")
    first, last = each.span.first._replace(year=found[0]), each.span.last
    turned = (last.month or 0) < (first.month or 0)
    last = last._replace(year=found[0] + turned)
    if not (first.is_possible() and last.is_possible()):
        return EventDay(each, None, "event_year_unknown")
    days = first.bounds()[0], last.bounds()[1]
    return EventDay(each, days, f"event_year_by_{found[1]}")


def year_by_stamp(each: StorySpan, stamp: date) -> int | None:
    """Return the year that puts the event on or shortly before the published day."""
    day = each.span.first
    near: list[tuple[int, int]] = []
    for year in (stamp.year - 1, stamp.year, stamp.year + 1):
        that = day._replace(year=year)
        if not that.is_possible():
            continue
        gap = stamp - that.bounds()[0]
        if -AFTER_STAMP <= gap <= BEFORE_STAMP:
            near.append((abs(gap.days), year))
    return min(near)[1] if near else None


def same_days(each: StorySpan, found: Sequence[StorySpan]) -> Iterator[Window]:
    """Yield the same day written elsewhere with its year: the strongest evidence."""
    unlike = {Reason.ANNIVERSARY, Reason.HISTORY}
    for other in found:
        is_same = other.span.first[1:] == each.span.first[1:]
        if is_same and other.span.is_full and other.reason not in unlike:
            yield Window(0, "same_day", other.span.first.bounds())


def cited_bounds(found: Sequence[StorySpan], story: Story, bounds: Bounds) -> Bounds:
    """Return the bounds with what the story cites as lower ones."""
    past = {Reason.CITATION, Reason.DEED, Reason.AS_OF, Reason.HISTORY}
    for each in found:
        if each.reason in past and each.span.is_full and not each.is_future:
            bounds = bounds.after(each.span.last.bounds()[0], "cited_date")
    for zone in story.zones:
        for match in DOCUMENT_YEAR.finditer(story.text, zone.start, zone.end):
            bounds = bounds.after(date(int(match[1]), 1, 1), "cited_document")
    return bounds


def mentions_of(found: Sequence[StorySpan], story: Story) -> list[Mention]:
    """Return the dates with a year, each with its sentence so far."""
    lacking = [
        each.span.start
        for each in found
        if each.reason is None and each.span.has_day and each.span.first.year is None
    ]
    signing = speaks_of_signing(story)
    return [
        mention_of(story.small, each, lacking, is_signing=signing)
        for each in found
        if each.span.last.year is not None and each.span.fault is not Fault.RELATIVE
    ]


def mention_of(
    small: str, each: StorySpan, lacking: list[int], *, is_signing: bool
) -> Mention:
    """Return one date with its sentence; `lacking` is where days lack their year."""
    span, before = each.span, before_in_sentence(small, each)
    at = bisect_right(lacking, span.start)
    is_beside = bool(at) and lacking[at - 1] >= span.start - len(before)
    return Mention(
        span=span,
        before=before,
        after=small[span.end : min(each.zone.end, span.end + 20)],
        reason=each.reason,
        is_future=each.is_future,
        is_lead=each.zone.is_lead,
        is_beside=is_beside or each.zone.kind == "title",
        is_signing=is_signing,
    )


def before_in_sentence(small: str, each: StorySpan) -> str:
    """Return up to 240 characters of the sentence before a date."""
    before = small[max(each.zone.start, each.span.start - 240) : each.span.start]
    return SENTENCE_END.split(before)[-1]


def speaks_of_signing(story: Story) -> bool:
    """Return whether the title or the first block speaks of a signing."""
    return any(
        SIGNING_WORDS.search(story.small, zone.start, min(zone.end, zone.start + 600))
        for zone in story.zones
        if zone.is_lead
    )
