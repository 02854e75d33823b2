"""Every date of a page as a claim: what it says, what it may stand for, by what rule.

The ladder: a stated stamp; what the markup declares; no published date, and the day of
the event. The clock supplies nothing here, nor does the night.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from transforms.dating.date_areas import Area, areas_of, in_areas
from transforms.dating.date_places import (
    BARE_TIME,
    LABEL_ORDER,
    MOST_STAMPS,
    STAMP_KINDS,
    Placed,
    declared_of,
    in_conflict,
    page_stamps,
    spans_within,
    stamp_order,
    without_changes,
    without_clocks,
    without_lists,
)
from transforms.dating.date_spans import (
    DateSpan,
    Fault,
    Partial,
    date_spans,
    relative_spans,
)
from transforms.dating.date_stamps import (
    Stamp,
    precision_of,
)
from transforms.dating.day_order import day_order
from transforms.dating.event_dates import (
    EventDay,
    Story,
    StorySpan,
    event_days,
    story_spans,
)
from transforms.dating.year_inference import Bounds
from transforms.line_numbers import LineNumbers
from transforms.records import (
    Counter,
    DateClaim,
    MediaType,
    Page,
    Precision,
    Stripped,
)
from transforms.small_letters import small_letters

MONTHS = 12
MOST_DAYS = 4  # of bare time elements
NUMERIC = re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]\d")
ANY_DAY = None, None  # a date that lacks its year, or has no place in time
EARLY_BLOCKS, EARLY_CHARS = 3, 600  # where a word such as "tối qua" dates the story
Where = tuple[int | None, int | None, int | None]  # char_start, char_end, line_no


@dataclass(frozen=True, slots=True)
class Said:
    """What a claim says: its days, how exactly, by which rule, how surely."""

    first: date | None
    last: date | None
    precision: Precision
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Found:
    """What was found on a page, before it is ranked."""

    claims: list[DateClaim]
    warnings: set[str]


def date_claims(
    page: Page,
    stripped: Stripped,
    counters: tuple[Counter, ...],
    zone: str,
    language: str | None = None,
) -> tuple[tuple[DateClaim, ...], tuple[str, ...]]:
    """Return every date of the page as a claim, in page order, and warning codes.

    `zone` is the IANA name used where the page states no offset, `language` the code
    of the story's language, None where it is not known. A date that cannot be
    placed in time (no year, no such day, lunar) has no range and is evidence only.
    """
    small = small_letters(page.text)
    areas = areas_of(stripped, counters)
    story = Story(
        page.text, small, tuple(dict.fromkeys(a.zone for a in areas if a.zone))
    )
    spans = date_spans(page.text, small)
    written = zone, day_order(page, small, spans, (zone, language))
    placed = in_areas(spans, areas, counters)
    relative = list(relative_of(small, areas, placed))
    lines = LineNumbers(page.text)
    found = Found([], set())

    stamps = list(islice(page_stamps(story, stripped, placed, written), MOST_STAMPS))
    spent = {span for each in stamps for span in spans_within(placed, each.stamp)}
    zoned = [(a.zone, s) for a, s in placed if a.zone and s not in spent]
    told = story_spans(story, zoned)
    declared = list(declared_of(page, written, found.warnings))
    # 'Cập nhật' is how the press dates a page; 'Updated' elsewhere tells of a change
    is_dating = page.media_type is MediaType.TEXT or "đ" in small
    if not is_dating:
        declared = without_changes(stamps, declared)
    stamps, clocks = without_clocks(stamps, declared, told)
    stamps = without_lists(stamps, stripped)

    latest = [*counter_claims(counters), *clock_claims(placed, clocks, story, lines)]
    published = published_claims([*stamps, *declared], lines, is_dating=is_dating)
    bounds = bounds_of(latest, [*stamps, *declared])
    stamp = published[0].date_to if published and published[0].choice_rank else None
    events = event_claims(list(event_days(told, story, bounds, stamp)), story, lines)
    found.claims.extend([*latest, *published, *events])
    found.claims.extend(other_stamp_claims([*stamps, *declared], lines))
    every = sorted([*placed, *relative], key=lambda each: each[1].start)
    found.claims.extend(mentioned_claims(every, told, found.claims, (story, lines)))
    found.warnings.update(warnings_of(placed, found.claims, [*stamps, *declared]))
    return in_page_order(found.claims), tuple(sorted(found.warnings))


def chosen(claims: Iterable[DateClaim], role: str) -> DateClaim | None:
    """Return the best claim of a role, or None where none may be chosen."""
    able = [
        each for each in claims if each.role == role and each.choice_rank is not None
    ]
    return min(able, key=lambda each: each.choice_rank or 0, default=None)


def relative_of(
    small: str, areas: list[Area], placed: list[tuple[Area, DateSpan]]
) -> Iterator[tuple[Area, DateSpan]]:
    """Yield words such as "tối qua" of stamp lines and of the first blocks."""
    starts = [span.start for _, span in placed]
    for area in areas:
        is_early = area.kind == "body" and area.zone and area.zone.index < EARLY_BLOCKS
        if not is_early and area.kind not in STAMP_KINDS:
            continue
        end = min(area.end, area.start + EARLY_CHARS)
        for span in relative_spans(small, area.start, end):
            at = bisect_right(starts, span.start) - 1
            if at < 0 or placed[at][1].end <= span.start:
                yield area, span


def counter_claims(counters: tuple[Counter, ...]) -> Iterator[DateClaim]:
    """Yield the latest possible day that a visitor counter's month or year shows."""
    years = [c.period_year for c in counters if c.period == "year" and c.period_year]
    for counter in counters:
        year = counter.period_year or (years[0] if years else None)
        shows = counter.period_month if counter.period == "month" else None
        if year is None or not (shows or counter.period_year):
            continue
        if counter.period == "year" and any(c.period_month for c in counters):
            continue  # its month says it more exactly
        first, last = Partial(year, shows, None).bounds()
        precision = Precision.MONTH if shows else Precision.YEAR
        said = Said(first, last, precision, f"latest_counter_{counter.period}", 0.9)
        where = counter.char_start, counter.char_end, counter.line_no
        yield claim("latest", counter.as_written, where, said)


