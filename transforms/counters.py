"""Read the numbers that page and visitor counters show.

A counter is never part of the story: only removed blocks are looked at. Blocks that
follow one another are read as one stretch, since a label and its number often stand
in two. A rounded number ("1.2K lượt xem") is kept at the value it states, with a rule
that says so and half the confidence: it is proof of a size, not of a gain.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from transforms.line_numbers import LineNumbers
from transforms.records import Counter, Page, RemovedBlock, Stripped
from transforms.small_letters import small_letters

MONTHS = 12
LARGEST = 10**12  # no site of this world has more visits; beyond it is a broken counter
OF_OTHER_PAGES = frozenset(
    {"related_links", "comments", "caption", "duplicate_caption"}
)
STAMPED = frozenset({"pub_meta", "view_counter"})

NUMBER = (
    r"(?P<number>\d{1,3}(?:[.,  \u202f']\d{3}){1,5}(?!\d)"
    r"|\d{1,18}(?:[.,]\d{1,9}){0,3})"
    r"(?P<scale>\s?(?:k|tr|m|nghìn|ngàn|triệu)(?!\w))?"
)
GAP = r"\s{0,3}[:：=\-–|]?\s{0,3}"
VIEWS = (
    r"(?:lượt|số lượt|số lần|đã|được|lần) ?(?:xem|đọc|truy cập|view)|views?|hits"
    r"|page views?"
)
VIEW_LABEL_FIRST = re.compile(
    rf"(?<!\w)(?:(?:{VIEWS}|truy cập|view count)(?: bài viết| tin)?{GAP}"
    rf"|(?:xem|đọc|người xem)\s?[:：]\s{{0,3}})\(?{NUMBER}(?![\w/:])"
)
VIEW_LABEL_LAST = re.compile(
    rf"(?<![\w.,/:-]){NUMBER}\s{{0,3}}"
    r"(?:lượt (?:xem|đọc|truy cập|view)|(?:lần|người|đã) (?:xem|đọc)|views?|hits)"
    r"(?!\w)"
)
# "01/11/2024 - 09:50 / 313": the count stands bare behind the stamp's clock or day.
BARE_VIEWS = re.compile(
    r"(?:\d{1,2}[:h]\d{2}(?::\d{2})?|[/.-]\d{4})\s{0,3}[/|•·]\s{0,3}"
    rf"{NUMBER}\s{{0,3}}$"
)
LONE = re.compile(NUMBER)
DATED = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d[:h]\d\d(?!\d)")
SITE_LABEL = (
    r"(?P<online>(?:(?:đang|khách|số người)\s)?(?:online|trực tuyến)|đang truy cập"
    r"|who'?s online|visitors online)"
    r"|(?P<other>(?:hôm|tuần|tháng|năm)\s(?:trước|ngoái|kia)|last (?:week|month|year)"
    r"|tuần qua|tháng qua|previous \w{4,5})"
    r"|(?P<today>(?:ngày )?hôm nay|trong ngày|ngày hiện tại|today)"
    r"|(?P<yesterday>(?:ngày )?hôm qua|yesterday)"
    r"|(?P<week>tuần này|trong tuần|tuần hiện tại|this week)"
    r"|(?P<month>tháng này|trong tháng|tháng hiện tại|this month"
    r"|tháng\s?(?P<month_number>\d{1,2})(?:\s?[/-]\s?(?P<month_year>\d{4}))?)"
    r"|(?P<year>năm nay|trong năm|năm hiện tại|this year|năm\s?(?P<year_number>\d{4}))"
    r"|(?P<total>tất cả|tổng(?: số| cộng)?(?: lượt)?(?: truy cập| khách| người)?"
    r"(?: truy cập)?|total(?: \w{4,8})?|all days|(?:số )?lượt truy cập)"
)
SITE = re.compile(
    rf"(?<!\w)(?:{SITE_LABEL})(?!\w)(?:\s(?:lượt|khách|người))?"
    rf"\s{{0,3}}[:：=\-–|(]{{0,2}}\s{{0,3}}(?:{NUMBER})?"
)
ONLINE_LAST = re.compile(
    rf"(?<![\w.,]){NUMBER}\s(?:khách|người|thành viên|guests?|visitors?)"
    r"[^\d\n]{0,24}?(?:online|trực tuyến)"
)
SITE_HEADING = re.compile(
    r"thống kê|truy cập|online|trực tuyến|visitors?|(?<!\w)hits|statistics"
)
YEARS = range(1990, 2200)  # in which a counter can have counted
GROWING = ("today", "month", "year", "total")
PERIODS = ("today", "yesterday", "week", "month", "year", "total", "online")
SCALES = {"k": 3, "nghìn": 3, "ngàn": 3, "tr": 6, "m": 6, "triệu": 6}
GROUPED = re.compile(r"\d{1,3}(?:[.,  \u202f']\d{3})+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Removed blocks that follow one another: where they stand, and of what kinds."""

    start: int
    end: int
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Said:
    """What one counter says."""

    scope: str
    period: str
    value: int
    rounded: bool


