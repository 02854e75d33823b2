"""Find the year of a day that is written without one, from evidence in the text alone.

Evidence is a bound (the day cannot lie before a document it cites, nor after the page
was saved) or a window: the days that a wording makes likely. "Tổng kết công tác năm
2022" is said at the end of 2022 or in the first months of 2023, and so on; each window
says its rule. Windows apply in order of strength; one that leaves no year is passed
over for its wider form, then left. If more than one year remains, none is given.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from transforms.date_spans import DateSpan

OLDEST, YOUNGEST = 1997, 2099  # Việt Nam has been on the internet since 1997
MONTH_DAYS = 30


@dataclass(frozen=True, slots=True)
class Window:
    """Days that one piece of evidence makes likely; `wide` if `core` has none."""

    strength: int
    rule: str
    core: tuple[date, date]
    wide: tuple[date, date] | None = None


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
    days = {
        day.year: day
        for year in range(bounds.earliest.year, bounds.latest.year + 1)
        if (day := on(span, year))
        and bounds.earliest <= day <= bounds.latest
        and (span.weekday is None or day.weekday() == span.weekday)
    }
    if len(days) == 1:
        rules = "_".join(filter(None, (bounds.earliest_rule, bounds.latest_rule)))
        return next(iter(days)), f"bounds_{rules}"
    for window in sorted(windows, key=lambda each: each.strength):
        for spread in filter(None, (window.core, window.wide)):
            inside = {
                year: day for year, day in days.items() if spread[0] <= day <= spread[1]
            }
            if inside:
                days = inside
                break
        if len(days) == 1:
            return next(iter(days)), window.rule
    return None


def on(span: DateSpan, year: int) -> date | None:
    """Return the day in a year; 29/2 is in few."""
    try:
        return date(year, span.first.month or 1, span.first.day or 1)
    except ValueError:
        return None


HORIZON = re.compile(
    r"(?<!\w)(?:đến|tới|trước|tầm nhìn|vào|hết|cuối|sau|sinh|so với)"
    r"(?:\s(?:cuối|hết|đầu))?\s?$"
)
SINCE = re.compile(r"(?<!\w)(?:từ|kể từ|từ đầu)\s?$")
COMPARED = re.compile(r"(?<!\w)(?:cùng kỳ|so với)(?:\s\w{1,6})?\s?$")
MONTHS_OF = re.compile(
    r"(?<!\w)(?P<plan>(?:nhiệm vụ|phương hướng)[^.;\n]{0,30})?"
    r"(?P<count>\d{1,2}|sáu|chín|ba)"
    r"\stháng(?P<late>\scuối)?(?:\sđầu)?(?:\scủa)?\s$"
)
COUNTS = {"ba": 3, "sáu": 6, "chín": 9}
REVIEW = re.compile(r"(?<!\w)(?:sơ kết|tổng kết|đánh giá|kết quả|kiểm điểm|nhìn lại)")
PLAN = re.compile(
    r"(?<!\w)(?:nhiệm vụ|phương hướng|kế hoạch|chỉ tiêu|phấn đấu|triển khai|chuẩn bị"
    r"|mục tiêu|dự toán|giao nhận quân|giao quân|tuyển quân|nhập ngũ"
    r"|ra quân huấn luyện)"
)
TET = re.compile(r"(?:xuân|tết)\s")
SIGNING = re.compile(r"(?<!\w)(?:ký kết|kí kết|lễ ký|ký)(?!\w)")
PARTNERS = re.compile(
    r"(?<!\w)(?:phối hợp|ký kết|hợp tác|giao ước|liên kết|thỏa thuận"
    r"|chương trình|quy chế)"
)
PROGRAMME = re.compile(
    r"(?<!\w)(?:mục tiêu quốc gia|chiến lược|nghị quyết|đề án)(?!\w)"
)
HALF = re.compile(r"(?<!\w)(?:giữa|nửa|nửa đầu)\snhiệm kỳ(?!\w)")
CONGRESS = re.compile(r"(?<!\w)đại hội(?!\w)")
NO_CONGRESS = re.compile(
    r"(?<!\w)(?:nghị quyết|chuẩn bị|hướng tới|tiến tới|sau|trước) "
)
YEARS_DONE = re.compile(
    r"(?<!\w)(?P<count>\d{1,2})\snăm\s(?:thực hiện|triển khai|thi hành|thành lập)"
)
CLASS_YEAR = re.compile(r"(?<!\w)(?:năm học|niên khóa)\s{1,3}$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A year or date of the story with what stands around it, in small letters.

    `before` is the sentence so far; `is_lead`: in the title or the first block.
    """

    span: DateSpan
    before: str
    is_lead: bool
    is_signing: bool  # the lead speaks of a signing


def windows_of(mention: Mention) -> Iterator[Window]:
    """Yield what one mention says of the year of the event."""
    span = mention.span
    if span.fault is not None or span.first.year is None or span.last.year is None:
        return
    if span.has_day:
        yield from full_date_windows(mention)
    elif span.first.year != span.last.year:
        yield from period_windows(mention, (span.first.year, span.last.year))
    elif span.cue == "quý":
        yield from quarter_windows(mention)
    elif span.first.month is None:
        yield from year_windows(mention, span.first.year)


