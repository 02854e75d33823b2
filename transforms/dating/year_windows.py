"""What the wording around a written year says of the day of the event.

"Tổng kết công tác năm 2022" is said at the end of 2022 or in the first months of 2023,
"khai giảng năm học 2022 - 2023" in August or September 2022, "kỷ niệm 60 năm ngày
thành lập (12/9/1962)" about the 12th of September 2022. Each wording is a window.

Strength 0 is proof, 7 is a hint: 1 anniversaries, 2 reviews, 3 plans, 4 school years,
terms and periods, 5 what the first block just names, days named in passing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from transforms.dating.date_context import Reason
from transforms.dating.date_spans import DateSpan
from transforms.dating.year_inference import OLDEST, YOUNGEST, Window

MONTH_DAYS, YEAR_DAYS = 30, 365.25
NEAR, CLAUSE, PHRASE = 40, 60, 90  # how far back a word still speaks of the period

HORIZON = re.compile(
    r"(?<!\w)(?:đến|tới|trước|tầm nhìn|vào|hết|cuối|sau|sinh|so với)"
    r"(?:\s(?:cuối|hết|đầu))?\s?$"
)
SINCE = re.compile(r"(?<!\w)(?:từ|kể từ|từ đầu|từ cuối|từ giữa)\s?$")
SINCE_JANUARY = re.compile(r"(?<!\w)từ đầu\s?$")
UNTIL_NOW = re.compile(r"[\s,]{1,3}(?:đến|tới) nay(?!\w)")
BEGAN = re.compile(
    r"(?<!\w)(?:sinh|mất|hy sinh|hi sinh|từ trần|thành lập|ra đời|nhập ngũ|kết nạp"
    r"|tái lập|xây dựng|khởi công|công nhận|ban hành|ký kết)(?:\s(?:từ|vào))?\s$"
)
LAW = re.compile(
    r"(?<!\w)(?:(?<!kỷ )luật|hiến pháp|pháp lệnh|nghị định|thông tư)\s[^.,;\n]{0,36}$"
)
NOT_NOW = HORIZON, SINCE, BEGAN, LAW  # a year of something else than the event
COMPARED = re.compile(r"(?<!\w)(?:cùng kỳ|so với)(?:\s\w{1,6})?\s?$")
MONTHS_OF = re.compile(
    r"(?<!\w)(?P<count>\d{1,2}|sáu|chín|ba)"
    r"\stháng(?P<late>\scuối)?(?:\sđầu)?(?:\scủa)?\s$"
)
COUNTS = {"ba": 3, "sáu": 6, "chín": 9}
LEANING = re.compile(
    r"(?<!\w)(?:(?P<review>sơ kết|tổng kết|đánh giá|kết quả|kiểm điểm|nhìn lại"
    r"|rút kinh nghiệm)"
    r"|(?P<plan>triển khai|phương hướng|đề ra|phấn đấu|chuẩn bị|tiếp tục|dự kiến|sẽ"
    r"|xây dựng|thông qua|quyết nghị|bàn|giao nhận quân|giao quân|tuyển quân|nhập ngũ"
    r"|ra quân huấn luyện)"
    r"|(?P<work>nhiệm vụ|kế hoạch|chỉ tiêu|mục tiêu|dự toán|nghị quyết)"
    r"|(?P<doing>thực hiện|theo|tổ chức|khai mạc|diễn ra|phát động))(?!\w)"
)
NEXT_VERB = re.compile(r"[,;:–]|\s(?:và|cùng|đồng thời)\s|\s-\s")
CLOSING = re.compile(r"(?<!\w)(?:sơ kết|tổng kết)(?!\w)")
FEAST_SEASON = re.compile(r"(?:xuân|tết)\s")
LUNAR_YEAR_LENGTH = 16  # "năm 2024" is short, "Xuân Giáp Thìn năm 2024" is not
SIGNING = re.compile(r"(?<!\w)(?:ký kết|kí kết|lễ ký|ký)(?!\w)")
PARTNERS = re.compile(
    r"(?<!\w)(?:phối hợp|ký kết|hợp tác|giao ước|liên kết|thỏa thuận"
    r"|chương trình|quy chế)"
)
PROGRAMME = re.compile(
    r"(?<!\w)(?:mục tiêu quốc gia|chiến lược|nghị quyết|đề án)(?!\w)"
)
HALF = re.compile(r"(?<!\w)(?:giữa|nửa|nửa đầu)\snhiệm kỳ(?!\w)")
TERM = re.compile(r"(?<!\w)nhiệm kỳ\s{1,3}\(?$")
CONGRESS = re.compile(r"(?<!\w)(?:đại hội|kỳ họp thứ nhất)(?!\w)")
ELECTION = re.compile(r"(?<!\w)bầu (?:cử )?đại biểu(?!\w)")
NO_CONGRESS = re.compile(
    r"(?<!\w)(?:nghị quyết|chuẩn bị|hướng tới|tiến tới|sau|trước) "
)
YEARS_DONE = re.compile(
    r"(?<!\w)(?P<count>\d{1,2})\snăm\s(?:thực hiện|triển khai|thi hành|thành lập)"
)
YEARS_SINCE = re.compile(r"(?<!\w)(?P<count>\d{1,3})\snăm\s[^.;\n\d]{3,110}$")
CLASS_YEAR = re.compile(
    r"(?<!\w)(?:năm học|niên khóa|năm học mới)[\s:(]{1,3}(?:năm\s)?$"
)
CLASS_OVER = re.compile(r"(?<!\w)(?:tổng kết|bế giảng|kết thúc|tốt nghiệp|ra trường)")
CLASS_BEGINS = re.compile(
    r"(?<!\w)(?:khai giảng|tựu trường|chào đón|đón chào|bước vào|chuẩn bị|triển khai"
    r"|nhiệm vụ)"
)
ADMISSION = re.compile(r"(?<!\w)(?:tuyển sinh|xét tuyển|nhập học|vào lớp)(?!\w)")
FIRST_HALF_OVER = re.compile(
    r"(?<!\w)(?:sơ kết|kết thúc|tổng kết)[^.,;]{0,20}học kỳ (?:i|1)(?!\w)"
)
SHORT_LIVED = re.compile(
    r"(?<!\w)(?:kế hoạch|công văn|công điện|thông báo|giấy mời|hướng dẫn"
    r"|(?:công bố|trao)\s(?:\w{1,8}\s){0,2}quyết định)(?!\w)[^.;\n]{0,60}$"
)
AHEAD = re.compile(
    r"(?<!\w)(?:trước|chậm nhất|muộn nhất|không quá|hạn(?: chót| cuối)?)"
    r"(?:\s(?:vào|là|đến|trong))?[\s:]{1,2}$"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A year or date of the story with what stands around it, in small letters.

    `before` is the sentence so far, `after` the next few words; `is_lead`: in the
    title or the first block; `is_beside`: in the title, or behind the event's day in
    its own sentence; `is_signing`: the lead speaks of a signing.
    """

    span: DateSpan
    before: str
    after: str
    reason: Reason | None
    is_future: bool
    is_lead: bool
    is_beside: bool
    is_signing: bool


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
        yield from stretch_windows(mention, "quarter")
    elif span.first.month is None:
        yield from year_windows(mention, span.first.year)
    else:
        yield from stretch_windows(mention, "month")


