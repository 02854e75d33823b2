"""Who issued a document: the body or the office that stands behind 'của'."""

from bisect import bisect_left
from typing import NamedTuple

from transforms.sentences.chunk import Chunk, Kind
from transforms.sentences.reading import Reading, ReadLine

OF = frozenset({"của", "do"})
CENTRAL = {"trung ương": "Trung ương", "tw": "Trung ương", "tư": "Trung ương"}
ISSUES = (["ban", "hành"], ["đã", "ban", "hành"], ["vừa", "ban", "hành"])


class Issuer(NamedTuple):
    """An issuer's full name, and where it ends in its line."""

    name: str
    end: int


def issuer_at(reading: Reading, read: ReadLine, column: int) -> Issuer | None:
    """Return the issuer named from a column of the line on, behind 'của'."""
    line = read.line
    at = bisect_left(line.starts, column)
    if line.keys[at] == ",":
        at += 1
    if line.keys[at] not in OF:
        return None
    return _named(reading, read, at + 1)


def issuer_before(reading: Reading, read: ReadLine, column: int) -> str | None:
    """Return the body that is said to issue ('ban hành') what begins at a column."""
    line = read.line
    at = bisect_left(line.starts, column)
    for chunk in read.of_kind(Kind.BODY):
        if chunk.end < at and line.keys[chunk.end : at] in ISSUES:
            return reading.namer.name(line, chunk.value).name
    return None


def _named(reading: Reading, read: ReadLine, at: int) -> Issuer | None:
    line = read.line
    here = [chunk for chunk in read.chunks if chunk.start == at]
    for chunk in here:
        if chunk.kind is Kind.BODY:
            name = reading.namer.name(line, chunk.value).name
            return Issuer(name, line.end(chunk.end - 1))
        if chunk.kind is Kind.POST:
            return _office(reading, read, chunk)
    two = " ".join(line.keys[at : at + 2])
    for words, size in ((two, 2), (line.keys[at], 1)):
        if words in CENTRAL:
            party = line.keys[at + size] == "đảng"
            end = line.end(at + size - (0 if party else 1))
            return Issuer(
                "Ban Chấp hành Trung ương Đảng" if party else CENTRAL[words], end
            )
    return None


def _office(reading: Reading, read: ReadLine, post: Chunk) -> Issuer:
    """Return an office as an issuer: 'Chủ tịch Ủy ban nhân dân tỉnh Sơn La'."""
    line = read.line
    shared = post.value.shared
    of = next(
        (c for c in read.of_kind(Kind.BODY) if shared <= c.start <= post.end), None
    )
    if of is None:
        return Issuer(line.span(post.start, post.end), line.end(post.end - 1))
    title = line.span(post.start, min(post.end, of.start))
    name = reading.namer.name(line, of.value).name
    return Issuer(f"{title} {name}", line.end(of.end - 1))