def clock_claims(
    placed: list[tuple[Area, DateSpan]],
    clocks: list[Placed],
    story: Story,
    lines: LineNumbers,
) -> Iterator[DateClaim]:
    """Yield the day a header clock shows: the page was saved on it."""
    for each in clocks:
        stamp = each.stamp
        said = Said(stamp.day, stamp.day, Precision.DAY, "latest_header_clock", 0.8)
        yield claim("latest", stamp.written, placed_at(stamp, lines), said)
    for area, span in placed:
        if area.kind == "header_clock" and span.is_full:
            first, last = span.first.bounds()[0], span.last.bounds()[1]
            said = Said(first, last, Precision.DAY, "latest_header_clock", 0.9)
            written = story.text[span.start : span.end]
            yield claim(
                "latest", written, (span.start, span.end, lines.of(span.start)), said
            )


def bounds_of(latest: list[DateClaim], stamps: list[Placed]) -> Bounds:
    """Return the days the event can lie on: none after the page was made."""
    bounds = Bounds()
    for each in latest:
        if each.date_to:
            bounds = bounds.before(each.date_to, each.rule.removeprefix("latest_"))
    for placed in stamps:
        if placed.stamp.label != "other":
            stamp = placed.stamp
            bounds = bounds.before(stamp.until or stamp.day, "stamp")
    return bounds


def published_claims(
    stamps: list[Placed], lines: LineNumbers, *, is_dating: bool
) -> list[DateClaim]:
    """Return the claims for the published date, ranked from 1.

    Where no stamp tells it, the page's last change may (`is_dating`).
    A day without a time gives way to a moment of the same day stated further down.
    """
    able = [each for each in stamps if each.stamp.label in {*LABEL_ORDER}]
    able = [each for each in able if not is_swapped(each, able)]
    rule = "{0}"
    if not able:
        # what only markup tells was changed since: 2 of 9 such days were right
        able = [
            each
            for each in stamps
            if is_dating and each.stamp.label == "modified" and each.place != "declared"
        ]
        rule = "modified_as_published:{0}"
    able.sort(key=stamp_order)
    if able and able[0].stamp.at is None:
        day = able[0].stamp.day
        able.sort(key=lambda each: day not in moment_days(each.stamp))
    made = [stamp_claim("published", each, lines, rule) for each in able]
    if is_list(able):
        return made
    return [replace(one, choice_rank=rank) for rank, one in enumerate(made, start=1)]


