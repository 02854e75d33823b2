"""Events that an article tells of: what kind, when, where, by whom.

The article's own event is the one that its title or its first lines name. Its day is
the one `transforms.dating` chose for the event; no day is made up here. A signing or a
review further down is an event where its sentence states the day with its year.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from transforms.sentences.agreement_parties import outside
from transforms.sentences.agreement_steps import counts_years
from transforms.sentences.agreements import Agreement
from transforms.sentences.chunk import Chunk, Kind
from transforms.sentences.clauses import sentence_at, sentences
from transforms.sentences.happening_words import happening_words
from transforms.sentences.mentions import place_id_of
from transforms.sentences.moments import Moment
from transforms.sentences.reading import Reading, ReadLine
from transforms.sentences.tokens import MARK, Line
from transforms.text_records import EventSeen

STATED = "event.stated"  # the rule of what happened on a day that a sentence states
LEAD_LINES = 4  # of the story: who, what, when and where are told by then
REVIEWS = ("signing", "interim_review", "final_review")
BY_STEP = {
    "signed": "signing",
    "reviewed": "interim_review",
    "summarised": "final_review",
}
WEIGHT = {
    kind: weight
    for weight, kinds in enumerate(
        (
            REVIEWS,
            ("congress", "exercise", "training", "award", "appointment", "handover"),
            ("visit", "inspection", "ceremony", "contest", "festival", "inauguration"),
            ("groundbreaking", "press_conference"),
            ("conference", "meeting"),
        )
    )
    for kind in kinds
}
MEETING = "conference"
# events that are verbs themselves: 'khai giảng lớp bồi dưỡng'
VERBS = (
    ("khai", "giảng"), ("mở", "lớp"), ("ra", "quân"), ("kiểm", "tra"), ("họp", "bàn"),
    ("khánh", "thành"), ("khởi", "công"), ("công", "bố"), ("họp", "đánh"),
    ("tiếp", "xúc"), ("gặp", "mặt"), ("họp", "triển"),
)  # fmt: skip
HOLDS = (
    ("tổ", "chức"), ("phối", "hợp"), ("diễn", "ra"), ("khai", "mạc"), ("tiến", "hành"),
    ("tham", "dự"), ("chủ", "trì"), ("bế", "mạc"), ("ký", "kết"), ("đến", "thăm"),
    ("đã", "tổ"), ("chủ", "tọa"), ("long", "trọng"), ("trọng", "thể"), *VERBS,
)  # fmt: skip
ORGANISES = (
    ("tổ", "chức"), ("phối", "hợp"), ("ký", "kết"), ("chủ", "trì"), ("khai", "mạc"),
    ("bế", "mạc"), *VERBS,
)  # fmt: skip
# the last word of what 'phối hợp' is a part of: 'chương trình phối hợp'
BEFORE_NOUN = frozenset({"trình", "chế", "hoạch", "thuận", "bản", "tác", "sự", "việc"})
NO_EVENT = frozenset(
    {"sẽ", "qua", "sau", "chuẩn", "từ", "công", "khi", "được", "nghị", "bài", "nhiệm"}
)
PARTS_OF_DAY = frozenset({"sáng", "chiều", "tối", "trưa"})
AT = "tại"
HERE = frozenset({"tại", "cũng", "trong", "nhân", "kết", "dịp"})
OCCASIONS = frozenset({"buổi", "lễ", "hội", "dịp"})
HERE_WITHIN = 5  # tokens
SUBJECT_CHARS = 200


class Held(NamedTuple):
    """Where an event is told; tokens of its line, `limits` of its sentence."""

    event_type: str
    read: ReadLine
    start: int
    end: int
    limits: tuple[int, int]


class Event(NamedTuple):
    """An event, its record, and the bodies that hold it."""

    held: Held
    record: EventSeen
    hosts: tuple[Chunk, ...]


def events(
    reading: Reading, moment: Moment | None, found: list[Agreement]
) -> list[Event]:
    """Return the events of an article; those it is about come first."""
    main = _main(reading, moment)
    if moment and not any(held.event_type == "signing" for held in main):
        main = [*main, *_signed_here(found, moment)]
    told = [_event(reading, held, moment) for held in main]
    days = {(one.record.event_type, one.record.event_date) for one in told}
    for held, on in _stated(found):
        if (held.event_type, on) not in days:
            days.add((held.event_type, on))
            told.append(_event(reading, held, None, on))
    return told


def by_step(told: list[Event]) -> dict[str, str]:
    """Return the ids of what the article is about, by the agreement's step it is."""
    ids = {
        one.record.event_type: one.record.event_id
        for one in reversed(told)
        if one.record.rule != STATED
    }
    return {step: ids[kind] for step, kind in BY_STEP.items() if kind in ids}


