"""Read the stamps of a page: its date lines and what its markup declares.

A stamp is a furniture line that holds a date ("Ngày đăng: 12-03-2024"), or a line of
the story that holds nothing else. The clock of the site's header shows when the page
was saved: it is never the article's date, but nothing on the page is younger.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from transforms.dating.date_spans import DateSpan, Fault, Partial, date_spans
from transforms.dating.day_order import DayOrder
from transforms.records import Declared, Precision
from transforms.small_letters import small_letters

LONGEST_STAMP_LINE = 160
GAP = re.compile(
    r"[\s,|–\-•·/(.]{0,6}(?:(?:lúc|vào|ngày|at|on|t|hồi|giờ)[\s:]{0,3}){0,2}[\s,(]{0,3}"
)
CLOCK = re.compile(
    r"(?<![\d:.])(?P<hour>[01]?\d|2[0-3])(?:\s?[:h]\s?|\sgiờ\s?)(?P<minute>[0-5]\d)"
    r"(?::(?P<second>[0-5]\d))?(?:\.\d{1,9})?(?:\s?(?:phút|['’]))?"
    r"(?:\s?(?P<half>am|pm|sa|ch)(?!\w))?(?!\d)"
)
ZONE = re.compile(
    r"\s?[(\[]?(?:(?:gmt|utc)\s?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?"
    r"|(?P<zulu>z)(?!\w)|(?P<iso_sign>[+-])(?P<iso_hours>\d\d):?(?P<iso_minutes>\d\d)"
    r"(?!\d))[)\]]?"
)
PUBLISHED = re.compile(
    r"(?<!\w)(?:đăng|xuất bản|phát hành|gửi|viết|tạo"
    r"|post(?:ed)?|publish(?:ed)?|created)(?!\w)"
)
ANNOUNCED = re.compile(r"(?<!\w)công bố(?!\w)")
MODIFIED = re.compile(  # what stands beside it may be glued on: "2022Updated: ..."
    r"(?<![^\W\d_])(?:cập nhật|chỉnh sửa|sửa|thay đổi|updated?|modified|edited)(?!\w)"
)
OTHER = re.compile(
    r"(?<!\w)(?:ban hành|hiệu lực|hết hạn|hạn|in|sinh|thành lập|giấy phép|gp|cấp"
    r"|truy cập|expires?|effective|accessed|joined|tham gia)(?!\w)"
)
STAMP_WORDS = re.compile(
    r"(?:đăng|xuất bản|phát hành|gửi|viết|tạo|công bố|cập nhật|chỉnh sửa|sửa|lần cuối"
    r"|ngày|giờ|lúc|vào|thời gian|bởi|gmt|utc|thứ|phút"
    r"|published|posted|updated|modified|date|on|at)"
)
READING_TIME = re.compile(
    r"\d{1,2}\s(?:phút|min(?:ute)?s?)\s(?:đọc|read)", re.IGNORECASE
)
LONGEST_NAME = 5  # words of a pen name that shares its line with the stamp
MAIL_STYLE = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:")
DAY_IN_PATH = re.compile(
    r"/(?P<year>(?:19|20)\d\d)([/-])(?P<month>\d\d?)\2(?P<day>\d\d?)(?=[/-])"
)
ADDRESS = "address_day"
EPOCH = date(1970, 1, 1)  # what a CMS writes for "never"


@dataclass(frozen=True, slots=True)
class Stamp:
    """One stated date. `label` is published, announced, modified, other or ""."""

    start: int | None
    end: int | None
    written: str
    day: date
    at: datetime | None
    label: str
    rule: str
    until: date | None = None  # the last day of the month, where only that is stated


def line_stamps(
    text: tuple[str, str],
    block: tuple[int, int],
    spans: Sequence[DateSpan],
    zone: str,
    order: DayOrder,
) -> Iterator[Stamp]:
    """Yield the stamps of one block. `text` is as written and in small letters."""
    taken = block[0]
    for span in spans:
        day = day_of(span, text[1], order)
        if day is None:
            continue
        start, end, at = clocked(text[1], span, day, (taken, block[1]), zone)
        label = label_of(text[1][taken:start])
        rule = f"stamp_{label or 'plain'}"
        yield Stamp(start, end, text[0][start:end], day, at, label, rule)
        taken = end


def day_of(span: DateSpan, small: str, order: DayOrder) -> date | None:
    """Return the day a stamp names; None where it could be another as well."""
    if span.fault in {Fault.LUNAR, Fault.RELATIVE, Fault.OUT_OF_RANGE}:
        return None
    first = span.first
    if first.day is None or first.year is None or first != span.last:
        return None
    day: Partial | None = first
    if "/" in small[span.start : span.end]:
        day = as_meant(first, span.weekday, order)
    if day is None or not day.is_possible():
        return None
    found = day.bounds()[0]
    return None if found == EPOCH else found


def as_meant(day: Partial, weekday: int | None, order: DayOrder) -> Partial | None:
    """Return a day of two numbers, read day first, as the page means it, if it says."""
    swapped = Partial(day.year, day.day, day.month)
    if not swapped.is_possible() or swapped == day:
        return day
    if not day.is_possible():
        return day if order is DayOrder.DAY_ALWAYS else swapped
    days = day.bounds()[0].weekday(), swapped.bounds()[0].weekday()
    if weekday in days and days[0] != days[1]:
        return day if weekday == days[0] else swapped
    if order is DayOrder.UNKNOWN:
        return None
    return swapped if order is DayOrder.MONTH_FIRST else day


def clocked(
    small: str, span: DateSpan, day: date, room: tuple[int, int], zone: str
) -> tuple[int, int, datetime | None]:
    """Return the stamp's span and its moment, if a clock stands beside the date."""
    start, end = span.start, span.end
    clock = None
    for match in CLOCK.finditer(small, max(room[0], start - 40), start):
        if GAP.fullmatch(small, match.end(), start):
            clock, start = match, match.start()
    if clock is None:
        gap = GAP.match(small, end, room[1])
        clock = CLOCK.match(small, gap.end() if gap else end, room[1])
        if clock:
            end = clock.end()
    if clock is None:
        return start, end, None
    offset = ZONE.match(small, end, room[1])
    end = offset.end() if offset else end
    return start, end, moment(day, clock, offset, zone)