def is_list(stamps: list[Placed]) -> bool:
    """Tell whether all that is known are time elements of a list of other stories.

    On development pages the first was right in 26 of 28 where there were four days at
    most, in none of 3 where there were more.
    """
    is_bare = all(each.stamp.rule == BARE_TIME for each in stamps)
    return is_bare and len({each.stamp.day for each in stamps}) > MOST_DAYS


def is_swapped(each: Placed, others: list[Placed]) -> bool:
    """Tell whether a day of two numbers stands elsewhere, beyond doubt, as another."""
    day = each.stamp.day
    if day.day > MONTHS or day.day == day.month or not is_numeric(each.stamp):
        return False
    swapped = day.replace(month=day.day, day=day.month)
    return any(
        swapped in (other.stamp.day, *moment_days(other.stamp))
        for other in others
        if not is_numeric(other.stamp)
    )


def moment_days(stamp: Stamp) -> tuple[date, ...]:
    """Return a moment's days: on the page's own calendar, and where it was stated."""
    return (stamp.day, stamp.at.date()) if stamp.at else ()


def is_numeric(stamp: Stamp) -> bool:
    """Tell whether a stamp has its day and month as two numbers in either order."""
    return NUMERIC.search(stamp.written) is not None


def stamp_claim(
    role: str, each: Placed, lines: LineNumbers, rule: str = "{0}"
) -> DateClaim:
    """Return the claim a stamp makes."""
    stamp = each.stamp
    confidence = 0.95 if stamp.label in {"published", "announced"} else 0.85
    if rule != "{0}":
        confidence = 0.6
    last, named = stamp.until or stamp.day, rule.format(stamp.rule)
    said = Said(stamp.day, last, precision_of(stamp), named, confidence)
    made = claim(role, stamp.written, placed_at(stamp, lines), said)
    return replace(made, published_at=stamp.at)


def other_stamp_claims(stamps: list[Placed], lines: LineNumbers) -> Iterator[DateClaim]:
    """Yield the stamps that say something else: modified, or no date of the article."""
    for each in stamps:
        if each.stamp.label == "modified":
            yield stamp_claim("modified", each, lines)
        elif each.stamp.label == "other":
            yield stamp_claim("mentioned", each, lines)


def event_claims(
    days: list[EventDay], story: Story, lines: LineNumbers
) -> Iterator[DateClaim]:
    """Yield the claims for the event's day. A first one without its year ends it."""
    known = bool(days and days[0].days)
    for rank, each in enumerate(days, start=1):
        span = each.story_span.span
        where = span.start, span.end, lines.of(span.start)
        first, last = each.days or ANY_DAY
        precision, confidence = event_precision(each)
        said = Said(first, last, precision, event_rule(each), confidence)
        made = claim("event", story.text[span.start : span.end], where, said)
        yield replace(made, choice_rank=rank if known and each.days else None)


def event_precision(each: EventDay) -> tuple[Precision, float]:
    """Return how exactly an event's day is known, and how surely."""
    if each.days is None:
        return Precision.UNKNOWN, 0.2
    if each.rule != "event_written":
        return Precision.INFERRED, 0.75
    if not each.story_span.span.has_day:
        return Precision.MONTH, 0.7
    return Precision.DAY, 0.9


def event_rule(each: EventDay) -> str:
    """Return the rule of an event's day: where it stood, how its year was found."""
    where = (
        "" if each.story_span.zone.kind == "body" else f"_{each.story_span.zone.kind}"
    )
    ahead = "_announced" if each.story_span.is_future else ""
    return each.rule.replace("event", f"event{where}", 1) + ahead