def full_date_windows(mention: Mention) -> Iterator[Window]:
    """Yield windows of a full date: a jubilee, N years of a document, a day nearby."""
    first, last = mention.span.first.bounds()[0], mention.span.last.bounds()[0]
    if first.year != last.year and mention.span.first[1:] == mention.span.last[1:]:
        yield Window(1, "anniversary", (days(last, -90), days(last, 20)))
    elif done := YEARS_DONE.search(mention.before):
        then = days(last, round(int(done["count"]) * YEAR_DAYS))
        yield Window(2, "years_done", (days(then, -210), days(then, 270)))
    elif since := YEARS_SINCE.search(mention.before):
        kept = days(last, round(int(since["count"]) * YEAR_DAYS))
        yield Window(1, "counted_anniversary", (days(kept, -90), days(kept, 20)))
    elif last.year >= OLDEST:
        yield from passing_date_windows(mention, last)


def passing_date_windows(mention: Mention, day: date) -> Iterator[Window]:
    """Yield what a full date that is not the event's says of it all the same."""
    if mention.reason is Reason.AS_OF:
        yield Window(4, "as_of", (day, days(day, 110)))
    elif mention.reason is Reason.DEADLINE and AHEAD.search(mention.before):
        yield Window(5, "deadline", (days(day, -300), day))
    elif mention.reason is Reason.CITATION and SHORT_LIVED.search(mention.before):
        yield Window(6, "plan_of_late", (day, days(day, 60)))
    elif mention.reason is None and not mention.is_future:
        yield Window(5, "day_named", (days(day, -15), days(day, 150)))


