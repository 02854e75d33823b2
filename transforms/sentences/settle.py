"""Explain bare capitals by what the rest of their line and article tells."""

from collections.abc import Iterable
from itertools import zip_longest
from typing import NamedTuple

from transforms.sentences.bodies import Body
from transforms.sentences.chunk import Chunk, Kind
from transforms.sentences.lexicon import Head, Lexicon, PlaceType
from transforms.sentences.places import Place
from transforms.sentences.sharing import sharing
from transforms.sentences.spelling import in_full, numbered
from transforms.sentences.tokens import NUMBER, TITLE, Line

JOINS = ([","], ["và"], [";"], [",", "và"])
SHARES = ([","], ["-"], ["–"], ["và"])
OPENS = frozenset({",", "(", "-", "–"})
PLURAL = frozenset({"các", "những", "hai", "ba", "bốn", "năm", "nhiều", "giữa"})
FEWEST, MOST = 2, 5  # syllables of a person's name


class Known(NamedTuple):
    """Names that an article tells in full somewhere, by their keys."""

    persons: set[tuple[str, ...]]
    agency: tuple[str, ...]
    companies: dict[tuple[str, ...], str]
    places: dict[tuple[str, ...], PlaceType]


def known_names(
    lines: Iterable[tuple[Line, list[Chunk]]],
    persons: set[tuple[str, ...]],
    agency: tuple[str, ...],
) -> Known:
    """Return the names of persons, companies, and places that stand with a type."""
    places: dict[tuple[str, ...], PlaceType] = {}
    companies: dict[tuple[str, ...], str] = {}
    for line, found in lines:
        for chunk in found:
            if chunk.kind is Kind.BODY and (short := _short_name(line, chunk.value)):
                companies.setdefault(short, _company(line, chunk.value))
            where = _where(chunk)
            if where and where.type:
                keys = tuple(line.keys[where.name : where.end])
                if len(keys) > 1:
                    places.setdefault(keys, where.type)
    return Known(persons, agency, companies, places)


def _short_name(line: Line, of: Body) -> tuple[str, ...] | None:
    """Return the capitals that end a company's name: what it is called in short."""
    if of.head.organisation_type != "company" or of.tail is not None:
        return None
    first = of.end
    while first > of.head_end and line.cases[first - 1] == TITLE:
        first -= 1
    return tuple(line.keys[first : of.end]) if of.end - first >= FEWEST else None


def _company(line: Line, of: Body) -> str:
    named = numbered(in_full(line, of.head_end, of.middle_end))
    return f"{of.head.name} {named}"


def _where(chunk: Chunk) -> Place | None:
    """Return the place that a chunk is, or that a body is of."""
    found = chunk.value
    while isinstance(found, Body):
        found = found.tail
    return found if isinstance(found, Place) else None