def counters(
    page: Page, stripped: Stripped
) -> tuple[tuple[Counter, ...], tuple[str, ...]]:
    """Return the counters of a page and warning codes about those that make no sense.

    One reading for each scope and period: the first, an exact one before a rounded one.
    """
    text, lines = small_letters(page.text), LineNumbers(page.text)
    found: list[Counter] = []
    warnings: set[str] = set()
    for stretch in stretches(page.text, stripped.removed):
        for scope, period, match in readings(text, stretch):
            value, rounded = value_of(match["number"], match["scale"])
            if value is None:
                warnings.add("counter_invalid")
            elif value > LARGEST:
                warnings.add("counter_out_of_range")
            else:
                said = Said(scope, period, value, rounded)
                found.append(reading(page, lines, match, said))
    kept = first_of_each(found, stripped.removed)
    if not is_plausible(kept):
        warnings.add("counter_out_of_range")
        kept = tuple(each for each in kept if each.scope != "site")
    return kept, tuple(sorted(warnings))


def stretches(text: str, removed: tuple[RemovedBlock, ...]) -> Iterator[Stretch]:
    """Yield runs of removed blocks with nothing but white space between them.

    A run holds either visitor counters or other blocks, never both: "lượt truy cập"
    means the site's visits in the one and the article's in the other.
    """
    run: list[RemovedBlock] = []
    for block in sorted(removed, key=lambda block: block.char_start):
        if block.kind in OF_OTHER_PAGES:
            continue
        if run and not joined(text, run[-1], block):
            yield stretch_of(run)
            run = []
        run.append(block)
    if run:
        yield stretch_of(run)


def joined(text: str, before: RemovedBlock, after: RemovedBlock) -> bool:
    """Return whether two removed blocks belong to one stretch."""
    same = (before.kind == "visitor_counter") == (after.kind == "visitor_counter")
    return same and not text[before.char_end : after.char_start].strip()


def stretch_of(run: list[RemovedBlock]) -> Stretch:
    """Return the stretch a run of blocks covers."""
    kinds = frozenset(block.kind for block in run)
    return Stretch(run[0].char_start, run[-1].char_end, kinds)


def readings(text: str, stretch: Stretch) -> Iterator[tuple[str, str, re.Match[str]]]:
    """Yield (scope, period, match) for every counter that stands in a stretch."""
    if "visitor_counter" in stretch.kinds:
        yield from site_readings(text, stretch)
        return
    taken = [
        match
        for pattern in (VIEW_LABEL_FIRST, VIEW_LABEL_LAST)
        for match in pattern.finditer(text, stretch.start, stretch.end)
    ]
    yield from (("page", "total", match) for match in taken)
    if not taken and stretch.kinds & STAMPED:
        yield from bare_readings(text, stretch)
    if not taken and SITE_HEADING.search(text, stretch.start, stretch.end):
        yield from site_readings(text, stretch)


