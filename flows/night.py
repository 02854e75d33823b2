"""One night, from landing folder to published warehouse, as plain functions.

    with workplace(options) as place:            the lock, the ledger, a shard folder
        collected = collect_files(place)         landing/ -> raw store + sightings
        place.read(collected.batches)            raw store -> Parquet shards
        publish_night(place, collected)          shards -> draft -> checks -> release

`run_night` does just that; flows.nightly does the same under Prefect. The clock
says only what a run is called, when it ran (warehouse.run_record) and how long.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import duckdb
import pyarrow as pa

from flows.alerts import alert, alerting
from flows.batch import Batch, Reading, Unread
from flows.batches import deal
from flows.collect import Collector, kept, unread
from flows.entry import Entry
from flows.errors import (
    NightGoneWrongError,
    RawLostError,
    SettingsError,
    sentence,
)
from flows.guards import lost_articles, shrunken, too_many_quarantined
from flows.landing import check_landing, walk, without_password
from flows.read import Read, readers
from flows.readers import end_idle
from flows.settings import Settings
from flows.shards import write_shard
from flows.version import code_version
from transforms.shards import to_table
from warehouse import release
from warehouse.erasure import Erased, read_erased, write_erased
from warehouse.files import beside
from warehouse.ledger import Ledger, Run, Sighting, read_ledger
from warehouse.load import load_night
from warehouse.lock import locked
from warehouse.raw_store import RawStore
from warehouse.rule_set import rule_set, seed_set
from warehouse.run_record import Loaded
from warehouse.withhold import Withheld, without_erased

CALENDAR_YEARS = range(1940, 2061)  # the days that dim_date has
MANY_FILES = 2_000  # of one night: readers are not kept for the next one

Watch = Callable[[str, int, int], None]  # what is being done, how far, of how many


def unwatched(_what: str, _done: int, _of: int) -> None:
    """Let nobody know how far the night is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NightOptions:
    """What one run is asked to do. `night` is the day that the files belong to.

    With digests to replay it reads these kept bytes once more, and no landing folder.
    An erasure takes nothing in: it builds anew from what is kept and not erased.
    """

    settings: Settings
    night: date
    is_full: bool = False
    is_dry_run: bool = False
    is_accepted: bool = False
    is_erasure: bool = False
    replays: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """What a run has in hand while it holds the lock."""

    options: NightOptions
    run: Run
    ledger: Ledger
    erased: Erased
    shards: Path
    read: Read
    is_rebuild: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What was found, and how it is dealt out for reading."""

    files_seen: int
    files_to_read: int  # bytes that are alike counted once
    batches: tuple[Batch, ...]
    is_news: bool
    doubt: str | None = None

    def without_batches(self) -> "Collected":
        """Return what is still of use once all is read: loading wants the room."""
        return replace(self, batches=())


@dataclass(frozen=True, slots=True, kw_only=True)
class NightReport:
    """What a run did. `release` is None where nothing was published (a dry run)."""

    run: Run
    loaded: Loaded
    warehouse: Path
    release: int | None
    is_rebuild: bool
    doubts: tuple[str, ...]
    seconds: float


def today(zone: str) -> date:
    """Return the day it is in a time zone."""
    return datetime.now(ZoneInfo(zone)).date()


def run_night(options: NightOptions, watch: Watch = unwatched) -> NightReport:
    """Do the whole night. Any error means that nothing was published.

    Raises what flows.errors lists.
    """
    with workplace(options) as place:
        collected = collect_files(place, watch)
        total, done = collected.files_to_read, 0
        for files in place.read(collected.batches):
            done += files
            watch("reading", done, total)
        collected = collected.without_batches()
        watch("loading", 0, 1)
        report = publish_night(place, collected)
        watch("loading", 1, 1)
    return report


@contextmanager
def workplace(options: NightOptions) -> Iterator[Workplace]:
    """Hold the warehouse's lock, with what is known of earlier nights at hand.

    LandingMissingError, ClusterError or BusyError before anything is touched. An error
    that ends the block sends an alert.
    """
    settings = options.settings
    with _alerting(options):
        _check(options)
        with readers(settings) as read, locked(settings.warehouse):
            release.sweep(settings.warehouse)
            erased = read_erased(settings.warehouse)
            store = raw_store(settings)
            store.sweep()
            if erased.is_pending:
                store.erase(erased.captures)
            release.take_over(settings.warehouse)
            ledger = _ledger(settings.warehouse).without(erased.captures)
            run = _run(options)
            is_stale = ledger.rule_set not in (None, run.rule_set)
            with _shards(settings.warehouse) as shards:
                yield Workplace(
                    options=options,
                    run=run,
                    ledger=ledger,
                    erased=erased,
                    shards=shards,
                    read=read,
                    is_rebuild=erased.is_pending
                    or (bool(ledger.known) and (options.is_full or is_stale)),
                )


def collect_files(place: Workplace, watch: Watch = unwatched) -> Collected:
    """Take in the landing folder and deal out what is to be read.

    NightGoneWrongError where too few files came; RawLostError where a rebuild needs
    bytes that are gone.
    """
    if place.options.is_erasure or place.options.replays:
        return _dealt(place, ())
    seen, doubt = _found(place, watch)
    return replace(_dealt(place, seen), doubt=doubt)


def _dealt(place: Workplace, seen: Sequence[Sighting]) -> Collected:
    settings = place.options.settings
    files = _to_read(place, seen)
    reading = Reading(
        raw=beside(settings.warehouse, "raw").absolute(),
        shards=place.shards.absolute(),
        zone=settings.zone,
        seconds=settings.file_seconds,
        memory=settings.file_memory,
    )
    batches = deal(files, settings.batch_files, reading)
    return Collected(
        files_seen=len(seen),
        files_to_read=len(files),
        batches=tuple(batches),
        is_news=place.is_rebuild
        or bool(place.options.replays)
        or any(one.sha256 and one.change == "new" for one in seen),
    )


def publish_night(place: Workplace, collected: Collected) -> NightReport:
    """Merge the shards into a copy of the warehouse and make it the current one.

    CheckFailedError or NightGoneWrongError leave the old one in place.
    """
    options, warehouse = place.options, place.options.settings.warehouse
    if max(collected.files_seen, collected.files_to_read) >= MANY_FILES:
        end_idle()  # they have grown, and loading wants the room
    pa.default_memory_pool().release_unused()
    history = release.current(warehouse) if place.is_rebuild else None
    with release.draft(warehouse, empty=place.is_rebuild) as draft:
        loaded = load_night(
            draft, place.shards, place.run, history, erased=place.erased
        )
        _forget(place, loaded.withheld)
        share = options.settings.quarantine_share
        doubts = (
            too_many_quarantined(
                loaded,
                share=share,
                at_least=options.settings.quarantine_min_files,
            ),
            lost_articles(loaded, share=share),
        )
        for doubt in doubts:
            _refuse(doubt, options)
        content = _content(place, collected)
        number = (
            None if options.is_dry_run else release.publish(warehouse, draft, content)
        )
    if place.erased.is_pending and number:
        release.keep_only_current(warehouse)
        erasures = read_erased(warehouse).erasures
        write_erased(warehouse, [replace(one, is_done=True) for one in erasures])
    report = NightReport(
        run=place.run,
        loaded=loaded,
        warehouse=warehouse,
        release=number,
        is_rebuild=place.is_rebuild,
        doubts=tuple(filter(None, (collected.doubt, *doubts))),
        seconds=(datetime.now(UTC) - place.run.started_at).total_seconds(),
    )
    if report.doubts and not options.is_dry_run:
        what, why = _called(options), "; ".join(report.doubts)
        alert(options.settings, f"{what} was published although {why}")
    return report


@contextmanager
def _alerting(options: NightOptions) -> Iterator[None]:
    """Alert of a night that fails, unless somebody looks on."""
    is_watched = options.is_dry_run or options.is_erasure
    with nullcontext() if is_watched else alerting(options.settings, _called(options)):
        yield


def _called(options: NightOptions) -> str:
    return f"the night of {options.night} into {options.settings.warehouse}"


def _check(options: NightOptions) -> None:
    """Raise what can be told before anything is touched."""
    if options.night.year not in CALENDAR_YEARS:
        raise SettingsError(
            f"--night {options.night}: the calendar of the warehouse runs from "
            f"{CALENDAR_YEARS[0]} to {CALENDAR_YEARS[-1]}"
        )
    if not (options.is_erasure or options.replays):
        check_landing(options.settings.landing)


def raw_store(settings: Settings) -> RawStore:
    """Return the store of every file's bytes, beside the warehouse."""
    erased = read_erased(settings.warehouse)
    return RawStore(beside(settings.warehouse, "raw"), barred=erased.captures)


