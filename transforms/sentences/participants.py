"""Who takes part in an article's event, and how: chaired, signed, spoke, attended.

A person has one part, the weightiest that the story tells of. Whose words are told, but
not that he was there, was quoted.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from transforms.sentences.chunk import Chunk, Kind
from transforms.sentences.clauses import sentences
from transforms.sentences.events import STATED, Event
from transforms.sentences.happening_words import happening_words
from transforms.sentences.reading import Reading, ReadLine
from transforms.text_records import EventParticipant, PositionHeld, Quote

PARTS = (
    ("chaired", (("chủ", "trì"), ("chủ", "tọa"), ("đồng", "chủ"))),
    ("spoke", (("phát", "biểu"), ("tham", "luận"), ("trình", "bày"))),
    (
        "attended",
        (
            ("tham", "dự"), ("đến", "dự"), ("dự", "hội"), ("cùng", "dự"), ("dự", "có"),
            ("dự", "lễ"), ("dự", "buổi"), ("có", "mặt"), ("tới", "dự"), ("về", "dự"),
            ("dự", "và"), ("chứng", "kiến"), ("dự", "đại"), ("tham", "gia"),
            ("dự", ":"), ("dự", "chỉ"), ("đến", "thăm"), ("cùng", "đi"),
            ("dự", "."), ("dự", ","), ("dự", ";"), ("đón", "tiếp"), ("khách", "mời"),
        ),
    ),
)  # fmt: skip
ALLUDED = "alluded"  # spoke, by a verb that reports nothing: weak beside "attended"
NAMED = "named"  # no part, but where a quoted person stands
BY_WEIGHT = ("chaired", "signed", "spoke", "attended", ALLUDED, "quoted")
ADVERBS = frozenset({"đã", "cũng", "còn", "đều", ",", "-", "–", "(", ")"})
# what opens a sentence of who is there, as in 'Tại điểm cầu tỉnh có các ông'
PRESENT = frozenset({"tại", "về", "cùng", "đón", "đại", "phía", "tiếp"})
WHOM = frozenset({"các", "đồng", "ông", "bà", "đại", "thượng", "trung", "thiếu"})
OCCASION = frozenset({"lễ", "nghị", "buổi", "việc"})  # 'lễ ký kết' is signed by none
BEFORE_SIGNED = frozenset({"kết", "vào", "các", "bản"})  # 'ký vào bản giao ước'
VERBS = frozenset({"dự", "chủ", "phát", "đến", "ký", "đã", "do", "nghe"})  # end a list
IN_POSTS = frozenset({("chủ", "tịch"), ("chủ", "nhiệm"), ("dự", "khuyết")})
OPEN_LIST = frozenset({"có", "gồm", ":"})
READ = frozenset({"body"})


class Taking(NamedTuple):
    """The part that a chunk's person or body takes, and where that stands."""

    part: str
    read: ReadLine
    chunk: Chunk


def participants(
    reading: Reading,
    told: list[Event],
    said: Iterable[Quote] = (),
    posts: Iterable[PositionHeld] = (),
) -> Iterator[EventParticipant]:
    """Yield the hosts and the persons of the event that the article is about.

    Nobody takes part in what no day and no sentence of the story tells; who is
    commemorated never does. Of those whose words are quoted only who holds a post does:
    others are asked in the street. `said` and `posts` are the article's.
    """
    if not told or told[0].record.rule == STATED:
        return
    event = told[0]
    yield from _hosts(reading, event)
    speakers = {one.person for one in said}
    holders = {one.person for one in posts}
    parts: dict[str, dict[str, Taking]] = {}
    for taking in _takings(reading):
        person, _ = reading.persons.name(taking.read.line, taking.chunk)
        parts.setdefault(person, {}).setdefault(taking.part, taking)
        if person in speakers:
            parts[person].setdefault("quoted", taking._replace(part="quoted"))
    for person, taken in parts.items():
        weightiest = _weightiest(taken)
        if weightiest and (weightiest.part != "quoted" or person in holders):
            yield _record(event, weightiest, person=person, organisation=None)


def _weightiest(taken: dict[str, Taking]) -> Taking | None:
    """Return a person's part; who attends and is quoted spoke there."""
    part = next((one for one in BY_WEIGHT if one in taken), None)
    if part is None:
        return None
    spoke = part == ALLUDED or (part == "attended" and "quoted" in taken)
    return taken[part]._replace(part="spoke") if spoke else taken[part]


def _hosts(reading: Reading, event: Event) -> Iterator[EventParticipant]:
    read = event.held.read
    for chunk in event.hosts:
        name = reading.namer.name(read.line, chunk.value).name
        taking = Taking("hosted", read, chunk)
        yield _record(event, taking, person=None, organisation=name)


def _takings(reading: Reading) -> Iterator[Taking]:
    for read in reading.lines:
        if read.part not in READ:
            continue
        persons = [chunk for chunk in read.of_kind(Kind.PERSON) if chunk.value is None]
        if not persons:
            continue
        for first, last in sentences(read.line):
            inside = [chunk for chunk in persons if first <= chunk.start < last]
            if inside:
                yield from _of_sentence(read, inside, (first, last))
                yield from (Taking(NAMED, read, chunk) for chunk in inside)