def bare_readings(
    text: str, stretch: Stretch
) -> Iterator[tuple[str, str, re.Match[str]]]:
    """Yield a count without a label: behind a stamp, or on a line beside one."""
    start = stretch.start
    for line in text[stretch.start : stretch.end].splitlines(keepends=True):
        end = start + len(line.rstrip())
        # A stamp is short, so only a line's last characters can hold one.
        match = BARE_VIEWS.search(text, max(start, end - 60), end)
        if match is None and "view_counter" in stretch.kinds:
            around = text[max(stretch.start, start - 60) : end + 60]
            is_by_stamp = DATED.search(around) is not None
            match = LONE.fullmatch(text, start, end) if is_by_stamp else None
        if match:
            yield "page", "total", match
        start += len(line)


def site_readings(
    text: str, stretch: Stretch
) -> Iterator[tuple[str, str, re.Match[str]]]:
    """Yield the visitor counters of a stretch: label, then number."""
    for match in SITE.finditer(text, stretch.start, stretch.end):
        period = next((name for name in PERIODS if match[name]), None)
        if period and match["number"]:
            yield "site", period, match
    for match in ONLINE_LAST.finditer(text, stretch.start, stretch.end):
        yield "site", "online", match


def value_of(number: str, scale: str | None) -> tuple[int | None, bool]:
    """Return a written number's value, None where it is none, and if it is rounded.

    >>> value_of("2.447", None), value_of("2.4", None), value_of("1,2", "k")
    ((2447, False), (None, False), (1200, True))
    """
    if scale:
        whole, _, rest = number.replace(",", ".").partition(".")
        places = SCALES[scale.strip()]
        if "." in rest or len(rest) > places:
            return None, True
        return int(whole + rest.ljust(places, "0")), True
    if GROUPED.fullmatch(number):
        return int(re.sub(r"\D", "", number)), False
    return (int(number), False) if number.isdigit() else (None, False)


def reading(
    page: Page, lines: LineNumbers, match: re.Match[str], said: Said
) -> Counter:
    """Return the record of one counter."""
    start = match.end() - len(match[0].lstrip())
    parts = match.groupdict()
    year = parts.get("month_year") or parts.get("year_number")
    month = parts.get("month_number")
    return Counter(
        scope=said.scope,
        period=said.period,
        period_year=int(year) if year and int(year) in YEARS else None,
        period_month=int(month) if month and 1 <= int(month) <= MONTHS else None,
        value=said.value,
        as_written=page.text[start : match.end()],
        line_no=lines.of(start),
        char_start=start,
        char_end=match.end(),
        rule=f"{said.scope}_{said.period}" + ("_rounded" if said.rounded else ""),
        confidence=0.5 if said.rounded else 0.95,
    )


def is_plausible(found: tuple[Counter, ...]) -> bool:
    """Return whether no site counter of a page counts more than its longer ones.

    Which of two that contradict each other is wrong cannot be told.
    """
    values: dict[str, int] = {}
    for each in found:
        if each.scope == "site":
            values[each.period] = max(each.value, values.get(each.period, 0))
    growing = [values[period] for period in GROWING if period in values]
    return growing == sorted(growing)


def first_of_each(
    found: list[Counter], removed: tuple[RemovedBlock, ...]
) -> tuple[Counter, ...]:
    """Return one counter for each scope, period and number of the period.

    What a menu counts gives way: it may be another page's.
    """
    in_menus = {block.line_no for block in removed if block.kind == "navigation"}
    chosen: dict[tuple[object, ...], Counter] = {}
    for counter in sorted(
        found, key=lambda each: (each.line_no in in_menus, -each.confidence)
    ):
        key = (
            counter.scope,
            counter.period,
            counter.period_year,
            counter.period_month,
        )
        chosen.setdefault(key, counter)
    return tuple(sorted(chosen.values(), key=lambda each: each.char_start or 0))