def _found(place: Workplace, watch: Watch) -> tuple[list[Sighting], str | None]:
    """Take in the landing folder; return what was seen, and a doubt overruled."""
    settings = place.options.settings
    entries = list(walk(settings.landing, skip=_ours(settings.warehouse)))
    seen = _take_in(place, _watched(entries, watch))
    doubt = shrunken(
        len(seen),
        place.ledger.files_by_night,
        night=place.options.night,
        share=settings.shrink_share,
    )
    _refuse(doubt, place.options)
    return seen, doubt


def _take_in(place: Workplace, entries: Iterable[Entry]) -> list[Sighting]:
    """Keep the bytes of tonight's files and members, and say what was seen."""
    collector = Collector(
        ledger=place.ledger,
        night=place.options.night,
        limits=place.options.settings.limits,
        anew=place.is_rebuild,
    )
    seen = collector.collect(entries, raw_store(place.options.settings))
    return list(without_erased(seen, place.erased.captures))


def _to_read(place: Workplace, tonight: Sequence[Sighting]) -> tuple[Unread, ...]:
    """Write down what was seen; return what of it is to be read."""
    settings = place.options.settings
    store = raw_store(settings)
    replays, limits = place.options.replays, settings.limits
    seen = [
        *tonight,
        *(kept(place.ledger, store, limits) if place.is_rebuild else ()),
        *(kept(place.ledger, store, limits, replays) if replays else ()),
    ]
    write_shard(place.shards / "sighting", "000000", to_table(Sighting, seen))
    files = unread(seen, place.ledger, place.options.night)
    if lost := [file for file in files if file.sha256 not in store]:
        raise RawLostError(
            f"everything has to be read anew, but the kept bytes of {len(lost)} files "
            f"are gone from {beside(settings.warehouse, 'raw')}, such as those of "
            f"{lost[0].source_file}"
        )
    return files


