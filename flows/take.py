"""Take the files of the landing folder one after the other, a few read ahead.

A file is read whole, up to a size. A larger one is looked into, and given open where
it is an archive.
"""

import hashlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from time import perf_counter, thread_time
from typing import Any, cast

from flows.entry import Entry
from flows.errors import sentence
from flows.landing import open_entry, read_bytes
from transforms.records import Judged, RawFile, Reason
from transforms.unpacking.archive import Archive, Given, contents, opened
from transforms.unpacking.kinds import PEEK, Kind, kind_of
from transforms.unpacking.limits import Limits, Meter

THREADS = 8  # where reading waits for its disk; where it does not, they are in the way
CHUNK_FILES = 256
AT_ONCE = 8  # files a thread takes: to hand over each alone costs more than to read it
WAITS = 3  # times the CPU that reading takes, and more: it waits for its disk
CHUNK_BYTES = 64_000_000  # what is held in memory, but for the last file of a chunk


@dataclass(frozen=True, slots=True)
class Large:
    """An archive too large to be read whole."""

    entry: Entry
    kind: Kind


Taken = RawFile | Judged | Large


def taken(entries: Iterable[Entry], limits: Limits) -> Iterator[Taken]:
    """Yield what each entry is: its bytes, a large archive, or the trouble it gives.

    The first few files of a chunk tell how the others are best read: by threads where
    reading waits (for a cold disk, a network), by none where it does not.
    """
    take = partial(_take_all, limits=limits)
    with ThreadPoolExecutor(THREADS) as pool:
        for chunk in chunks(entries):
            first, *parts = (
                chunk[at : at + AT_ONCE] for at in range(0, len(chunk), AT_ONCE)
            )
            wall, cpu = perf_counter(), thread_time()
            found = take(first)
            waits = perf_counter() - wall > WAITS * (thread_time() - cpu)
            yield from found
            for part in pool.map(take, parts) if waits else map(take, parts):
                yield from part


def chunks(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Yield the entries in lists that are safe to hold in memory."""
    chunk: list[Entry] = []
    size = 0
    for entry in entries:
        chunk.append(entry)
        size += entry.byte_count
        if len(chunk) == CHUNK_FILES or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def held(one: Taken, limits: Limits) -> Iterator[Given]:
    """Yield what a file holds: its page, or its members and what became of itself."""
    if isinstance(one, RawFile):
        yield from contents(one, limits)
    elif isinstance(one, Judged):
        yield one
    else:
        try:
            with open_archive(one) as archive:
                yield from opened(archive, Meter(limits, archive.byte_count))
        except OSError as error:
            yield troubled(one.entry, Reason.UNREADABLE, sentence(error))


@contextmanager
def open_archive(large: Large) -> Iterator[Archive]:
    """Open a large archive; OSError where that fails, or where it changes meanwhile."""
    with open_entry(large.entry) as file:
        digest = hashlib.file_digest(cast("Any", file), "sha256").hexdigest()
        file.seek(0)
        yield Archive(
            source_file=large.entry.source_file,
            sha256=digest,
            byte_count=large.entry.byte_count,
            file=file,
            kind=large.kind,
        )


def troubled(entry: Entry, reason: Reason, detail: str) -> Judged:
    """Return a file that gives no bytes, and why."""
    return Judged(
        source_file=entry.source_file,
        reason=reason,
        detail=detail,
        byte_count=entry.byte_count,
    )


def _take_all(entries: list[Entry], limits: Limits) -> list[Taken]:
    return [_take(entry, limits) for entry in entries]


def _take(entry: Entry, limits: Limits) -> Taken:
    if entry.trouble:
        return troubled(entry, entry.trouble, entry.detail or "")
    try:
        if entry.byte_count > limits.file_bytes:
            return _large(entry, limits)
        raw = read_bytes(entry, limits.file_bytes)
    except OSError as error:
        return troubled(entry, Reason.UNREADABLE, sentence(error))
    if len(raw) > limits.file_bytes:
        return _too_large(entry, limits.file_bytes)
    digest = hashlib.sha256(raw).hexdigest()
    return RawFile(source_file=entry.source_file, sha256=digest, raw=raw)


def _large(entry: Entry, limits: Limits) -> Taken:
    if entry.byte_count > limits.archive_bytes:
        return _too_large(entry, limits.archive_bytes)
    kind = kind_of(read_bytes(entry, PEEK))
    return Large(entry, kind) if kind else _too_large(entry, limits.file_bytes)


def _too_large(entry: Entry, most: int) -> Judged:
    return troubled(entry, Reason.TOO_LARGE, f"Larger than {most:,} bytes.")
