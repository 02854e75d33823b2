"""What the warehouse knows of the files it has seen, for the night that comes next."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from transforms.reading.litter import is_litter
from transforms.unpacking.names import BETWEEN
from warehouse.connect import read_only


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Bytes seen under a name, between two nights (both included).

    `change` is "new" (not known under this name, or not as what it showed last),
    "unchanged", "kept" (from the ledger, for a rebuild) or "replayed" (from there as
    well, to be read once more). `sha256` is None and `reason` set where there were no
    bytes to read (a link out of the landing folder, an unreadable file). Both are set
    for an archive: what is read is its members. Litter is known by its name, whatever
    the bytes are.
    """

    source_file: str
    sha256: str | None
    change: str
    first_seen_on: date
    last_seen_on: date
    byte_count: int | None = None
    reason: str | None = None
    detail: str | None = None
    is_litter: bool = field(init=False)

    def __post_init__(self) -> None:
        """Tell litter by the name."""
        object.__setattr__(self, "is_litter", is_litter(self.source_file))


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of the nightly job, as the warehouse will remember it."""

    run_id: str
    night: date
    zone: str
    started_at: datetime
    code_version: str
    rule_set: str
    landing: str
    is_full: bool
    is_accepted: bool
    is_erasure: bool = False
    is_replay: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A stay: a name showed these bytes on each of some nights in a row.

    `archive` says what was found in an archive, whose bytes are kept as its members.
    `is_unopened` is true of bytes that were kept as they are, since nothing could be
    made of them: other rules may find an archive there.
    """

    source_file: str
    sha256: str
    first_seen_on: date
    last_seen_on: date
    byte_count: int | None = None
    archive: str | None = None
    is_unopened: bool = False


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every (name, bytes) the warehouse has seen, and how its last nights went.

    `known` holds the stays in order of their names, and so a name is looked up: an
    index of a hundred thousand names takes as much room as they do. `files_by_night`
    holds, newest first, the number of files the last published run of each of the last
    seven nights saw.
    """

    rule_set: str | None = None
    known: tuple[Known, ...] = ()
    files_by_night: tuple[tuple[date, int], ...] = ()
    names: list[str] = field(init=False, default_factory=list)
    members: dict[str, set[str]] = field(init=False, default_factory=dict)
    archives: set[str] = field(init=False, default_factory=set)
    first_seen: dict[str, date] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index members by name, archives and first nights by digest."""
        for row in self.known:
            self.names.append(row.source_file)
            archive, between, _ = row.source_file.partition(BETWEEN)
            if between:
                self.members.setdefault(archive, set()).add(row.source_file)
            if row.archive:
                self.archives.add(row.sha256)
            if is_litter(row.source_file):
                continue  # its bytes were not read
            first = self.first_seen.get(row.sha256)
            if first is None or row.first_seen_on < first:
                self.first_seen[row.sha256] = row.first_seen_on

    def without(self, digests: Collection[str]) -> "Ledger":
        """Return the ledger as if those bytes had never been seen."""
        if not digests:
            return self
        known = tuple(one for one in self.known if one.sha256 not in digests)
        return replace(self, known=known)

    def is_unchanged(self, source_file: str, sha256: str, night: date) -> bool:
        """Tell whether to see these bytes that night says nothing new of the name.

        It showed them that night already; or nothing yet, and nothing but them when it
        was last seen before.
        """
        shown = self._shown(source_file, night)
        if shown:
            return sha256 in shown
        before = self._last_seen(source_file, night)
        return before is not None and self._shown(source_file, before) == {sha256}

    def unchanged(self, source_file: str, sha256: str, night: date) -> list[Known]:
        """Return a name and the members it had, where seeing it says nothing new.

        Nothing where it does; nor where an archive's name showed other bytes as well
        when it was last seen, since what was in which cannot be told.
        """
        if not self.is_unchanged(source_file, sha256, night):
            return []
        on = night if self._shown(source_file, night) else None
        on = on or self._last_seen(source_file, night) or night
        itself = [
            one for one in self._stays_on(source_file, on) if one.sha256 == sha256
        ]
        members = sorted(self.members.get(source_file, ()))
        if members and len(self._stays_on(source_file, on)) > 1:
            return []
        return itself + [one for name in members for one in self._stays_on(name, on)]

    def is_read(self, sha256: str, night: date) -> bool:
        """Tell whether these bytes were read already, on an earlier night.

        Bytes that turn up under a new name on their first night, or before it, are
        read again: the name and night that stand for them may be these.
        """
        first = self.first_seen.get(sha256)
        return first is not None and first < night

    def _shown(self, source_file: str, night: date) -> set[str]:
        """Return the digests of what a name showed on a night."""
        return {stay.sha256 for stay in self._stays_on(source_file, night)}

    def _stays(self, source_file: str) -> Sequence[Known]:
        """Return all stays of a name."""
        start = bisect_left(self.names, source_file)
        return self.known[start : bisect_right(self.names, source_file, start)]

    def _stays_on(self, source_file: str, night: date) -> list[Known]:
        return [
            stay
            for stay in self._stays(source_file)
            if stay.first_seen_on <= night <= stay.last_seen_on
        ]

    def _last_seen(self, source_file: str, night: date) -> date | None:
        """Return the last night before this one on which a name was seen."""
        return max(
            (
                min(stay.last_seen_on, night - timedelta(days=1))
                for stay in self._stays(source_file)
                if stay.first_seen_on < night
            ),
            default=None,
        )


def read_ledger(database: Path | None) -> Ledger:
    """Return what a published warehouse file knows; an empty ledger for None."""
    if database is None:
        return Ledger()
    with read_only(database) as connection:
        known = connection.execute(
            "select source_file, sha256, left(stay, 10)::date, right(stay, 10)::date, "
            "if(reason = 'archive', byte_count, null), "
            "if(reason = 'archive', detail, null), "
            "coalesce(reason in ('unknown_type', 'corrupt_archive'), false) "
            "from (select source_file, sha256, reason, byte_count, detail, "
            "unnest(string_split(nights_seen, '; ')) as stay from dim_file "
            "where file_key >= 0) order by all"
        ).fetchall()
        nights = connection.execute(
            "select night, max_by(files_seen, run_no) from dim_audit "
            "where audit_key >= 0 and verdict not in ('erased', 'replayed') "
            "group by night order by night desc limit 7"
        ).fetchall()
        last = connection.execute(
            "select rule_set from dim_audit where audit_key >= 0 "
            "order by run_no desc limit 1"
        ).fetchone()
    return Ledger(
        rule_set=last[0] if last else None,
        known=tuple(
            Known(
                source_file=name,
                sha256=sha,
                first_seen_on=first,
                last_seen_on=last,
                byte_count=size,
                archive=archive,
                is_unopened=is_unopened,
            )
            for name, sha, first, last, size, archive, is_unopened in known
        ),
        files_by_night=tuple(nights),
    )
