"""What happens to an agreement, by the words around its kind: signed, reviewed ..."""

from datetime import date
from itertools import pairwise
from typing import NamedTuple

from transforms.sentences.happening_words import happening_words
from transforms.sentences.moments import day_at, day_end, day_in, month_in, year_behind
from transforms.sentences.reading import ReadLine
from transforms.sentences.tokens import LOWER, NUMBER, Line

LOOK_BACK = 14
LOOK_AHEAD = 28
STEPS = {
    ("ký", "kết"): "signed",
    ("sơ", "kết"): "reviewed",
    ("tổng", "kết"): "summarised",
    ("sửa", "đổi"): "amended",
    ("bổ", "sung"): "amended",
}
# a review where years are counted: 'đánh giá 3 năm thực hiện'
COUNTED = frozenset({("đánh", "giá"), ("rút", "kinh"), ("kiểm", "điểm")})
COUNTED_WITHIN = 8  # tokens to the 'năm' and to what was carried out
SIGNED = frozenset({("ký", "kết"), ("ký", "ngày"), ("ký", "lần"), ("được", "ký")})
DATED = frozenset({"năm", "tháng", "từ", "cuối", "đầu", "giữa", "hồi", "vào"})
UNDONE = frozenset({"sẽ", "chuẩn", "dự", "chưa", "nếu"})
SEVERAL = frozenset({"hai", "ba", "bốn", "năm", "sáu", "các", "những", *"23456"})
COUNTS = SEVERAL | {"một", "bản", "1"}  # may part 'ký' from what is signed


class Step(NamedTuple):
    """Something that happens to an agreement, and the day that its sentence states."""

    milestone: str
    on: date | None
    precision: str
    read: ReadLine
    start: int
    end: int


def steps_of(
    read: ReadLine, span: tuple[int, int], named: int, limits: tuple[int, int]
) -> tuple[Step, ...]:
    """Return what the words around a kind and its parties say happens to it.

    `named` is where the kind itself ends: its number stands there.
    """
    line, (start, end) = read.line, span
    issued = _issued(read, (start, named), limits)
    behind = (issued,) if issued else _behind(read, span, limits)
    first = max(start - LOOK_BACK, limits[0])
    for at in range(start - 2, first - 1, -1):
        milestone = STEPS.get((line.keys[at], line.keys[at + 1]))
        if not milestone and counts_years(line, at, start):
            milestone = "reviewed"
        if milestone:
            if UNDONE.intersection(line.keys[max(at - 3, limits[0]) : at]):
                return behind
            dated = tuple(
                one for one in behind if one.on and one.milestone != milestone
            )
            within = (limits[0], start) if dated else limits  # a day is of one step
            return (_step(read, milestone, (at, end), within), *dated)
    verb = start - 1
    while verb > limits[0] and line.keys[verb] in COUNTS:
        verb -= 1
    if verb >= 0 and line.keys[verb] == "ký" and not behind:
        return (_step(read, "signed", (verb, end), limits),)
    return behind


def _behind(
    read: ReadLine, span: tuple[int, int], limits: tuple[int, int]
) -> tuple[Step, ...]:
    """Return what a sentence says behind a kind; but a signing, only with its day."""
    line, (start, end) = read.line, span
    most = min(end + LOOK_AHEAD, limits[1])
    kind = next_kind(line, end, most)
    until = kind if kind == most else _before_its_verb(line, end, kind)
    met = [
        (at, "signed" if pair[0] == "ký" or pair in SIGNED else STEPS[pair])
        for at, pair in enumerate(pairwise(line.keys[end:until]), end)
        if (pair in SIGNED or pair in STEPS or (pair[0] == "ký" and pair[1] in DATED))
        and not UNDONE.intersection(line.keys[max(at - 3, end) : at])
    ]
    firsts = [one for n, one in enumerate(met) if one[1] not in {m for _, m in met[:n]}]
    ends = [*(at for at, _ in firsts[1:]), limits[1]][: len(firsts)]
    steps = [
        _step(
            read, milestone, (start, at + 2), limits if len(firsts) == 1 else (at, to)
        )
        for (at, milestone), to in zip(firsts, ends, strict=True)
    ]
    return tuple(one for one in steps if one.milestone == "signed" or one.on)


def _before_its_verb(line: Line, start: int, kind: int) -> int:
    """Return where the verb of the next kind stands: '... và | ký kết quy chế'."""
    verb = kind - 1
    while verb > start and line.keys[verb] in COUNTS:
        verb -= 1
    if (line.keys[verb - 1], line.keys[verb]) in STEPS:
        return max(verb - 1, start)
    return max(verb, start) if line.keys[verb] == "ký" else kind


def _issued(
    read: ReadLine, span: tuple[int, int], limits: tuple[int, int]
) -> Step | None:
    """Return the signing that a number and its day tell of: 'số 5/QC ngày 3/4/2020'."""
    line, (start, end) = read.line, span
    if line.keys[end] != "số":
        return None
    for at in range(end + 2, min(end + LOOK_AHEAD, limits[1] - 1)):
        if line.keys[at] == "ngày":
            on = day_at(line, at + 1)
            return (
                Step("signed", on, "day", read, start, day_end(line, at + 1))
                if on
                else None
            )
        if line.cases[at] == LOWER:
            return None
    return None


def _step(
    read: ReadLine, milestone: str, span: tuple[int, int], within: tuple[int, int]
) -> Step:
    for precision, day_of in (("day", day_in), ("month", month_in)):
        if on := day_of(read.line, within):
            return Step(milestone, on, precision, read, *span)
    verbs = [at for at in range(span[1] - 2, span[1]) if read.line.keys[at] == "ký"]
    year = year_behind(read.line, verbs[0]) if verbs else None
    return Step(milestone, year, "year" if year else "unknown", read, *span)


def counts_years(line: Line, at: int, limit: int) -> bool:
    """Tell whether words there look back on years of work: a review, by any name."""
    if (line.keys[at], line.keys[at + 1]) not in COUNTED:
        return False
    within = range(at + 2, min(at + COUNTED_WITHIN, limit))
    return any(line.keys[i] == "năm" and line.cases[i - 1] == NUMBER for i in within)


def next_kind(line: Line, start: int, limit: int) -> int:
    """Return where the next word for an agreement stands, or the limit."""
    kinds = happening_words().agreements
    for at in range(start, limit):
        if line.keys[at] in kinds.tree and kinds.longest(line.keys, at):
            return at
    return limit
