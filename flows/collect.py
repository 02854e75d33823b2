"""Take in the landing folder: every file's bytes into the raw store, each seen once.

Bytes are read here and nowhere else, so a file that changes or vanishes while the
night runs cannot be hashed as one thing and parsed as another: whatever comes after
works on what the raw store keeps.
"""

import hashlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial
from operator import attrgetter

from flows.batch import Unread
from flows.errors import sentence
from flows.landing import Entry, read_bytes
from transforms.reading.litter import is_litter
from transforms.records import RawFile, Reason
from warehouse.ledger import Ledger, Sighting
from warehouse.raw_store import RawStore

THREADS = 8  # reading waits for the disk, and hashing lets other threads run
CHUNK_FILES = 256
CHUNK_BYTES = 64_000_000  # what is held in memory, but for the last file of a chunk


def collect(
    entries: Iterable[Entry],
    ledger: Ledger,
    store: RawStore,
    *,
    night: date,
    max_bytes: int,
) -> list[Sighting]:
    """Return a sighting for every entry, by name; the raw store keeps their bytes."""
    sightings: list[Sighting] = []

    def fresh() -> Iterator[tuple[str, bytes]]:
        for entry, taken in _taken(entries, max_bytes):
            sightings.append(_sighting(entry, taken, ledger, night))
            if isinstance(taken, RawFile):
                yield taken.sha256, taken.raw

    store.put_many(fresh())
    return sorted(sightings, key=attrgetter("source_file"))


def unread(
    sightings: Iterable[Sighting], ledger: Ledger, night: date
) -> tuple[Unread, ...]:
    """Return the bytes among these sightings that are still to be read, each once.

    The first name stands for its copies, but for what programs leave behind: whether
    an empty file is litter depends on its name.
    """
    names: dict[str, tuple[bool, str]] = {}
    for one in sightings:
        if one.sha256 and (
            one.change == "kept" or not ledger.is_read(one.sha256, night)
        ):
            name = (is_litter(one.source_file), one.source_file)
            names[one.sha256] = min(names.get(one.sha256, name), name)
    found = [Unread(name, sha256) for sha256, (_, name) in names.items()]
    return tuple(sorted(found, key=attrgetter("source_file", "sha256")))


def kept(ledger: Ledger) -> Iterator[Sighting]:
    """Yield every sighting of earlier nights, for a warehouse that is built anew."""
    for one in ledger.known:
        yield Sighting(
            source_file=one.source_file,
            sha256=one.sha256,
            change="kept",
            first_seen_on=one.first_seen_on,
            last_seen_on=one.last_seen_on,
        )


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


def _taken(
    entries: Iterable[Entry], max_bytes: int
) -> Iterator[tuple[Entry, RawFile | Entry]]:
    take = partial(_take, max_bytes=max_bytes)
    with ThreadPoolExecutor(THREADS) as pool:
        for chunk in chunks(entries):
            yield from zip(chunk, pool.map(take, chunk), strict=True)


def _take(entry: Entry, max_bytes: int) -> RawFile | Entry:
    """Return the entry's bytes, or the entry again with the trouble it gives."""
    if entry.trouble:
        return entry
    if entry.byte_count > max_bytes:
        return _too_large(entry, max_bytes)
    try:
        raw = read_bytes(entry, max_bytes)
    except OSError as error:
        return _troubled(entry, Reason.UNREADABLE, sentence(error))
    if len(raw) > max_bytes:
        return _too_large(entry, max_bytes)
    digest = hashlib.sha256(raw).hexdigest()
    return RawFile(source_file=entry.source_file, sha256=digest, raw=raw)


def _too_large(entry: Entry, max_bytes: int) -> Entry:
    return _troubled(entry, Reason.TOO_LARGE, f"Larger than {max_bytes:,} bytes.")


def _troubled(entry: Entry, reason: Reason, detail: str) -> Entry:
    return replace(entry, trouble=reason, detail=detail)


def _sighting(
    entry: Entry, taken: RawFile | Entry, known: Ledger, night: date
) -> Sighting:
    if isinstance(taken, Entry):
        return Sighting(
            source_file=entry.source_file,
            sha256=None,
            change="new",
            first_seen_on=night,
            last_seen_on=night,
            byte_count=entry.byte_count,
            reason=taken.trouble,
            detail=taken.detail,
        )
    is_unchanged = known.is_unchanged(entry.source_file, taken.sha256, night)
    return Sighting(
        source_file=entry.source_file,
        sha256=taken.sha256,
        change="unchanged" if is_unchanged else "new",
        first_seen_on=night,
        last_seen_on=night,
        byte_count=len(taken.raw),
    )