def _forget(place: Workplace, withheld: tuple[Withheld, ...]) -> None:
    """Keep no bytes that turned out to hold an erased article, now or ever again."""
    if not withheld:
        return
    warehouse = place.options.settings.warehouse
    found = {one.sha256: one.erasure_id for one in withheld}
    erasures = [
        replace(
            erasure,
            captures=(
                *erasure.captures,
                *(one for one in found if found[one] == erasure.erasure_id),
            ),
        )
        for erasure in read_erased(warehouse).erasures
    ]
    write_erased(warehouse, erasures)
    raw_store(place.options.settings).erase(found)


def _run(options: NightOptions) -> Run:
    settings = options.settings
    return Run(
        run_id=f"{options.night:%Y%m%d}-{uuid.uuid4().hex[:8]}",
        night=options.night,
        zone=settings.zone,
        started_at=datetime.now(UTC),
        code_version=code_version(),
        rule_set=rule_set(settings.zone),
        landing=without_password(settings.landing),
        is_full=options.is_full,
        is_accepted=options.is_accepted,
        is_erasure=options.is_erasure,
        is_replay=bool(options.replays),
    )


def _ledger(warehouse: Path) -> Ledger:
    """Return what the current release knows: nothing, if it was never one of ours."""
    current = release.current(warehouse)
    try:
        return read_ledger(current)
    except duckdb.CatalogException:
        return Ledger()
    except duckdb.IOException as error:
        raise release.CorruptWarehouseError(
            f"{current} cannot be read ({sentence(error)}); `khobao rollback` goes "
            "back to an earlier release"
        ) from error


def _content(place: Workplace, collected: Collected) -> str:
    """Name what is published: as before where a run brought nothing but its record."""
    made_with = f"{place.run.rule_set} {seed_set()}"
    before = release.content(place.options.settings.warehouse) or ""
    if before.endswith(made_with) and not collected.is_news:
        return before
    return f"{place.run.run_id} {made_with}"


@contextmanager
def _shards(warehouse: Path) -> Iterator[Path]:
    """Give a folder for the night's shards, under a name that the next run sweeps."""
    releases = beside(warehouse, "releases")
    releases.mkdir(parents=True, exist_ok=True)
    try:
        with TemporaryDirectory(prefix=".draft-shards-", dir=releases) as folder:
            yield Path(folder)
    finally:
        with suppress(OSError):  # it holds releases
            releases.rmdir()


def _ours(warehouse: Path) -> list[Path]:
    """Return what a landing folder may hold that is the warehouse itself."""
    return [
        warehouse,
        *(beside(warehouse, what) for what in ("raw", "releases", "lock", "erased")),
    ]


def _watched(entries: list[Entry], watch: Watch) -> Iterator[Entry]:
    for done, entry in enumerate(entries, start=1):
        watch("collecting", done, len(entries))
        yield entry


def _refuse(doubt: str | None, options: NightOptions) -> None:
    if doubt and not options.is_accepted:
        raise NightGoneWrongError(
            f"{doubt}; nothing was published (--accept overrides)"
        )
