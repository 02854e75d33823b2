"""The pages of a JSON file that holds many, each kept as it is written there.

    JSON Lines     an object a line             named by the line's number
    a JSON list    objects in a list            named by their place in it, from 1
    a JSON feed    one object that holds one    named by their place in that list
                   list of pages (JSON Feed ...)

Objects are cut out at their brackets and not understood, so that none of any size or
depth costs more than its bytes.
"""

import io
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import BufferedIOBase
from itertools import islice
from typing import NamedTuple

from transforms.reading.json_page import json_page, loaded
from transforms.unpacking.limits import Meter
from transforms.unpacking.members import DamageError, Found, Member, too_large
from transforms.unpacking.streams import PIECE, Metered

MARK = b"\xef\xbb\xbf"
LIST = re.compile(rb'\s*\[\s*\{\s*"')
OBJECT = re.compile(rb'\s*\{\s*"')
NEXT_LINE = re.compile(rb"\}[ \t\r]*\n\s*\{")
TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]', re.DOTALL)
OPENING = {ord("]"): ord("["), ord("}"): ord("{")}
LOOK_AT = 5  # the first objects: one of them is a page where the file holds pages
MOST_FEED_BYTES = 8_000_000  # of a single object that is looked into


class Span(NamedTuple):
    """Where an object stands, and in which list (from 1)."""

    list_no: int
    start: int
    end: int


def is_lines(head: bytes) -> bool:
    """Say whether a file begins as JSON Lines of pages."""
    head = head.removeprefix(MARK)
    if not OBJECT.match(head) or not NEXT_LINE.search(head):
        return False
    lines = head.lstrip().split(b"\n", LOOK_AT)[:LOOK_AT]
    return loaded(lines[0]) is not None and any(map(_is_page, lines))


def is_list(head: bytes) -> bool:
    """Say whether a file begins as a list of pages."""
    head = head.removeprefix(MARK)
    return bool(LIST.match(head)) and _has_page(head, _spans(head, 1))


def is_feed(raw: bytes) -> bool:
    """Say whether a whole file is one object that holds a list of pages."""
    raw = raw.removeprefix(MARK)
    if len(raw) > MOST_FEED_BYTES or not OBJECT.match(raw):
        return False
    thing = loaded(raw)
    if not isinstance(thing, dict) or json_page(thing):
        return False
    lists = [value for value in thing.values() if isinstance(value, list)]
    return sum(any(map(json_page, one[:LOOK_AT])) for one in lists) == 1


def line_members(file: BufferedIOBase, meter: Meter) -> Iterator[Found]:
    """Yield each line that is not blank. DamageError where the file breaks off."""
    stream = Metered(file, meter)
    stream.allow(sys.maxsize)
    most = meter.limits.member_bytes
    lines = io.BufferedReader(stream)
    number = 0
    while line := lines.readline(most + 1):
        number += 1
        name = str(number).encode()
        if len(line) > most and not line.endswith(b"\n"):
            _skip_line(lines)
            meter.member()
            yield too_large(name, meter)
        elif line.strip():
            meter.member()
            yield Member(name, line.removeprefix(MARK).strip())


def _skip_line(lines: BufferedIOBase) -> None:
    while (piece := lines.readline(PIECE)) and not piece.endswith(b"\n"):
        pass


def list_members(file: BufferedIOBase, meter: Meter) -> Iterator[Found]:
    """Yield each object of a list. DamageError where it breaks off."""
    raw = file.read()
    yield from _members(raw, _spans(raw, 1), meter)


def feed_members(file: BufferedIOBase, meter: Meter) -> Iterator[Found]:
    """Yield each object of the list of pages that an object holds."""
    raw = file.read()
    spans = list(_spans(raw, 2))
    for list_no in {span.list_no for span in spans}:
        ours = [span for span in spans if span.list_no == list_no]
        if _has_page(raw, iter(ours)):
            yield from _members(raw, iter(ours), meter)


def _members(raw: bytes, spans: Iterator[Span], meter: Meter) -> Iterator[Found]:
    for number, span in enumerate(spans, 1):
        meter.member()
        yield Member(str(number).encode(), raw[span.start : span.end])


def _has_page(raw: bytes, spans: Iterator[Span]) -> bool:
    first = islice(spans, LOOK_AT)
    with suppress(DamageError):  # told when all of it is read
        return any(_is_page(raw[span.start : span.end]) for span in first)
    return False


def _is_page(raw: bytes) -> bool:
    return json_page(loaded(raw)) is not None


def _spans(raw: bytes, within: int) -> Iterator[Span]:
    """Yield what stands in the lists that are `within` brackets deep."""
    opened = bytearray()
    list_no = start = 0
    for token in TOKEN.finditer(raw):
        sign = raw[token.start()]
        is_there = len(opened) == within and opened.endswith(b"[")
        if sign in b"[{":
            start = token.start() if is_there else start
            opened.append(sign)
            list_no += len(opened) == within and sign == ord("[")
        elif sign != ord('"'):
            if not opened or opened.pop() != OPENING[sign]:
                raise DamageError("brackets that do not match")
            if len(opened) == within and opened.endswith(b"["):
                yield Span(list_no, start, token.end())
    if opened:
        raise DamageError("cut within the list")