class Settler(NamedTuple):
    """Settles the chunks of one line."""

    line: Line
    words: Lexicon
    known: Known

    def settled(self, found: list[Chunk]) -> list[Chunk]:
        """Return the chunks, with those runs told that something explains."""
        told: list[Chunk] = []
        for chunk, after in zip_longest(found, found[1:]):
            before = told[-1] if told else None
            if chunk.kind is Kind.PLACE:
                told.append(self._place(chunk, before))
            elif chunk.rule == "person.commemorated":
                told.append(self._honoured(chunk))
            elif company := self._company(chunk, before):
                told.append(company)
            elif chunk.rule == "person.surname" and (
                listed := self._listed(chunk, before)
            ):
                told.append(_as_place(chunk, listed, "place.list"))
            elif chunk.kind is not Kind.RUN:
                told.append(chunk)
            elif chunk.rule != "run":
                continue
            elif self.line.cases[chunk.start] == TITLE:
                told.append(self._run(chunk, before, after))
            elif self._keys(chunk) == self.known.agency:
                told.append(self._agency(chunk))
        return self._with_shared_tails([c for c in told if c.kind is not Kind.RUN])

    def _honoured(self, chunk: Chunk) -> Chunk:
        """Return who is honoured, or the namesake that the article tells in full."""
        keys = self._keys(chunk)
        if len(keys) <= FEWEST or keys not in self.known.persons:
            return chunk
        return chunk._replace(value=None, rule="person.known")

    def _keys(self, chunk: Chunk) -> tuple[str, ...]:
        return tuple(self.line.keys[chunk.start : chunk.end])

    def _agency(self, chunk: Chunk) -> Chunk:
        """Return the agency that signs the page, wherever its tag stands."""
        name = self.line.span(chunk.start, chunk.end)
        return _as_body(chunk, Head(name, "", "whole", "press", ""), "body.agency")

    def _company(self, chunk: Chunk, before: Chunk | None) -> Chunk | None:
        """Return the company that capitals stand for in short, behind a post too."""
        held = before.end if before and before.kind is Kind.POST else None
        is_taken = chunk.kind is Kind.PERSON and held == chunk.start
        if not is_taken and (chunk.kind is not Kind.RUN or chunk.rule != "run"):
            return None
        name = self.known.companies.get(self._keys(chunk))
        head = Head(name, "", "whole", "company", "") if name else None
        return _as_body(chunk, head, "body.short") if head else None

    def _run(self, chunk: Chunk, before: Chunk | None, after: Chunk | None) -> Chunk:
        """Return a person or a place where the run is known, listed or holds a post."""
        keys = self._keys(chunk)
        if keys in self.known.persons:
            return chunk._replace(kind=Kind.PERSON, rule="person.known", confidence=0.9)
        if listed := self._listed(chunk, before) or self._opened(chunk):
            return _as_place(chunk, listed, "place.list")
        if again := self.known.places.get(keys):
            return _as_place(chunk, again, "place.again")
        if self._is_person(chunk, before, after):
            return chunk._replace(kind=Kind.PERSON, rule="person.list", confidence=0.8)
        return chunk

    def _place(self, chunk: Chunk, before: Chunk | None) -> Chunk:
        """Leave 'các xã' out of a list's first name; go on with the list's type."""
        where: Place = chunk.value
        if where.type:
            is_first = where.start > 0 and self._is_plural(where.start - 1)
            return (
                chunk._replace(start=where.name, rule="place.list")
                if is_first
                else chunk
            )
        listed = self._listed(chunk, before)
        return _as_place(chunk, listed, "place.list") if listed else chunk

    def _is_plural(self, at: int) -> bool:
        is_count = self.line.cases[at] == NUMBER and self.line.words[at].isdigit()
        return is_count or self.line.keys[at] in PLURAL

    def _listed(self, chunk: Chunk, before: Chunk | None) -> PlaceType | None:
        """Return the type of the list of places that the chunk goes on, if it does."""
        if before is None or before.rule != "place.list":
            return None
        where: Place = before.value
        gap = self.line.keys[before.end : chunk.start]
        return where.type if gap in JOINS else None

    def _opened(self, chunk: Chunk) -> PlaceType | None:
        """Return the type of a list that opens before it: '4 phường (A, B)'."""
        at = chunk.start - 2
        if at < 1 or self.line.keys[at + 1] not in ("(", ":"):
            return None
        for first in (at, at - 1):
            found = self.words.place_types.longest(self.line.keys, first)
            if first > 0 and found and found[0] == at + 1:
                return found[1] if self._is_plural(first - 1) else None
        return None

    def _is_person(
        self, chunk: Chunk, before: Chunk | None, after: Chunk | None
    ) -> bool:
        """Tell whether a post behind, or persons listed in front, make it a person."""
        line, start = self.line, chunk.start
        if not FEWEST <= chunk.end - start <= MOST:
            return False
        is_named = line.keys[start] in self.words.surnames
        opens = start > 0 and line.keys[start - 1] in (":", ";", ",", "và")
        has_post = (
            after is not None
            and after.kind is Kind.POST
            and after.start == chunk.end + 1
            and line.keys[chunk.end] in OPENS
        )
        if has_post and (is_named or opens):
            return True
        goes_on = before is not None and before.kind is Kind.PERSON
        return (
            is_named
            and before is not None
            and goes_on
            and line.keys[before.end : start] in JOINS
        )

    def _with_shared_tails(self, told: list[Chunk]) -> list[Chunk]:
        """Give a bare body what the next one is of: 'HĐND, UBND tỉnh'."""
        for at in range(len(told) - 2, -1, -1):
            first, second = told[at], told[at + 1]
            if first.kind is not Kind.BODY or second.kind is not Kind.BODY:
                continue
            gap = self.line.keys[first.end : second.start]
            if first.value.is_bare and gap in SHARES:
                told[at] = first._replace(value=sharing(first.value, second.value))
        return told


def _as_body(chunk: Chunk, head: Head, rule: str) -> Chunk:
    ends = (chunk.start, chunk.end, head, chunk.end, chunk.end)
    body = Body(*ends, tail=None, is_collective=False, is_named=False)
    return Chunk(Kind.BODY, chunk.start, chunk.end, body, rule, 0.8)


def _as_place(chunk: Chunk, kind: PlaceType, rule: str) -> Chunk:
    where = Place(chunk.start, chunk.end, chunk.start, kind)
    return Chunk(Kind.PLACE, chunk.start, chunk.end, where, rule, 0.85)
