"""Cut a line into what it names, in one pass: persons, bodies, places, posts, ranks.

Work is done only where a capital or a word that may begin something stands. What a
chunk is may depend on the chunk it touches on its left, never on what is further off.
"""

from enum import StrEnum
from typing import Any, NamedTuple

from transforms.sentences.bodies import BodyReader
from transforms.sentences.lexicon import Lexicon
from transforms.sentences.names import (
    is_likely_person,
    is_of_syllables,
    person_end,
    run_end,
)
from transforms.sentences.places import known_place, place
from transforms.sentences.posts import held_post
from transforms.sentences.tokens import LOWER, NUMBER, TITLE, UPPER, Line


class Kind(StrEnum):
    """What a chunk is."""

    PERSON = "person"
    BODY = "body"
    PLACE = "place"
    POST = "post"
    RANK = "rank"
    HONORIFIC = "honorific"
    RUN = "run"  # capitals that nothing in the line explains


class Chunk(NamedTuple):
    """Tokens start..end of a line, what they are, and the rule that says so."""

    kind: Kind
    start: int
    end: int
    value: Any
    rule: str
    confidence: float


CODE = frozenset("-/")
PROFESSIONAL = (["chuyên", "nghiệp"], ["qncn"], ["(", "qncn", ")"], ["cn"])
CAPITAL = frozenset({TITLE, UPPER})
OPENS = frozenset(".:!?“\"'(;–-…”")
TELLS = frozenset({Kind.RANK, Kind.HONORIFIC, Kind.POST})


def chunks(line: Line, words: Lexicon) -> list[Chunk]:
    """Return the chunks of a line in order; a post may share its last word."""
    found: list[Chunk] = []
    at, size = 0, len(line)
    cases, keys, small = line.cases, line.keys, words.small_triggers
    while at < size:
        case = cases[at]
        is_open = case == LOWER and (keys[at] in small or _follows_post(found, at))
        if case in CAPITAL or is_open:
            chunk = _chunk(line, at, words, found)
            if chunk:
                found.append(chunk)
                at = _next(chunk)
                continue
        at += 1
    return found


def _follows_post(found: list[Chunk], at: int) -> bool:
    """Tell whether a post ends there, so that a body needs no capital."""
    return bool(found) and found[-1].kind is Kind.POST and _next(found[-1]) == at


def _next(chunk: Chunk) -> int:
    """Return where to read on: inside a post whose last word a body shares."""
    return chunk.value.shared if chunk.kind is Kind.POST else chunk.end


def _chunk(line: Line, at: int, words: Lexicon, before: list[Chunk]) -> Chunk | None:
    if _is_in_code(line, at):
        return None
    last = _touching(before, at)
    shares = last is not None and last.kind is Kind.POST and at < last.end
    unnamed = None if shares else _unnamed(line, at, words)
    return unnamed or _named(line, at, words, before)


def _is_in_code(line: Line, at: int) -> bool:
    """Tell whether capitals end a document's symbol: '28/NQ-HĐND'."""
    return (
        line.words[at - 1] in CODE
        and line.end(at - 1) == line.starts[at]
        and line.cases[at] == UPPER
        and line.cases[at - 2] in (UPPER, NUMBER)
        and line.end(at - 2) == line.starts[at - 1]
    )


def _touching(before: list[Chunk], at: int) -> Chunk | None:
    """Return the last chunk where it ends at the token."""
    return before[-1] if before and _next(before[-1]) == at else None


def _unnamed(line: Line, at: int, words: Lexicon) -> Chunk | None:
    """Return what a table knows whole: an honoured person, a phrase, a rank, a post."""
    if line.keys[at] not in words.whole_begins:
        return None
    honoured = words.commemorated.longest(line.keys, at)
    if honoured and _is_honoured(line, at, honoured[0]):
        end, person = honoured
        return Chunk(Kind.PERSON, at, end, person, "person.commemorated", 0.9)
    fixed = words.fixed.longest(line.keys, at)
    head = words.heads.longest(line.keys, at) if fixed else None
    if fixed and not (head and head[0] > fixed[0]):
        return Chunk(Kind.RUN, at, fixed[0], None, "fixed", 0.0)
    if rank := words.ranks.longest(line.keys, at):
        return Chunk(Kind.RANK, at, _past(line, rank[0]), rank[1], "rank", 0.99)
    if post := held_post(line, at, words):
        return Chunk(Kind.POST, at, post.end, post, "post", 0.9)
    return None


def _past(line: Line, at: int) -> int:
    """Return the token behind what says that an officer is a professional soldier."""
    for words in PROFESSIONAL:
        if line.keys[at : at + len(words)] == words:
            return at + len(words)
    return at