def full_date_windows(mention: Mention) -> Iterator[Window]:
    """Yield windows of a full date: an anniversary, or N years of a document."""
    first, last = mention.span.first.bounds()[0], mention.span.last.bounds()[0]
    if first.year != last.year and mention.span.first[1:] == mention.span.last[1:]:
        yield Window(1, "anniversary", (days(last, -90), days(last, 20)))
        return
    if done := YEARS_DONE.search(mention.before):
        then = days(last, round(int(done["count"]) * 365.25))
        yield Window(2, "years_done", (days(then, -210), days(then, 270)))


def quarter_windows(mention: Mention) -> Iterator[Window]:
    """Yield the window of a quarter under review or ahead."""
    first, last = mention.span.first.bounds()[0], mention.span.last.bounds()[1]
    if leaning(mention.before) == "plan":
        yield Window(3, "plan_quarter", (days(first, -45), last))
    else:
        yield Window(3, "reviewed_quarter", (days(last, -45), days(last, 60)))


def period_windows(mention: Mention, period: tuple[int, int]) -> Iterator[Window]:
    """Yield windows of "giai đoạn 2022 - 2025", "nhiệm kỳ 2020 - 2025" and the like."""
    start, end = period
    before, near = mention.before, mention.before[-60:]
    if CLASS_YEAR.search(before):
        yield Window(4, "school_year", (date(start, 8, 1), date(end, 8, 31)))
    elif HALF.search(before[-90:]):
        # A term runs from its congress, in the course of its first year.
        middle = days(date(start, 7, 1), round((end - start) * 365.25 / 2))
        core = middle, days(middle, 455)
        yield Window(4, "half_term", core, (days(middle, -184), core[1]))
    elif "tổng kết" in near:
        core = date(end, 5, 1), date(end + 1, 6, 30)
        yield Window(4, "period_over", core, (date(end, 1, 1), date(end + 1, 12, 31)))
    elif mention.is_signing and PARTNERS.search(before) and not PROGRAMME.search(near):
        yield Window(4, "period_signed", (date(start - 1, 10, 1), date(start, 12, 31)))
    elif mention.is_lead and CONGRESS.search(near) and not NO_CONGRESS.search(near):
        yield Window(5, "congress_term", (date(start - 1, 11, 1), date(start, 12, 31)))


def year_windows(mention: Mention, year: int) -> Iterator[Window]:
    """Yield what "năm 2022" says: reviewed, planned, compared with, or just named."""
    before = mention.before
    if not OLDEST <= year < YOUNGEST:
        return
    whole = date(year, 1, 1), date(year, 12, 31)
    if COMPARED.search(before[-30:]):
        core = date(year + 1, 1, 1), date(year + 2, 2, 28)
        yield Window(3, "compared_year", core)
    elif months := MONTHS_OF.search(before):
        yield months_window(months, year)
    elif HORIZON.search(before) or SINCE.search(before):
        return
    elif TET.match(before[-5:] + " ") or mention.span.end - mention.span.start > 16:  # noqa: PLR2004
        yield Window(3, "new_year_feast", (date(year - 1, 12, 1), date(year, 3, 31)))
    elif (lean := leaning(before)) == "review":
        core = date(year, 10, 1), date(year + 1, 4, 30)
        yield Window(
            2, "reviewed_year", core, (date(year, 4, 1), date(year + 1, 12, 31))
        )
    elif lean == "plan":
        core = date(year - 1, 10, 1), date(year, 4, 30)
        yield Window(3, "plan_year", core, (date(year - 1, 1, 1), whole[1]))
    elif mention.is_lead:
        yield Window(4, "year_in_lead", whole)


def months_window(months: re.Match[str], year: int) -> Window:
    """Return the window of "6 tháng đầu năm 2023": said when they are over."""
    count = COUNTS.get(months["count"]) or int(months["count"])
    if months["late"]:
        return Window(3, "plan_months", (date(year, 5, 15), date(year, 9, 30)))
    over = days(date(year, 1, 1), min(count, 12) * MONTH_DAYS)
    return Window(2, "reviewed_months", (days(over, -25), days(over, 75)))


def leaning(before: str) -> str:
    """Return whether the nearest word looks back ("review") or ahead ("plan")."""
    back = max((each.start() for each in REVIEW.finditer(before)), default=-1)
    ahead = max((each.start() for each in PLAN.finditer(before)), default=-1)
    if back == ahead:
        return ""
    return "review" if back > ahead else "plan"


def newest_year_window(mentions: Sequence[Mention]) -> Iterator[Window]:
    """Yield a weak window: the newest year that the story just names."""
    years = [
        mention.span.first.year
        for mention in mentions
        if mention.span.first.year is not None
        and mention.span.first == mention.span.last
        and mention.span.first.month is None
        and not HORIZON.search(mention.before)
        and leaning(mention.before) != "plan"
        and OLDEST <= mention.span.first.year < YOUNGEST
    ]
    if years:
        year = max(years)
        core = date(year, 1, 1), date(year + 1, 3, 31)
        yield Window(7, "newest_year_named", core, (core[0], date(year + 1, 12, 31)))


def days(day: date, count: int) -> date:
    """Return the day so many days later (or earlier)."""
    return day + timedelta(days=count)