def _of_sentence(
    read: ReadLine, persons: list[Chunk], limits: tuple[int, int]
) -> Iterator[Taking]:
    keys = read.line.keys[limits[0] : limits[1] + 1]
    pairs = {pair: limits[0] + at for at, pair in enumerate(pairwise(keys))}
    if taking := _speaker(read, persons, limits):
        yield taking
    if (at := _signing(keys)) is not None:
        front = [chunk for chunk in persons if chunk.end <= limits[0] + at]
        yield from (Taking("signed", read, chunk) for chunk in front)
    for part, words in PARTS:
        at = min((pairs[pair] for pair in words if pair in pairs), default=None)
        if at is None and part == "attended" and keys[0] in PRESENT:
            at = next((pairs[p] for p in pairs if p[0] == "có" and p[1] in WHOM), None)
        if at is None:
            continue
        if part == "attended":
            yield from (Taking(part, read, chunk) for chunk in persons)
        elif part == "chaired":
            yield from (Taking(part, read, one) for one in _listed(read, persons, at))
        else:
            yield Taking(part, read, _nearest(persons, at))


def _signing(keys: list[str]) -> int | None:
    """Return where 'ký' or 'ký kết' stands in front of a word for an agreement."""
    kinds = happening_words().agreements.tree
    for at, key in enumerate(keys[:-1]):
        if key == "ký" and keys[at - 1] not in OCCASION:
            behind = at + 1
            while behind < len(keys) and keys[behind] in BEFORE_SIGNED:
                behind += 1
            if keys[min(behind, len(keys) - 1)] in kinds:
                return at
    return None


def _listed(read: ReadLine, persons: list[Chunk], at: int) -> list[Chunk]:
    """Return the persons in one list in front of a verb, else the first behind it."""
    last = _nearest(persons, at)
    if last.end > at:
        return _listed_behind(read, persons, at)
    listed = [last]
    for chunk in (
        persons[persons.index(last) - 1 :: -1] if persons[0] is not last else []
    ):
        if _has_verb(read.line.keys[chunk.end : listed[0].start]):
            break
        listed.insert(0, chunk)
    return listed


def _has_verb(keys: list[str]) -> bool:
    """Tell whether a verb ends a list there, and no post only sounds like one."""
    pairs = pairwise([*keys, ""])
    return any(pair[0] in VERBS and pair not in IN_POSTS for pair in pairs)


def _listed_behind(read: ReadLine, persons: list[Chunk], at: int) -> list[Chunk]:
    """Return who stands behind a verb: all of a list after 'có', else the first."""
    keys = read.line.keys
    listed = [persons[0]]
    if OPEN_LIST.isdisjoint(keys[at : listed[0].start]):
        return listed
    for chunk in persons[1:]:
        if _has_verb(keys[listed[-1].end : chunk.start]):
            break
        listed.append(chunk)
    return listed


def _nearest(persons: list[Chunk], at: int) -> Chunk:
    """Return who stands last in front of a verb, else first behind it."""
    front = [chunk for chunk in persons if chunk.end <= at]
    return front[-1] if front else persons[0]


def _speaker(
    read: ReadLine, persons: list[Chunk], limits: tuple[int, int]
) -> Taking | None:
    """Return who says something: the last person in front of a verb of speech.

    A verb that reports nothing by itself ('đánh giá') must be that person's.
    """
    line, speech = read.line, happening_words().speech
    for at in range(persons[0].end, limits[1]):
        if line.keys[at] not in speech.tree:
            continue
        found = speech.longest(line.keys, at)
        if not found:
            continue
        person, verb = _nearest(persons, at), found[1]
        if verb.reports:
            return Taking("quoted" if verb.tells else "spoke", read, person)
        if _is_of(read, person, at):
            return Taking(ALLUDED, read, person)
    return None


def _is_of(read: ReadLine, person: Chunk, verb: int) -> bool:
    """Tell whether nothing but a person's posts stands between him and a verb."""
    at = person.end
    for chunk in read.within(person.end, verb):
        if not ADVERBS.issuperset(read.line.keys[at : chunk.start]):
            return False
        at = max(at, chunk.end)
    return at <= verb and ADVERBS.issuperset(read.line.keys[at:verb])


def _record(
    event: Event, taking: Taking, *, person: str | None, organisation: str | None
) -> EventParticipant:
    read, chunk = taking.read, taking.chunk
    start, end = read.page_span(chunk.start, chunk.end)
    return EventParticipant(
        event_id=event.record.event_id,
        person=person,
        organisation=organisation,
        part=taking.part,
        as_written=read.line.span(chunk.start, chunk.end),
        line_no=read.line.line_no,
        char_start=start,
        char_end=end,
        rule=f"part.{taking.part}",
        confidence=0.8,
    )