def stretch_windows(mention: Mention, unit: str) -> Iterator[Window]:
    """Yield the window of a month or quarter under review, ahead or just named."""
    first, last = mention.span.first.bounds()[0], mention.span.last.bounds()[1]
    lean = leaning(mention.before)
    if mention.reason is Reason.AS_OF:
        yield Window(4, f"as_of_{unit}", (first, days(last, 100)))
    elif mention.reason is not None or first.year < OLDEST:
        return
    elif lean == "plan" or mention.is_future:
        core = days(first, -60), last
        yield Window(3, f"plan_{unit}", core, (days(first, -330), last))
    elif unit == "quarter" or lean == "review":
        yield Window(3, f"reviewed_{unit}", (days(last, -45), days(last, 60)))
    elif mention.is_beside:
        yield Window(5, "month_beside", (first, days(last, 45)))


def period_windows(mention: Mention, period: tuple[int, int]) -> Iterator[Window]:
    """Yield windows of "giai đoạn 2022 - 2025", "nhiệm kỳ 2020 - 2025" and the like."""
    start, end = period
    before, near = mention.before, mention.before[-CLAUSE:]
    counted = YEARS_SINCE.search(before)
    if CLASS_YEAR.search(before):
        yield school_window(mention, start)
    elif counted and int(counted["count"]) == end - start:
        core = date(end, 1, 1), date(end, 12, 31)
        yield Window(2, "counted_years", core, (date(end, 1, 1), date(end + 1, 4, 30)))
    elif HALF.search(before[-PHRASE:]):
        # A term runs from its congress, in the course of its first year.
        middle = days(date(start, 7, 1), round((end - start) * YEAR_DAYS / 2))
        core = middle, days(middle, 455)
        yield Window(4, "half_term", core, (days(middle, -184), core[1]))
    elif "tổng kết" in near:
        core = date(end, 5, 1), date(end + 1, 4, 30)
        yield Window(4, "period_over", core, (date(end, 1, 1), date(end + 1, 12, 31)))
    elif mention.is_signing and PARTNERS.search(before) and not PROGRAMME.search(near):
        yield Window(4, "period_signed", (date(start - 1, 10, 1), date(start, 12, 31)))
    elif mention.is_lead and speaks_of_congress(before[-PHRASE:]):
        yield Window(5, "congress_term", (date(start - 1, 11, 1), date(start, 12, 31)))
    elif mention.is_lead and TERM.search(before):
        yield Window(6, "in_term", (date(start, 1, 1), date(end, 12, 31)))


def speaks_of_congress(before: str) -> bool:
    """Return whether a congress is held, not prepared; or an election, even prepared.

    A congress is prepared for a year and more, an election in its own spring.
    """
    if ELECTION.search(before):
        return True
    return bool(CONGRESS.search(before)) and not NO_CONGRESS.search(before)


def school_window(mention: Mention, start: int) -> Window:
    """Return the window of a school year: its opening, its closing, or all of it."""
    before, end = mention.before[-PHRASE:], start + 1
    if FIRST_HALF_OVER.search(before):
        return Window(4, "school_term", (date(start, 12, 1), date(end, 3, 15)))
    if CLASS_OVER.search(before):
        core = date(end, 4, 15), date(end, 9, 15)
        return Window(4, "school_year_over", core, (date(end, 1, 1), date(end, 12, 31)))
    if ADMISSION.search(before):
        core = date(start, 3, 1), date(start, 10, 31)
        return Window(4, "school_admission", core)
    core = date(start, 8, 1), date(end, 5, 31)
    if CLASS_BEGINS.search(before):
        core = date(start, 7, 15), date(start, 12, 31)
    return Window(4, "school_year", core, (date(start, 8, 1), date(end, 5, 31)))