def mentioned_claims(
    placed: list[tuple[Area, DateSpan]],
    told: list[StorySpan],
    claims: list[DateClaim],
    page: tuple[Story, LineNumbers],
) -> Iterator[DateClaim]:
    """Yield every date that no other claim holds, with why it is only mentioned."""
    story, lines = page
    held = [c for c in claims if c.char_start is not None and c.char_end is not None]
    starts = sorted((c.char_start or 0, c.char_end or 0) for c in held)
    begins = [start for start, _ in starts]
    reasons = {each.span: each.reason for each in told}
    for area, span in placed:
        at = bisect_right(begins, span.start) - 1
        if (at >= 0 and span.start < starts[at][1]) or not is_worth(area, span):
            continue
        reason = reasons.get(span) or (area.kind if not area.zone else "passing")
        rule = f"mentioned_{span.fault or reason}"
        where = span.start, span.end, lines.of(span.start)
        written = story.text[span.start : span.end]
        yield claim("mentioned", written, where, mention(span, rule))


def is_worth(area: Area, span: DateSpan) -> bool:
    """Return whether a span is a date at all: bare pairs only count in stamps."""
    return not span.is_bare or area.kind in STAMP_KINDS


def mention(span: DateSpan, rule: str) -> Said:
    """Return what a mentioned date says, ANY_DAY where it cannot be placed in time."""
    years = span.first.year is not None and span.last.year is not None
    if span.fault in {Fault.INVALID, Fault.LUNAR, Fault.RELATIVE} or not years:
        return Said(*ANY_DAY, Precision.UNKNOWN, rule, 0.5)
    if not span.first.year or not span.first.is_possible():
        return Said(*ANY_DAY, Precision.UNKNOWN, rule, 0.5)
    first, last = span.first.bounds()[0], span.last.bounds()[1]
    if last < first:
        return Said(*ANY_DAY, Precision.UNKNOWN, rule, 0.5)
    precision = Precision.DAY if span.has_day else Precision.MONTH
    if span.first.month is None:
        precision = Precision.YEAR
    return Said(first, last, precision, rule, 0.8)


def warnings_of(
    placed: list[tuple[Area, DateSpan]],
    claims: list[DateClaim],
    stamps: list[Placed],
) -> Iterator[str]:
    """Yield the warning codes that the dates of a page earn."""
    published, event = chosen(claims, "published"), chosen(claims, "event")
    faults = {
        claim.rule.removeprefix("mentioned_")
        for claim in claims
        if claim.role == "mentioned"
    }
    for fault in (Fault.INVALID, Fault.LUNAR, Fault.OUT_OF_RANGE):
        if fault in faults:
            yield f"date_{fault}"
    if Fault.RELATIVE in faults and published is None and event is None:
        yield "date_relative"
    incomplete = any(
        c.role == "event" and c.precision is Precision.UNKNOWN for c in claims
    )
    if published is None and ((incomplete and event is None) or yearless_stamp(placed)):
        yield "date_incomplete"
    if published is None and event is None:
        yield "date_missing"
    if in_conflict(stamps):
        yield "date_conflict"


def yearless_stamp(placed: list[tuple[Area, DateSpan]]) -> bool:
    """Return whether a stamp line holds a day without its year."""
    return any(
        area.kind in {"pub_meta", "byline"} and span.has_day and span.last.year is None
        for area, span in placed
    )


def placed_at(stamp: Stamp, lines: LineNumbers) -> Where:
    """Return where a stamp stands; a declared one stands nowhere in the text."""
    line_no = lines.of(stamp.start) if stamp.start is not None else None
    return stamp.start, stamp.end, line_no


def claim(role: str, written: str, where: Where, said: Said) -> DateClaim:
    """Return the record of one claim, not yet ranked."""
    return DateClaim(
        role=role,
        span_text=written,
        line_no=where[2],
        char_start=where[0],
        char_end=where[1],
        date_from=said.first,
        date_to=said.last,
        published_at=None,
        precision=said.precision,
        rule=said.rule,
        confidence=said.confidence,
        choice_rank=None,
    )


def in_page_order(claims: list[DateClaim]) -> tuple[DateClaim, ...]:
    """Return the claims as they stand on the page, declared ones last."""
    return tuple(
        sorted(
            claims,
            key=lambda each: (each.char_start is None, each.char_start or 0, each.role),
        )
    )