def moment(
    day: date, clock: re.Match[str], offset: re.Match[str] | None, zone: str
) -> datetime | None:
    """Return the stated moment; midnight is what a CMS writes for "no time"."""
    hour, minute = int(clock["hour"]), int(clock["minute"])
    if clock["half"] in {"pm", "ch"} and hour < 12:  # noqa: PLR2004 noon
        hour += 12
    if clock["half"] in {"am", "sa"} and hour == 12:  # noqa: PLR2004 midnight
        hour = 0
    if hour == minute == 0:
        return None
    second = int(clock["second"] or 0)
    naive = datetime(day.year, day.month, day.day, hour, minute, second)  # noqa: DTZ001 the zone follows
    return naive.replace(tzinfo=offset_of(offset) if offset else ZoneInfo(zone))


def offset_of(match: re.Match[str]) -> timezone:
    """Return the zone an offset states."""
    hours = int(match["hours"] or match["iso_hours"] or 0)
    minutes = int(match["minutes"] or match["iso_minutes"] or 0)
    size = timedelta(hours=min(hours, 14), minutes=min(minutes, 59))
    return timezone(-size if "-" in {match["sign"], match["iso_sign"]} else size)


def label_of(before: str) -> str:
    """Return what the words before a date say it is; the nearest word decides."""
    words = re.split(r"[;|\n]", before[-60:])[-1] or before[-60:]
    nearest = ("", -1)
    for label, pattern in (
        ("published", PUBLISHED),
        ("announced", ANNOUNCED),
        ("modified", MODIFIED),
        ("other", OTHER),
    ):
        for match in pattern.finditer(words):
            if match.start() > nearest[1]:
                nearest = label, match.start()
    return nearest[0]


def month_stamp(
    text: tuple[str, str], block: tuple[int, int], spans: Sequence[DateSpan]
) -> Iterator[Stamp]:
    """Yield the month that is all a line says ("Tháng 2/2024")."""
    if len(spans) != 1 or spans[0].cue != "tháng" or spans[0].fault:
        return
    span = spans[0]
    around = text[1][block[0] : span.start] + text[1][span.end : block[1]]
    if span.first != span.last or re.search(r"\w", around):
        return
    first, last = span.first.bounds()
    written = text[0][span.start : span.end]
    yield Stamp(span.start, span.end, written, first, None, "", "stamp_month", last)


def is_only_stamp(line: str, stamps: Sequence[Stamp]) -> bool:
    """Return whether a line of the story is nothing but a stamp."""
    if not stamps or len(line) > LONGEST_STAMP_LINE:
        return False
    rest = small_letters(without_stamps(line, stamps))
    return not re.search(r"\w", STAMP_WORDS.sub(" ", ZONE.sub(" ", rest)))


