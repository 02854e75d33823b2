"""Mentions of persons, bodies and places, and what bodies' names tell of them."""

from collections.abc import Iterator
from typing import NamedTuple

from transforms.records import Credit
from transforms.sentences.bodies import Body
from transforms.sentences.chunk import Chunk, Kind
from transforms.sentences.full_names import FullName
from transforms.sentences.gazetteer import place_id
from transforms.sentences.reading import Reading, ReadLine
from transforms.sentences.spelling import place_kind, place_text
from transforms.sentences.tokens import LOWER
from transforms.text_records import Mention, OrganisationSeen

LEAN = frozenset({"front", "government", "party_committee", "youth_union"})
LEANING = 0.8  # how much surer a name is that needs nothing from elsewhere


class Meant(NamedTuple):
    """Whom or what a span names; `resolved` by the rest of the article."""

    person: str | None = None
    organisation: str | None = None
    place_id: str | None = None
    resolved: bool = False


def mentions(reading: Reading, credited: tuple[Credit, ...]) -> Iterator[Mention]:
    """Yield every span that names someone, a body or a place."""
    persons = [_credited(one) for one in credited if one.char_start is not None]
    taken = [(one.char_start, one.char_end) for one in persons]
    yield from persons
    for read in reading.lines:
        for chunk in read.chunks:
            found = _mention(reading, read, chunk)
            if found and not any(
                start < found.char_end and found.char_start < end
                for start, end in taken
            ):
                yield found


def _credited(credit: Credit) -> Mention:
    return Mention(
        entity_type="PER",
        name=credit.as_written,
        person=credit.person,
        organisation=None,
        place_id=None,
        document_id=None,
        is_resolved=False,
        line_no=credit.line_no or 0,
        char_start=credit.char_start or 0,
        char_end=credit.char_end or 0,
        rule="credit",
        confidence=credit.confidence,
    )


def _mention(reading: Reading, read: ReadLine, chunk: Chunk) -> Mention | None:
    if chunk.kind is Kind.PERSON:
        person, is_resolved = reading.persons.name(read.line, chunk)
        return _made(read, chunk, "PER", Meant(person=person, resolved=is_resolved))
    if chunk.kind is Kind.BODY:
        return _body(reading, read, chunk)
    if chunk.kind is Kind.PLACE:
        where = place_id_of(reading, read, chunk)
        return _made(read, chunk, "LOC", Meant(place_id=where))
    return None


def _body(reading: Reading, read: ReadLine, chunk: Chunk) -> Mention | None:
    """Return a body's mention; a bare head that nothing is told of is none."""
    of: Body = chunk.value
    full = reading.namer.name(read.line, of)
    is_small = read.line.cases[of.start] == LOWER and not of.is_collective
    if of.is_bare and (is_small or not _is_name(of, full)):
        return None
    meant = Meant(organisation=full.name, resolved=full.is_resolved)
    return _made(read, chunk, "ORG", meant)


def _is_name(of: Body, full: FullName) -> bool:
    """Tell whether a bare head names a body: a committee does, 'Đồn' is any post."""
    if of.head.alone == "leaning":
        return full.is_whole and of.head.organisation_type in LEAN
    return of.head.alone in ("whole", "name") or of.is_collective or of.tail_is_shared


def place_id_of(reading: Reading, read: ReadLine, chunk: Chunk) -> str | None:
    """Return the id of the unit that a place's chunk names, None where unknown."""
    where = chunk.value
    name = place_text(read.line, where)
    province = reading.namer.territory.province()
    return place_id(name, place_kind(where), province, day=reading.day)


def _made(read: ReadLine, chunk: Chunk, entity_type: str, meant: Meant) -> Mention:
    start, end = read.page_span(chunk.start, chunk.end)
    return Mention(
        entity_type=entity_type,
        name=read.line.span(chunk.start, chunk.end),
        person=meant.person,
        organisation=meant.organisation,
        place_id=meant.place_id,
        document_id=None,
        is_resolved=meant.resolved,
        line_no=read.line.line_no,
        char_start=start,
        char_end=end,
        rule=chunk.rule,
        confidence=round(chunk.confidence * (LEANING if meant.resolved else 1), 2),
    )


def organisations_seen(reading: Reading) -> Iterator[OrganisationSeen]:
    """Yield what the article tells of each body it names, once a body."""
    told: set[str] = set()
    for read in reading.lines:
        for chunk in read.of_kind(Kind.BODY):
            for full in _with_parents(reading, read, chunk.value):
                if full.name not in told:
                    told.add(full.name)
                    yield _seen(full)


def _with_parents(reading: Reading, read: ReadLine, of: Body) -> Iterator[FullName]:
    full = reading.namer.name(read.line, of)
    if full.is_whole or not of.is_bare:
        yield full
    if isinstance(of.tail, Body):
        yield from _with_parents(reading, read, of.tail)


def _seen(full: FullName) -> OrganisationSeen:
    return OrganisationSeen(
        organisation=full.name,
        organisation_type=full.organisation_type or None,
        organisation_level=full.level,
        place_id=full.place_id,
        parent_organisation=full.parent,
        is_collective=full.is_collective,
    )