def year_windows(mention: Mention, year: int) -> Iterator[Window]:
    """Yield what "năm 2022" says: reviewed, planned, compared with, or just named."""
    before, now = mention.before, mention.is_lead
    if not OLDEST <= year < YOUNGEST:
        return
    whole = date(year, 1, 1), date(year, 12, 31)
    length = mention.span.end - mention.span.start
    if COMPARED.search(before[-30:]):
        core = date(year + 1, 1, 1), date(year + 2, 2, 28)
        yield Window(3, "compared_year", core)
    elif months := MONTHS_OF.search(before):
        yield months_window(months, year, is_now=now)
    elif SINCE_JANUARY.search(before) and UNTIL_NOW.match(mention.after):
        yield Window(3, "since_january", whole, is_now=now)
    elif any(past.search(before[-NEAR:]) for past in NOT_NOW):
        return
    elif FEAST_SEASON.match(before[-5:] + " ") or length > LUNAR_YEAR_LENGTH:
        yield Window(3, "new_year_feast", (date(year - 1, 12, 1), date(year, 3, 31)))
    elif (lean := leaning(before)) == "review":
        yield review_window(before, year, is_now=now)
    elif lean == "plan":
        core = date(year - 1, 10, 1), date(year, 4, 30)
        wide = date(year - 1, 1, 1), whole[1]
        yield Window(3, "plan_year", core, wide, is_now=now)
    elif mention.is_beside:
        yield Window(5, "year_beside", whole)


def review_window(before: str, year: int, *, is_now: bool) -> Window:
    """Return when a year's work is reviewed: at its end, or early in the next.

    What is closed in the summer ("tổng kết Chiến dịch Mùa hè xanh năm 2022") is of the
    same summer.
    """
    spring = date(year + 1, 4, 30)
    wide = date(year, 4, 1), date(year + 1, 12, 31)
    starts = date(year, 7, 1) if CLOSING.search(before) else date(year, 10, 1)
    return Window(2, "reviewed_year", (starts, spring), wide, is_now=is_now)


def months_window(months: re.Match[str], year: int, *, is_now: bool) -> Window:
    """Return the window of "6 tháng đầu năm 2023": said when they are over."""
    count = COUNTS.get(months["count"]) or int(months["count"])
    if months["late"]:
        core = date(year, 5, 15), date(year, 9, 30)
        return Window(3, "plan_months", core, is_now=is_now)
    over = days(date(year, 1, 1), min(count, 12) * MONTH_DAYS)
    core = days(over, -25), days(over, 75)
    return Window(2, "reviewed_months", core, is_now=is_now)


def leaning(before: str) -> str:
    """Return whether a sentence so far looks back ("review") or ahead ("plan").

    The last verb decides. What follows a verb without a comma or an "and" is its
    object: "tổng kết nhiệm vụ" and "kết quả triển khai kế hoạch" look back; "nhiệm vụ
    năm 2023" alone, or after another year, looks ahead; "thực hiện kế hoạch năm 2023"
    is said in that year.

    >>> leaning("tổng kết nhiệm vụ năm 2022, triển khai kế hoạch ")
    'plan'
    """
    lean, since = "", 0
    for match in LEANING.finditer(before):
        kind = match.lastgroup or ""
        between = before[since : match.start()]
        if kind == "work":
            is_object = lean and not re.search(r"\d", between)
            lean = lean if is_object else "plan"
        elif kind == "review" or lean in {"", "doing"} or NEXT_VERB.search(between):
            lean = kind
        since = match.end()
    return lean.replace("doing", "")


def newest_year_window(mentions: Sequence[Mention]) -> Iterator[Window]:
    """Yield a weak window: the newest year that the story just names.

    It may settle a day with its weekday, which comes back every five or six years; a
    day without one can as well lie in a later year.
    """
    years = [
        mention.span.first.year
        for mention in mentions
        if mention.span.first.year is not None
        and mention.span.first == mention.span.last
        and mention.span.first.month is None
        and mention.reason is None
        and not any(p.search(mention.before[-NEAR:]) for p in NOT_NOW)
        and leaning(mention.before) != "plan"
        and OLDEST <= mention.span.first.year < YOUNGEST
    ]
    if years:
        year = max(years)
        core = date(year, 1, 1), date(year + 1, 3, 31)
        wide = core[0], date(year + 1, 12, 31)
        yield Window(7, "newest_year_named", core, wide, needs_weekday=True)


def days(day: date, count: int) -> date:
    """Return the day so many days later (or earlier)."""
    return day + timedelta(days=count)