def _named(line: Line, at: int, words: Lexicon, before: list[Chunk]) -> Chunk | None:
    last = _touching(before, at)
    is_small = line.cases[at] == LOWER
    if last is not None and not is_small:
        person = _told_person(line, at, words, last)
        if person:
            return person
    is_shared = last is not None and last.kind is Kind.POST
    reader = BodyReader(line, words, told=is_shared)
    of = reader.collective(at)
    if not of and (not is_small or is_shared):
        of = reader.body(at, small=is_shared)
    if of:
        return Chunk(Kind.BODY, at, of.end, of, "body.grammar", 0.95)
    honorific = words.honorifics.longest(line.keys, at)
    if honorific and line.cases[honorific[0]] in (TITLE, UPPER):
        return Chunk(Kind.HONORIFIC, at, honorific[0], honorific[1], "honorific", 0.9)
    where = place(line, at, words, told=is_shared)
    if where and (is_small or not _is_person_there(line, at, words)):
        return Chunk(Kind.PLACE, at, where.end, where, "place.type", 0.95)
    return None if is_small else _bare(line, at, words, before)


def _is_person_there(line: Line, at: int, words: Lexicon) -> bool:
    """Tell whether a capital that could be a place's type begins a person's name."""
    return is_likely_person(line, at, run_end(line, at, words), words)


def _told_person(line: Line, at: int, words: Lexicon, last: Chunk) -> Chunk | None:
    """Return the person whom a rank, an honorific or a post announces."""
    if last.kind not in TELLS:
        return None
    if _is_body_rather(line, at, words, last):
        return None
    known = words.places.longest(line.keys, at)
    if known and last.kind is Kind.POST and known[0] >= run_end(line, at, words):
        return None
    end = run_end(line, at, words, most=5)
    is_address = last.kind is Kind.RANK or last.value == "address"
    least = 1 if is_address else 2
    if end - at < least or (end - at == 1 and len(line.words[at]) == 1):
        return None
    is_vietnamese = line.keys[at] in words.surnames and is_of_syllables(line, at, end)
    rule = f"person.{last.kind}"
    return Chunk(Kind.PERSON, at, end, None, rule, 0.98 if is_vietnamese else 0.85)


def _is_body_rather(line: Line, at: int, words: Lexicon, last: Chunk) -> bool:
    """Tell whether a body's head stands there, and no family name like it."""
    head = words.heads.longest(line.keys, at)
    if not head:
        return False
    is_name = head[0] - at == 1 and line.keys[at] in words.surnames
    return last.kind is Kind.POST or not is_name


def _bare(line: Line, at: int, words: Lexicon, before: list[Chunk]) -> Chunk | None:
    """Return a place or a person that no word announces, else the bare capitals."""
    last = _touching(before, at)
    listed = _goes_on_places(line, at, before)
    if where := known_place(line, at, words, listed=listed):
        return Chunk(Kind.PLACE, at, where.end, where, "place.known", 0.85)
    end = run_end(line, at, words)
    follows_body = last is not None and last.kind is Kind.BODY
    least = 2 if follows_body else 3
    if not _is_amid_capitals(line, at, last):
        person = person_end(line, at, words, least)
        if person and (follows_body or _reads_as_person(line, at, person, words)):
            return Chunk(Kind.PERSON, at, person, None, "person.surname", 0.9)
        if follows_body and end - at >= least and _is_foreign(line, at, end):
            return Chunk(Kind.PERSON, at, end, None, "person.post", 0.7)
    if end == at:
        return None
    if line.keys[at] not in words.surnames and _later_surname(line, at, end, words):
        return Chunk(Kind.RUN, at, at + 1, None, "run", 0.0)
    return Chunk(Kind.RUN, at, end, None, "run", 0.0)


def _goes_on_places(line: Line, at: int, before: list[Chunk]) -> bool:
    """Tell whether a token goes on a list of places."""
    if not before or before[-1].kind is not Kind.PLACE:
        return False
    return line.keys[before[-1].end : at] in ([","], ["và"], ["-"], ["–"])


def _later_surname(line: Line, at: int, end: int, words: Lexicon) -> bool:
    """Tell whether a name begins one word on: the first one only opens the sentence."""
    return (at == 0 or line.words[at - 1] in OPENS) and bool(
        at + 1 < end and person_end(line, at + 1, words, 3)
    )


def _reads_as_person(line: Line, at: int, end: int, words: Lexicon) -> bool:
    """Tell whether capitals without any announcement are a person's name."""
    if line.cases[at] == UPPER:
        return is_likely_person(line, at, end, words)
    return True


def _is_amid_capitals(line: Line, at: int, last: Chunk | None) -> bool:
    """Tell whether the word in front belongs to the same run of capitals."""
    if at == 0 or last:
        return False
    before = line.cases[at - 1]
    opens = at == 1 or line.words[at - 2] in OPENS
    return before in (TITLE, UPPER) and not opens


def _is_foreign(line: Line, at: int, end: int) -> bool:
    return line.cases[at] == TITLE and not is_of_syllables(line, at, end)


def _is_honoured(line: Line, at: int, end: int) -> bool:
    """Tell whether a writing of an honoured person is the whole of a name."""
    if any(line.cases[token] == LOWER for token in (at, end - 1)):
        return False
    return line.cases[end] not in (TITLE, UPPER) or end - at > 1