def _main(reading: Reading, moment: Moment | None) -> list[Held]:
    """Return what the article is about: its reviews, or else its weightiest event."""
    held: dict[str, Held] = {}
    for read in _lead(reading):
        for one in _named(read):
            if _is_told(one, read, moment):
                held.setdefault(one.event_type, one)
    reviews = [one for kind, one in held.items() if kind in REVIEWS]
    if reviews:
        return reviews
    others = sorted(held.values(), key=lambda one: WEIGHT.get(one.event_type, 9))
    return others[:1] if moment else []


def _lead(reading: Reading) -> Iterator[ReadLine]:
    """Yield the first lines of the story, then the title, then the captions."""
    body = [read for read in reading.lines if read.part == "body"]
    yield from body[:LEAD_LINES]
    for part in ("title", "caption"):
        yield from (read for read in reading.lines if read.part == part)


def _named(read: ReadLine) -> Iterator[Held]:
    """Yield every event that a line names."""
    line, words = read.line, happening_words().events
    begins = words.begins(line.keys)
    if not begins:
        return
    inside = {
        at for body in read.of_kind(Kind.BODY) for at in range(body.start, body.end)
    }
    limits, later = (0, 0), iter(sentences(line))
    end = 0
    for start in begins:
        while start >= limits[1]:
            limits, end = next(later), 0
        found = words.longest(line.keys, start)
        if not found or start < end or start in inside:
            continue
        end, kind = found
        if kind == MEETING and counts_years(line, end, limits[1]):
            kind = "interim_review"
        yield Held(kind, read, start, end, limits)


def _is_told(held: Held, read: ReadLine, moment: Moment | None) -> bool:
    """Tell whether words name an event that takes place, no work and no plan."""
    line, before = read.line, held.start - 1
    near = line.keys[max(held.start - 2, held.limits[0]) : held.start]
    if NO_EVENT.intersection(near):
        return False
    after = line.keys[held.end]
    if held.event_type in REVIEWS and after == "," and _is_listed(line, held.end + 1):
        return False  # 'sơ kết, tổng kết' is work in general
    if read.part == "title":
        return held.event_type in REVIEWS or held.start == 0
    if moment is None or not _is_day_here(held, moment):
        return False
    is_opening = before < held.limits[0] or line.cases[before] == MARK
    pairs = set(
        zip(
            line.keys[held.limits[0] : held.limits[1]],
            line.keys[held.limits[0] + 1 : held.limits[1] + 1],
            strict=False,
        )
    )
    return is_opening or not pairs.isdisjoint(HOLDS)


def _is_listed(line: Line, at: int) -> bool:
    found = happening_words().events.longest(line.keys, at)
    return bool(found and found[1] in REVIEWS)


def _is_day_here(held: Held, moment: Moment) -> bool:
    """Tell whether the event's day stands in the line that names it."""
    start, end = held.read.page_span(0, held.read.line.size)
    return start <= moment.char_start < end