def is_signed_stamp(line: str, stamps: Sequence[Stamp]) -> bool:
    """Return whether a line is a name and a moment: "Hà An - 07:00 06/10/2022"."""
    if len(stamps) != 1 or stamps[0].at is None or len(line) > LONGEST_STAMP_LINE:
        return False
    words = re.findall(r"\w+", without_stamps(line, stamps))
    is_name = all(word[0].isupper() for word in words)
    return is_name and len(words) <= LONGEST_NAME


def without_stamps(line: str, stamps: Sequence[Stamp]) -> str:
    """Return what a line says besides its stamps and the time it takes to read."""
    for stamp in stamps:
        line = line.replace(stamp.written, " ", 1)
    return READING_TIME.sub(" ", line)


def declared_stamps(
    declared: Sequence[Declared], zone: str, order: DayOrder
) -> Iterator[Stamp | tuple[Declared, str]]:
    """Yield a stamp for each declared date, or the warning code it earns.

    A system writes as its maker set it, whatever the language of the page.
    """
    if order is DayOrder.DAY_ALWAYS:
        order = DayOrder.DAY_FIRST
    for each in declared:
        if each.name not in {"published", "modified"} or not each.value.strip():
            continue
        try:
            moment_or_day = parsed(each.value.strip(), zone, order)
        except (ValueError, OverflowError):
            yield each, "date_invalid"
            continue
        if moment_or_day is None:
            yield each, "date_invalid"
            continue
        day, at = moment_or_day
        if day.year < 1900 or abs((day - EPOCH).days) <= 1:  # noqa: PLR2004 no such press
            yield each, "date_out_of_range"
            continue
        where = re.sub(r"[^a-z0-9]+", "_", each.source.lower()).strip("_")
        rule = f"declared_{each.name}:{where}"
        yield Stamp(None, None, each.value, day, at, each.name, rule)


def address_stamp(declared: Sequence[Declared]) -> Stamp | None:
    """Return the day in the path of the page's address: "/2023/04/10/a-story"."""
    url = next((each.value for each in declared if each.name == "url"), "")
    found = DAY_IN_PATH.search(url)
    if found is None:
        return None
    day = Partial(int(found["year"]), int(found["month"]), int(found["day"]))
    if not day.is_possible():
        return None
    written = found[0].strip("/")
    return Stamp(None, None, written, day.bounds()[0], None, "published", ADDRESS)


def parsed(
    value: str, zone: str, order: DayOrder
) -> tuple[date, datetime | None] | None:
    """Return the day and moment a declared value names, in the page's zone."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return parsed_otherwise(value, zone, order)
    if at.hour == at.minute == at.second == 0:
        return at.date(), None  # midnight, in whatever zone: only the day was meant
    return localised(at, zone)


def localised(at: datetime, zone: str) -> tuple[date, datetime | None]:
    """Return a moment's local day, and the moment unless it is local midnight.

    The moment keeps the offset it was stated with.
    """
    local = (
        at.astimezone(ZoneInfo(zone))
        if at.tzinfo
        else at.replace(tzinfo=ZoneInfo(zone))
    )
    is_midnight = local.hour == local.minute == local.second == 0
    return local.date(), None if is_midnight else (at if at.tzinfo else local)


def parsed_otherwise(
    value: str, zone: str, order: DayOrder
) -> tuple[date, datetime | None] | None:
    """Return what a value that is no ISO date names: mail style, or as people write."""
    if MAIL_STYLE.match(value):
        at = parsedate_to_datetime(value)
        return localised(at if at.tzinfo else at.replace(tzinfo=UTC), zone)
    small = small_letters(value)
    spans = date_spans(value, small)
    block = 0, len(value)
    stamp = next(line_stamps((value, small), block, spans, zone, order), None)
    return (stamp.day, stamp.at) if stamp else None


def precision_of(stamp: Stamp) -> Precision:
    """Return how exactly a stamp is known."""
    if stamp.until:
        return Precision.MONTH
    return Precision.MINUTE if stamp.at else Precision.DAY


def local_day(stamp: Stamp, zone: str) -> Stamp:
    """Return the stamp with its day on the page's own calendar."""
    if stamp.at is None:
        return stamp
    return replace(stamp, day=stamp.at.astimezone(ZoneInfo(zone)).date())
