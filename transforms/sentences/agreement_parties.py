"""Who an agreement is between: behind 'giữa', or those who sign it."""

from itertools import pairwise
from typing import NamedTuple

from transforms.sentences.agreement_steps import next_kind
from transforms.sentences.chunk import Chunk, Kind
from transforms.sentences.reading import Reading, ReadLine
from transforms.sentences.tokens import Line

BETWEEN = "giữa"
WITH = frozenset({"với", "cùng"})
JOINS = frozenset({",", "và", "với", "cùng", "các", ";", "-", "–", "của"})
STAND_FOR = frozenset({"đại", "diện", "lãnh", "đạo"})  # who signs for a body
WORK = frozenset({"phối", "hợp"})  # 'A phối hợp với B'
FURTHEST = 30  # tokens from a kind to its 'giữa'
FURTHEST_PARTY = 4  # tokens from one party to the next
FEW = 6  # tokens behind a kind, where its parties are counted
IN_BRACKETS = 20  # tokens that a bracket may hold
PAIRS = {"hai": 2, "ba": 3}
SIDES = frozenset({"bên", "đơn", "cơ", "ngành", "lực", "địa"})
ATTENDS = frozenset({"dự", "mời", "chứng"})  # who does so is no party


class Party(NamedTuple):
    """A party's full name, and where it stands."""

    name: str
    chunk: Chunk


def parties_of(
    reading: Reading, read: ReadLine, span: tuple[int, int], limits: tuple[int, int]
) -> tuple[tuple[Party, ...], int]:
    """Return the parties behind 'giữa', and where the last one ends."""
    line, end = read.line, span[1]
    for at in range(end, next_kind(line, end, min(end + FURTHEST, limits[1]))):
        if line.keys[at] == BETWEEN:
            return _chain(reading, read, at + 1)
    return (), end


def _chain(reading: Reading, read: ReadLine, at: int) -> tuple[tuple[Party, ...], int]:
    """Return the bodies that follow each other from a token on."""
    line = read.line
    parties: list[Party] = []
    end, is_last = at, False
    for chunk in outside(read):
        if chunk.start < end:
            continue
        gap = _between(line, end, chunk.start)
        if len(gap) > FURTHEST_PARTY or not set(gap) <= JOINS | STAND_FOR | WORK:
            break
        is_last = is_last or "và" in gap
        if is_last and gap == [","] and line.keys[chunk.end] not in JOINS:
            break  # 'A và B, C': C says whose B is
        parties.append(Party(reading.namer.name(line, chunk.value).name, chunk))
        end = chunk.end
    return tuple(parties), end


def outside(read: ReadLine) -> list[Chunk]:
    """Return a line's bodies but those in brackets, which say whose another is."""
    return [
        chunk
        for chunk in read.of_kind(Kind.BODY)
        if not _is_in_brackets(read.line, chunk.start)
    ]


def _is_in_brackets(line: Line, at: int) -> bool:
    for token in range(at - 1, max(at - IN_BRACKETS, -1), -1):
        if line.keys[token] in "()":
            return line.keys[token] == "("
    return False


def _between(line: Line, start: int, end: int) -> list[str]:
    """Return the keys of a stretch, without what stands in brackets."""
    keys, depth = [], 0
    for key in line.keys[start:end]:
        depth += (key == "(") - (key == ")")
        if depth <= 0 and key != ")":
            keys.append(key)
    return keys


def signers_of(
    reading: Reading,
    read: ReadLine,
    span: tuple[int, int],
    limits: tuple[int, int],
    behind: tuple[Party, ...],
) -> tuple[tuple[Party, ...], int]:
    """Return those who sign: the bodies in front, and those behind 'với'."""
    line, (start, end) = read.line, span
    with_whom: tuple[Party, ...] = behind
    last = end
    for at in range(end, min(end + FURTHEST, limits[1])):
        if line.keys[at] in WITH:
            with_whom, last = _chain(reading, read, at + 1)
            break
    front = [
        chunk
        for chunk in outside(read)
        if limits[0] <= chunk.start and chunk.end <= start
    ]
    joined = front[-1:]
    for chunk in front[-2::-1]:
        gap = _between(line, chunk.end, joined[0].start)
        if not set(gap) <= JOINS | STAND_FOR | WORK:
            break
        joined.insert(0, chunk)
    if joined and ATTENDS.intersection(line.keys[limits[0] : start]):
        joined = []
    if not joined and not with_whom:
        return _called_both(reading, line, (limits[0], start)), last
    own = (
        Party(reading.namer.name(line, one.value).name, one)
        for one in _without_parent(line, joined)
    )
    most = _counted(line, start, min(end + FEW, limits[1]))
    return (*own, *with_whom)[:most], last


def _counted(line: Line, start: int, end: int) -> int | None:
    """Return how many parties a stretch tells of: 'giữa hai đơn vị'."""
    for at in range(start, end):
        if line.keys[at] in PAIRS and line.keys[at + 1] in SIDES:
            return PAIRS[line.keys[at]]
    return None


def _without_parent(line: Line, joined: list[Chunk]) -> list[Chunk]:
    """Leave out who is named behind a list's last: 'A và B, C' - C says whose B is."""
    gaps = [_between(line, a.end, b.start) for a, b in pairwise(joined)]
    ended = next((at for at, gap in enumerate(gaps) if "và" in gap), len(gaps))
    return joined[: ended + 2]


def _called_both(
    reading: Reading, line: Line, before: tuple[int, int]
) -> tuple[Party, ...]:
    """Return the bodies that 'hai bên' stands for: as many, told together at first."""
    many = {
        PAIRS[line.keys[at]]
        for at in range(*before)
        if line.keys[at] in PAIRS and line.keys[at + 1] in SIDES
    }
    for read in reading.lines:
        if read.part != "body" or len(many) != 1 or read.line is line:
            continue
        bodies = outside(read)
        for first in bodies:
            parties, _ = _chain(reading, read, first.start)
            if len(parties) in many:
                return parties
    return ()
