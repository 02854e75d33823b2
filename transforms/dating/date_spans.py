"""Find every written date of a text, as it is written: nothing is guessed here.

One pass over the digits of the text, then a look at the few characters before and
after each hit. What a date lacks (the year, mostly) stays None.

A pair of numbers is a date only where a word says so: "ngày 13/1", "Sáng 24.8",
"Thứ Bảy, 24/8". Without one it is kept only as `bare`, for lines that are nothing but
a stamp; "2/3 cổ đông", "thắng 3-1" and "24/7" are no dates.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 1900, 2199
LOOK_BACK = 44
CENTURY_TURNS = 30  # "24/07/19" is 2019, "30/4/75" is 1975

S = r"[^\S\n]"  # white space inside a line
TO = rf"{S}?(?:đến|tới|và|,|&|to|and|-|–|—){S}?"
MONTH_WORDS = (
    *("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"),
    *("mười một", "mười hai"),
)
# "năm" is a year, too: "9 tháng năm 2022" are nine months
MONTH_WORD = (
    rf"(?:mười(?:{S}(?:hai|một))?|năm(?=,|{S}năm{S})|một|hai|ba|tư|sáu|bảy|tám|chín)"
)
# as German, French, Spanish, Portuguese, Italian, Dutch, Indonesian have them
MONTHS_ABROAD = {
    name: number
    for number, names in enumerate(
        (
            "januar|jänner|janvier|enero|janeiro|gennaio|januari",
            "februar|février|febrero|fevereiro|febbraio|februari",
            "märz|mars|marzo|março|maart|maret",
            "april|avril|abril|aprile",
            "mai|mayo|maio|maggio|mei",
            "juni|juin|junio|junho|giugno",
            "juli|juillet|julio|julho|luglio",
            "august|août|agosto|augustus|agustus",
            "september|septembre|septiembre|setembro|settembre",
            "oktober|octobre|octubre|outubro|ottobre",
            "november|novembre|noviembre|novembro|nopember",
            "dezember|décembre|diciembre|dezembro|dicembre|desember|december",
        ),
        start=1,
    )
    for name in names.split("|")
}
ABROAD = "|".join(sorted(MONTHS_ABROAD, key=len, reverse=True))
# A plain class is found fastest; the rest is tried there.
DIGITS = re.compile(r"[0-9]+")
DATE_DIGITS = frozenset({1, 2, 4})  # how many digits a day, a month or a year has
DIGIT_LED = re.compile(
    rf"""(?<!\w)(?<!\d[.,/:-])(?:
    (?P<iso_year>[12]\d{{3}})(?P<iso_sep>[-/.])(?P<iso_month>\d{{1,2}})(?P=iso_sep)
        (?P<iso_day>\d{{1,2}})(?!\d|[./-]\d)
    |(?P<cjk_year>(?:19|20)\d\d){S}?[年년]{S}?(?P<cjk_month>\d{{1,2}}){S}?[月월]{S}?
        (?P<cjk_day>\d{{1,2}}){S}?[日일]
    |(?P<vn_day>\d{{1,2}}){S}(?:tháng{S}|thg{S}?|th)(?P<vn_month>{MONTH_WORD}|\d{{1,2}})
        ,?{S}(?:năm{S})?(?P<vn_year>(?:19|20)\d\d)(?!\d)
    |(?P<word_from>\d{{1,2}})(?:{TO}(?:ngày{S})?(?P<word_day>\d{{1,2}}))?
        {S}{{1,3}}tháng{S}{{1,3}}(?P<word_month>\d{{1,2}})(?!\d)
        (?:,?{S}{{1,3}}năm{S}{{1,3}}(?P<word_year>\d{{4}})(?!\d)
        |{S}?[/.-]{S}?(?P<word_year2>\d{{4}})(?!\d)
        |,?{S}(?P<word_year3>\d{{4}})(?!\d))?
    |(?P<from>\d{{1,2}}){S}?(?:(?:đến|tới|và|,|&){S}?(?:ngày{S})?|[-–—]{S}?)
        (?P<to>\d{{1,2}})(?P<to_sep>[/.])(?P<to_month>\d{{1,2}})
        (?:(?P=to_sep)(?P<to_year>\d{{4}}|\d{{2}}))?(?!\d)(?![./-]\d)
    |(?P<dash_from>\d{{1,2}})(?:{S}[-–—]{S}|{S}(?:đến|tới|và){S}(?:ngày{S})?)
        (?P<dash_to>\d{{1,2}})-(?P<dash_month>\d{{1,2}})(?:-(?P<dash_year>\d{{4}}))?
        (?!\d)(?![./-]\d)
    |(?P<day>\d{{1,2}}){S}?(?P<sep>[/.-]){S}?(?P<month>\d{{1,2}})
        (?:{S}?(?P=sep){S}?(?P<year>\d{{4}}|\d{{2}}))?(?!\d)(?![./]\d|-\d(?!\d?:))
    |(?P<my_month>\d{{1,2}})(?:{S}?[/.-]{S}?|,?{S}năm{S})(?P<my_year>\d{{4}})(?!\d)
    |(?P<en_day>\d{{1,2}})(?:st|nd|rd|th)?{S}(?:of{S})?
        (?P<en_month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)
        [a-z]{{0,6}}\.?(?:,?{S}(?P<en_year>\d{{4}}))?(?!\w)
    |(?P<abroad_day>\d{{1,2}})(?:\.|er|º)?{S}(?:de{S})?(?P<abroad_month>{ABROAD})\.?
        ,?{S}(?:de{S})?(?P<abroad_year>(?:19|20)\d\d)(?!\d)
    |(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?,?{S}(?P<us_year>\d{{4}})(?!\d)
    |(?P<first_year>(?:19|20)\d\d){S}?[-–—/]{S}?(?P<last_year>(?:19|20)\d\d)(?![\d/])
    |(?P<one_year>(?:1\d|20|21)\d\d)(?!\d)(?![./-]\d)
    |(?P<md_day>\d{{1,2}})(?:st|nd|rd|th)?(?![\w/:.-]|,\d)
    )""",
    re.VERBOSE,
)
WEEKDAYS = {
    "hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "bẩy": 5,
    "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5,
    "mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
MONTHS = {
    name: number
    for number, name in enumerate(
        [
            "jan",
            "feb",
            "mar",
            "apr",
            "may",
            "jun",
            "jul",
            "aug",
            "sep",
            "oct",
            "nov",
            "dec",
        ],
        start=1,
    )
}
WEEKDAY = (
    r"(?:thứ\s(?P<weekday>hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|(?P<sunday>chủ\snhật|cn)"
    r"|t(?P<short>[2-7])|(?P<english>mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?)"
)
DAY_WORD = (
    r"(?:(?:vào|trong|từ|đến|tới|các|hai|ba|2|3)\s){0,2}"
    r"(?:ngày|(?:rạng\s)?sáng|trưa|chiều|tối|đêm|khuya|hôm|buổi\s(?:sáng|chiều|tối))"
    r"(?:\s(?:nay|qua|mai|kia|ngày|sớm|muộn|hôm\snay|hôm\squa))?"
)
CUE = re.compile(
    rf"(?<!\w)(?=\w)(?P<cue>{DAY_WORD}|từ|đến|tới|on)?"
    rf"(?:[\s,.(]{{0,3}}(?<!\w){WEEKDAY})?"
    r"(?:[\s,.(]{1,3}ngày)?[\s,(:]{0,3}$"
)
WEEKDAY_NUMBER = re.compile(r"(?<!\w)thứ\s$")
DAY_OF = re.compile(
    r"(?<!\w)(?P<cue>ngày\s(?:bầu cử|tổng tuyển cử|khai mạc|bế mạc|khánh thành"
    r"|khai trương|khai giảng|bế giảng|tựu trường|xuất quân|ra quân|nhập ngũ|giao quân"
    r"|làm việc|thi đấu|thi|đầu tiên|cuối cùng|thứ \w{2,4})"
    r"(?:\s(?:đầu tiên|cuối cùng|thứ \w{2,4}))?)[\s,(]{1,3}$"
)
MONTH_CUE = re.compile(r"(?<!\w)tháng\s{1,3}$")
MONTH_BEFORE = re.compile(
    r"(?<!\w)(?:(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
    rf"|tháng\s(?P<word>{'|'.join(reversed(MONTH_WORDS))}))\s$"
)
YEAR_CUE = re.compile(
    r"(?<!\w)(?:quý\s(?P<quarter>iv|i{1,3}|[1-4])\s?(?:/|năm|-)\s?|năm(?:\shọc)?\s{1,3}"
    r"|(?:xuân|tết)(?:\s\w{1,8}){0,4}\s|tháng\s(?!đầu|cuối|qua)\w{2,5}\snăm\s|niên\skhóa\s|mùa\sgiải\s)$"
)
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
JOINS = re.compile(
    rf"{S}{{0,2}}(?:(?P<list>và|,|;)|(?P<range>đến|tới|-|–|—|/|to))"
    rf"{S}{{0,2}}(?:hết{S})?(?:ngày{S})?"
)
CODE_AFTER = re.compile(r"[/-][A-ZĐ]{2}|/[A-ZĐ]")
NUMBER_WORD_BEFORE = re.compile(r"(?<!\w)(?:số|no|nq|ct|kl|qđ|điều|khoản|mục)\.?:?\s?$")
UNIT_AFTER = re.compile(
    r"(?:\s?(?:đến|tới|-|–)\s?\d{1,3}(?:[.,]\d{1,3})?)?\s?(?:%|(?:triệu|tỷ|tỉ|nghìn|ngàn|đồng|usd|kg|km|m|m2|ha|tấn|điểm|lần|phần|độ|giờ"
    r"|người|dân số|diện tích|tổng số|số)(?!\w))"
)
LUNAR_AFTER = re.compile(r"[\s(,]{0,3}(?:âm lịch|al(?!\w))")
LUNAR_WORDS = ("mùng", "mồng", "rằm", "giêng", "chạp")
LUNAR = re.compile(
    r"(?<!\w)(?:(?:mùng|mồng)\s\w{1,5}(?:\s?(?:/|tháng\s)\s?\w{1,5})?"
    r"|rằm(?:\stháng\s\w{1,5})?|\d{1,2}\stháng\s(?:giêng|chạp))"
    r"(?:\s(?:âm lịch|tết))?(?!\w)"
)
# Words such as "tối qua" are found by their last word: few words end so.
RELATIVE_LAST = re.compile(r"(?:nay|qua|mai|kia|trước|tới|ago|yesterday)(?!\w)")
RELATIVE = re.compile(
    r"(?<!\w)(?:(?:(?:rạng\s)?sáng|trưa|chiều|tối|đêm|khuya)\s(?:hôm\s)?(?:nay|qua|mai)"
    r"|hôm\s(?:nay|qua|kia)|ngày\smai|(?:tuần|tháng)\s(?:qua|trước|tới)"
    r"|\d{1,3}\s(?:giây|phút|giờ|ngày|tuần|tháng)\strước"
    r"|yesterday|\d{1,3}\s(?:minutes?|hours?|days?|weeks?)\sago)$"
)
LONGEST_RELATIVE = 20


class Fault(StrEnum):
    """Why a written date names no day. The values are part of rule ids."""

    INVALID = "invalid"
    OUT_OF_RANGE = "out_of_range"
    LUNAR = "lunar"
    RELATIVE = "relative"


class Partial(NamedTuple):
    """A day, month or year as far as it is written."""

    year: int | None
    month: int | None
    day: int | None

    def is_possible(self) -> bool:
        """Return whether some calendar has it (29/2 without a year is possible)."""
        if self.month is None:
            return True
        if not 1 <= self.month <= 12:  # noqa: PLR2004 months
            return False
        longest = monthrange(self.year or 2000, self.month)[1]
        return self.day is None or 1 <= self.day <= longest

    def bounds(self) -> tuple[date, date]:
        """Return its first and last day; the year must be known.

        >>> Partial(2024, 2, None).bounds()[1]
        datetime.date(2024, 2, 29)
        """
        if self.year is None:
            raise ValueError("no year, no day")
        first, last = self.month or 1, self.month or 12
        start = date(self.year, first, self.day or 1)
        end = date(self.year, last, self.day or monthrange(self.year, last)[1])
        return start, end


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A written date: `text[start:end]`, cue words included.

    `first` and `last` differ in ranges. `cue` is the day or session word in front, in
    small letters. `weekday` is 0 for Monday. `is_bare`: no word says it is a date.
    """

    start: int
    end: int
    first: Partial
    last: Partial
    cue: str = ""
    weekday: int | None = None
    fault: Fault | None = None
    is_bare: bool = False
    is_short_year: bool = False

    @property
    def has_day(self) -> bool:
        """Return whether it names a day."""
        return self.first.day is not None

    @property
    def is_full(self) -> bool:
        """Return whether it names a day and its year."""
        return self.has_day and self.last.year is not None and self.fault is None


def date_spans(text: str, small: str) -> tuple[DateSpan, ...]:
    """Return the written dates of a text in order, none overlapping another.

    `small` is the same text in small letters, place for place.
    """
    dated = list(joined(numeric_spans(text, small), small))
    if not any(word in small for word in LUNAR_WORDS):
        return tuple(dated)
    lunar = [faulty(match, Fault.LUNAR) for match in LUNAR.finditer(small)]
    return tuple(merged(lunar, dated))


def relative_spans(small: str, start: int, end: int) -> list[DateSpan]:
    """Return the words of a stretch that name a day by the reader's own clock."""
    found = (
        RELATIVE.search(small, max(start, last.end() - LONGEST_RELATIVE), last.end())
        for last in RELATIVE_LAST.finditer(small, start, end)
    )
    return [faulty(match, Fault.RELATIVE) for match in found if match]


def faulty(match: re.Match[str], fault: Fault) -> DateSpan:
    """Return what a pattern finds as a date that names no day."""
    return DateSpan(*match.span(), NOTHING, NOTHING, fault=fault)


NOTHING = Partial(None, None, None)


def merged(first: list[DateSpan], second: list[DateSpan]) -> list[DateSpan]:
    """Return both in order; where two overlap, the one of the first list stays."""
    ends: list[DateSpan] = []
    for span in sorted([*first, *second], key=lambda each: each.start):
        if ends and span.start < ends[-1].end:
            if span in first and ends[-1] not in first:
                ends[-1] = span
            continue
        ends.append(span)
    return ends


def numeric_spans(text: str, small: str) -> Iterator[DateSpan]:
    """Yield what begins with a digit and may be a date, with the words around it."""
    done = 0
    for digits in DIGITS.finditer(small):
        start, end = digits.span()
        if (
            start < done
            or end - start not in DATE_DIGITS
            or small[start - 1 : start].isalpha()
        ):
            continue
        match = DIGIT_LED.match(small, start)
        if match is None or CODE_AFTER.match(text, match.end()):
            continue
        if match["from"] and WEEKDAY_NUMBER.search(
            small, match.start() - 4, match.start()
        ):
            continue  # "Thứ 4, 09/03/2022": the number is the weekday
        done = match.end()
        before = small[max(0, match.start() - LOOK_BACK) : match.start()]
        span = dated(match, before.rpartition("\n")[2])
        if span and LUNAR_AFTER.match(small, match.end()):
            span = replace(span, fault=Fault.LUNAR)
        if span:
            yield span


def dated(match: re.Match[str], before: str) -> DateSpan | None:
    """Return the date a match stands for, or None where it is only a number."""
    kind = match.lastgroup or ""
    if kind == "my_year":
        return month_span(match, before)
    if kind in {"us_year", "md_day"}:
        return english_span(match, before[-16:])
    if kind in {"last_year", "one_year"}:
        return year_span(match, before)
    return day_span(match, before)


def day_span(match: re.Match[str], before: str) -> DateSpan | None:
    """Return a date that names a day, if its surroundings allow one."""
    first, last = days_of(match)
    cue = DAY_OF.search(before) or CUE.search(before)
    has_cue = bool(cue and (cue["cue"] or weekday_of(cue) is not None))
    written_out = any(
        match[one]
        for one in (
            *("word_month", "vn_month", "iso_year", "en_month"),
            *("abroad_month", "cjk_year"),
        )
    )
    short = len(match["year"] or match["to_year"] or "") == 2  # noqa: PLR2004 digits
    bare = not (has_cue or written_out or (last.year is not None and not short))
    weak = cue is not None and cue["cue"] in {"từ", "đến", "tới", "on"}
    if bare or weak:
        if NUMBER_WORD_BEFORE.search(before):
            return None
        if UNIT_AFTER.match(match.string, match.end()):
            return None
    possible = first.is_possible() and last.is_possible()
    if not possible and bare:
        return None
    return DateSpan(
        match.start() - (len(before) - cue.start() if cue else 0),
        closed(match.string, match.end(), cue),
        first,
        last,
        (cue["cue"] or "") if cue else "",
        weekday_of(cue),
        fault_of(last) if possible else Fault.INVALID,
        bare,
        short,
    )


def closed(small: str, end: int, cue: re.Match[str] | None) -> int:
    """Return where a date ends: behind the bracket that its cue opened."""
    return end + bool(cue and "(" in cue[0] and small[end : end + 1] == ")")


def days_of(match: re.Match[str]) -> tuple[Partial, Partial]:
    """Return the first and last day of a match that names days."""
    if match["iso_year"]:
        day = partial(match["iso_year"], match["iso_month"], match["iso_day"])
        return day, day
    if match["cjk_year"]:
        day = partial(match["cjk_year"], match["cjk_month"], match["cjk_day"])
        return day, day
    if match["abroad_month"]:
        month = str(MONTHS_ABROAD[match["abroad_month"]])
        day = partial(match["abroad_year"], month, match["abroad_day"])
        return day, day
    if match["en_month"]:
        month = month_of(match["en_month"])
        day = partial(match["en_year"], month, match["en_day"])
        return day, day
    if match["vn_month"]:
        month = month_of(" ".join(match["vn_month"].split()))
        day = partial(match["vn_year"], month, match["vn_day"])
        return day, day
    for start, end, month, year in (
        ("word_from", "word_day", "word_month", "word_year"),
        ("from", "to", "to_month", "to_year"),
        ("dash_from", "dash_to", "dash_month", "dash_year"),
        ("day", "day", "month", "year"),
    ):
        if match[month]:
            written = match[year] or (
                match["word_year2"] or match["word_year3"]
                if start == "word_from"
                else None
            )
            last = partial(written, match[month], match[end] or match[start])
            return last._replace(day=int(match[start])), last
    raise AssertionError(match)


def month_of(name: str) -> str:
    """Return a month's number: of its name, in English or Vietnamese, or as it is.

    >>> month_of("jul"), month_of("mười hai"), month_of("4")
    ('7', '12', '4')
    """
    if name in MONTH_WORDS:
        return str(MONTH_WORDS.index(name) + 1)
    return str(MONTHS.get(name, name))


def partial(year: str | None, month: str, day: str | None) -> Partial:
    """Return a partial day of written numbers; a year of two digits gets a century."""
    number = int(year) if year else None
    if year and len(year) == 2:  # noqa: PLR2004 digits
        number = int(year) + (2000 if int(year) < CENTURY_TURNS else 1900)
    return Partial(number, int(month), int(day) if day else None)


def fault_of(day: Partial) -> Fault | None:
    """Return the fault of a possible day: a year no press writes of."""
    if day.year is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        return Fault.OUT_OF_RANGE
    return None


def weekday_of(cue: re.Match[str] | None) -> int | None:
    """Return the weekday a cue names, 0 for Monday."""
    if cue is None:
        return None
    if cue.re is DAY_OF:
        return None
    if cue["sunday"]:
        return 6
    return WEEKDAYS.get(cue["weekday"] or cue["short"] or cue["english"] or "")


def month_span(match: re.Match[str], before: str) -> DateSpan | None:
    """Return "tháng 7/2019"; without the word it is a number ("Nghị quyết 11/2021")."""
    cue = MONTH_CUE.search(before)
    month = partial(match["my_year"], match["my_month"], None)
    if cue is None:
        return None
    start = match.start() - (len(before) - cue.start())
    fault = fault_of(month) if month.is_possible() else Fault.INVALID
    return DateSpan(start, match.end(), month, month, "tháng", fault=fault)


def english_span(match: re.Match[str], before: str) -> DateSpan | None:
    """Return "July 24, 2019", "July 24" or "Tháng Bảy 24, 2019"."""
    name = MONTH_BEFORE.search(before)
    if name is None or (name["word"] and not match["us_year"]):
        return None
    number = match["us_day"] or match["md_day"]
    day = partial(match["us_year"], month_of(name["name"] or name["word"]), number)
    start = match.start() - (len(before) - name.start())
    fault = fault_of(day) if day.is_possible() else Fault.INVALID
    return DateSpan(start, match.end(), day, day, fault=fault)


def year_span(match: re.Match[str], before: str) -> DateSpan | None:
    """Return "năm 2019", "quý II/2024" or "2020 - 2025"."""
    if match["first_year"]:
        first, last = int(match["first_year"]), int(match["last_year"])
        if not first < last <= LAST_YEAR or NUMBER_WORD_BEFORE.search(before):
            return None
        ends = Partial(first, None, None), Partial(last, None, None)
        return DateSpan(*match.span(), *ends, "năm")
    cue = YEAR_CUE.search(before)
    year = int(match["one_year"])
    if cue is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    start = match.start() - (len(before) - cue.start())
    if quarter := QUARTERS.get(cue["quarter"] or ""):
        ends = Partial(year, 3 * quarter - 2, None), Partial(year, 3 * quarter, None)
        return DateSpan(start, match.end(), *ends, "quý")
    whole = Partial(year, None, None)
    return DateSpan(start, match.end(), whole, whole, "năm")


def joined(spans: Iterator[DateSpan], small: str) -> Iterator[DateSpan]:
    """Make "28/2 đến 3/3/2022" one range and let "ngày 12/3 và 15/3" share its word."""
    held: DateSpan | None = None
    for span in spans:
        join = between(small, held, span) if held else None
        if held and join and join["range"] and may_join(held, span):
            held = ranged(held, span)
            continue
        if held:
            yield held
        shares = held and join and span.is_bare and not held.is_bare
        held = replace(span, is_bare=False, cue=held.cue) if held and shares else span
    if held:
        yield held


def between(small: str, held: DateSpan, span: DateSpan) -> re.Match[str] | None:
    """Return the words that join two days; the second may have them as its cue."""
    if not (held.has_day and span.has_day) or span.start - held.end > LOOK_BACK:
        return None
    join = JOINS.match(small, held.end, span.end)
    return join if join and join.end() >= span.start else None


def may_join(held: DateSpan, span: DateSpan) -> bool:
    """Return whether two dates are the ends of one range."""
    whole = held.first == held.last and span.first == span.last
    return whole and held.fault is None and span.fault is None


def ranged(held: DateSpan, span: DateSpan) -> DateSpan:
    """Return the range from one date to the other; the first may lack its year."""
    first = held.first
    if first.year is None and span.last.year is not None:
        later = (first.month or 0, first.day or 0) > (
            span.last.month or 0,
            span.last.day or 0,
        )
        first = first._replace(year=span.last.year - later)
    return replace(
        held,
        end=span.end,
        first=first,
        last=span.last,
        is_bare=held.is_bare and span.is_bare,
    )