def _signed_here(found: list[Agreement], moment: Moment) -> list[Held]:
    """Return the signing that the line of the article's day tells of, if one does."""
    held = (
        Held("signing", step.read, step.start, step.end, limits)
        for agreement in found
        for step in agreement.steps
        if step.milestone == "signed" and step.on in (None, moment.day)
        for limits in [sentence_at(step.read.line, step.start)]
    )
    return [one for one in held if _is_day_here(one, moment) or _is_at_the_event(one)][
        :1
    ]


def _is_at_the_event(held: Held) -> bool:
    """Tell whether a sentence is of what happens there: 'Tại buổi lễ, ...'."""
    line, first = held.read.line, held.limits[0]
    keys = line.keys[first : first + HERE_WITHIN]
    return keys[0] in HERE and not OCCASIONS.isdisjoint(keys)


def _stated(found: list[Agreement]) -> Iterator[tuple[Held, date]]:
    """Yield what happened to agreements on days that their sentences state."""
    for agreement in found:
        for step in agreement.steps:
            kind = BY_STEP.get(step.milestone)
            if kind and step.on and step.precision == "day":
                limits = (step.start, step.end)
                yield Held(kind, step.read, step.start, step.end, limits), step.on


def _event(
    reading: Reading, held: Held, moment: Moment | None, on: date | None = None
) -> Event:
    hosts = _hosts(held) if moment else ()
    host = reading.namer.name(held.read.line, hosts[0].value).name if hosts else None
    day = on or (moment.day if moment else None)
    where = _place(held)
    start, end = held.read.page_span(held.start, held.end)
    record = EventSeen(
        event_id=" | ".join(filter(None, [held.event_type, str(day or "?"), host])),
        event_type=held.event_type,
        event_date=day,
        date_precision="day" if on else (moment.precision if moment else "unknown"),
        day_part=_day_part(held),
        place=_words(held.read.line, where) if where else None,
        place_id=place_id_of(reading, held.read, where) if where else None,
        organisation=host,
        subject=_subject(held),
        as_written=held.read.line.span(held.start, held.end),
        line_no=held.read.line.line_no,
        char_start=start,
        char_end=end,
        rule=STATED if on else f"event.{held.read.part}",
        confidence=0.9 if day else 0.7,
    )
    return Event(held, record, hosts)


def _words(line: Line, where: Chunk) -> str:
    return line.span(where.start, where.end)


def _hosts(held: Held) -> tuple[Chunk, ...]:
    """Return the bodies in front of the verb that says who holds the event."""
    line, first = held.read.line, _clause_start(held)
    verb = next(
        (
            at
            for at in range(first, held.end)
            if (line.keys[at], line.keys[at + 1]) in ORGANISES
            and not (at and line.keys[at - 1] in BEFORE_NOUN)
        ),
        held.start if held.event_type in REVIEWS else first,
    )
    return tuple(
        chunk
        for chunk in outside(held.read)
        if first <= chunk.start < verb and line.keys[chunk.start - 1] != AT
    )


def _clause_start(held: Held) -> int:
    """Return where the clause begins in which the event is named."""
    keys, (first, _) = held.read.line.keys, held.limits
    semicolons = (at for at in range(held.start, first, -1) if keys[at] == ";")
    return next(semicolons, first)


def _place(held: Held) -> Chunk | None:
    """Return the place that the event's sentence puts behind 'tại'."""
    line = held.read.line
    for chunk in held.read.of_kind(Kind.PLACE):
        inside = held.limits[0] <= chunk.start < held.limits[1]
        if inside and chunk.start and line.keys[chunk.start - 1] in (AT, "ở"):
            return chunk
    return None


def _day_part(held: Held) -> str | None:
    keys = held.read.line.keys[held.limits[0] : held.limits[0] + 8]
    return next((key for key in keys if key in PARTS_OF_DAY), None)


def _subject(held: Held) -> str | None:
    line = held.read.line
    if held.end >= held.limits[1]:
        return None
    text = line.text[line.starts[held.end] : line.end(held.limits[1] - 1)]
    subject = " ".join(text[:SUBJECT_CHARS].split(";")[0].strip(" .,:–-").split())
    return subject or None
