"""Take in the landing folder: every file's bytes into the raw store, each seen once.

Bytes are read here and nowhere else, so a file that changes or vanishes while the
night runs cannot be hashed as one thing and parsed as another: whatever comes after
works on what the raw store keeps.

An archive is kept as its members: each has a sighting and bytes of its own, and is read
like any file. The archive's sighting says how many there were. The ledger knows both,
so that an archive seen before is not opened again, and its members count as seen.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from flows.batch import Unread
from flows.entry import Entry
from flows.errors import sentence
from flows.take import Large, open_archive, taken, troubled
from transforms.reading.litter import is_litter
from transforms.records import Judged, RawFile, Reason
from transforms.unpacking.archive import Archive, Given, contents, opened
from transforms.unpacking.limits import Limits, Meter
from warehouse.ledger import Known, Ledger, Sighting
from warehouse.raw_store import RawStore, RawStoreError

EARLIER = ("kept", "replayed")  # what becomes of sightings of earlier nights


@dataclass(frozen=True, slots=True)
class Seen:
    """A sighting, with the bytes to be kept, if they are."""

    sighting: Sighting
    raw: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collector:
    """What taking in depends on: what was seen before, and how much is too much.

    Where all is to be read `anew`, archives seen before are opened once more.
    """

    ledger: Ledger
    night: date
    limits: Limits
    anew: bool = False

    def collect(self, entries: Iterable[Entry], store: RawStore) -> list[Sighting]:
        """Return a sighting of every file and member, by name; keep their bytes."""
        sightings: list[Sighting] = []

        def fresh() -> Iterator[tuple[str, bytes]]:
            for seen in self._seen(entries):
                sightings.append(seen.sighting)
                if seen.sighting.sha256 and seen.raw is not None:
                    yield seen.sighting.sha256, seen.raw

        store.put_many(fresh())
        return sorted(sightings, key=attrgetter("source_file"))

    def _seen(self, entries: Iterable[Entry]) -> Iterator[Seen]:
        for one in taken(entries, self.limits):
            if isinstance(one, Large):
                yield from self._in_large(one)
            elif isinstance(one, Judged) or is_litter(one.source_file):
                yield self._told(one)
            else:
                yield from self._in(one, contents(one, self.limits))

    def _in_large(self, large: Large) -> Iterator[Seen]:
        try:
            with open_archive(large) as archive:
                meter = Meter(self.limits, archive.byte_count)
                yield from self._in(archive, opened(archive, meter))
        except OSError as error:
            yield self._told(troubled(large.entry, Reason.UNREADABLE, sentence(error)))

    def _in(self, file: RawFile | Archive, given: Iterator[Given]) -> Iterator[Seen]:
        """Yield what is in a file; what is unchanged is known without looking."""
        known = self.ledger.unchanged(file.source_file, file.sha256, self.night)
        if self.anew or not known:
            yield from map(self._told, given)
            return
        raw = file.raw if isinstance(file, RawFile) else None
        is_archive = file.sha256 in self.ledger.archives
        yield Seen(self._sighting(known[0], "unchanged"), None if is_archive else raw)
        for member in known[1:]:
            yield Seen(self._sighting(member, "unchanged"))

    def _told(self, given: Given) -> Seen:
        """Return the sighting of a file by what it gave."""
        is_unchanged = given.sha256 is not None and self.ledger.is_unchanged(
            given.source_file, given.sha256, self.night
        )
        raw = given.raw if isinstance(given, RawFile) else None
        return Seen(self._sighting(given, "unchanged" if is_unchanged else "new"), raw)

    def _sighting(self, one: Given | Known, change: str) -> Sighting:
        return _sighting(one, change, (self.night, self.night))


def unread(
    sightings: Iterable[Sighting], ledger: Ledger, night: date
) -> tuple[Unread, ...]:
    """Return the bytes among these sightings that are still to be read, each once.

    The first name stands for its copies, but for what programs leave behind: whether
    an empty file is litter depends on its name. An archive is not read but its members.
    """
    names: dict[str, tuple[bool, str]] = {}
    for one in sightings:
        if one.sha256 is None or one.reason or one.sha256 in ledger.archives:
            continue
        if one.change in {"kept", "replayed"} or not ledger.is_read(one.sha256, night):
            name = (is_litter(one.source_file), one.source_file)
            names[one.sha256] = min(names.get(one.sha256, name), name)
    found = [Unread(name, sha256) for sha256, (_, name) in names.items()]
    return tuple(sorted(found, key=attrgetter("source_file", "sha256")))


def kept(
    ledger: Ledger,
    store: RawStore,
    limits: Limits,
    replays: frozenset[str] = frozenset(),
) -> list[Sighting]:
    """Return the sightings of earlier nights, for a warehouse that is built anew.

    With digests to replay, return the sightings of these, to be read once more.
    What could not be opened then is tried again: its members were there that night.
    """
    change = "replayed" if replays else "kept"
    sightings: list[Sighting] = []

    def fresh() -> Iterator[tuple[str, bytes]]:
        for stay in ledger.known:
            if replays and stay.sha256 not in replays:
                continue
            nights = (stay.first_seen_on, stay.last_seen_on)
            for given in _reopened(stay, store, limits):
                sightings.append(_sighting(given, change, nights))
                if isinstance(given, RawFile):
                    yield given.sha256, given.raw

    store.put_many(fresh())
    return sightings


def _reopened(stay: Known, store: RawStore, limits: Limits) -> Iterator[Given | Known]:
    """Yield what kept bytes hold: nearly always the file that they are."""
    if not stay.is_unopened or stay.sha256 not in store:
        yield stay
        return
    try:
        raw = store.get(stay.sha256)
    except RawStoreError:  # told by those who read
        yield stay
        return
    file = RawFile(source_file=stay.source_file, sha256=stay.sha256, raw=raw)
    for given in contents(file, limits):
        is_itself = given.source_file == stay.source_file and given.sha256 is None
        yield stay if is_itself else given  # its bytes stay kept, whatever they are


def _sighting(one: Given | Known, change: str, nights: tuple[date, date]) -> Sighting:
    judged = one if isinstance(one, Judged) else None
    archive = one.archive if isinstance(one, Known) and change in EARLIER else None
    return Sighting(
        source_file=one.source_file,
        sha256=one.sha256,
        change=change,
        first_seen_on=nights[0],
        last_seen_on=nights[1],
        byte_count=len(one.raw) if isinstance(one, RawFile) else one.byte_count,
        reason=judged.reason if judged else (Reason.ARCHIVE if archive else None),
        detail=judged.detail if judged else archive,
    )
