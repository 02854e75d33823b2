"""Publish a warehouse so that readers never wait, never fail and never see half of it.

    data/warehouse.duckdb -> warehouse.releases/7/warehouse.duckdb    relative link
    data/warehouse.releases/5/ 6/ 7/        never changed once they have their number
    data/warehouse.releases/7/content       one line; alike where nothing new came
    data/warehouse.releases/.draft-<pid>/   the copy that a run is working on

A run copies the current release, works on the copy, and publishes it: the copy gets
the next number, and the link is replaced in one step. Whoever opens the name gets the
old release or the new one, whole; whoever has the old one open keeps it. The file is
always called warehouse.duckdb because DuckDB names the catalog after the file that
the link leads to; the link itself may have any name.

All but `current` are called while the warehouse is locked (`warehouse.lock`).

WarehouseError
├── CorruptWarehouseError     the file is not a whole DuckDB file
├── ForeignNameError          the name is taken by something that is not ours
├── UnfinishedFileError       the file still has a write-ahead log beside it
└── NoReleaseError            there is no older release to go back to
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from warehouse.connect import read_only
from warehouse.files import beside, sync
from warehouse.lock import BusyError

FILE = "warehouse.duckdb"
CONTENT = "content"
KEPT = 3
READ_ONLY = 0o444  # opened to write, by a careless tool, it would lock all readers out
# A query could write a log beside the file, and DuckDB would take it for its own.
CLOSED, OPENED = 0o555, 0o755
# How DuckDB says that a file is open elsewhere; it has no error class for it.
OPEN_ELSEWHERE = ("Could not set lock", "different configuration")


class WarehouseError(Exception):
    """The warehouse cannot be used as it lies on disk."""


class CorruptWarehouseError(WarehouseError):
    """The file is not a whole DuckDB file."""


class ForeignNameError(WarehouseError):
    """The name of the warehouse is taken by something that is not ours."""


class UnfinishedFileError(WarehouseError):
    """The file has a write-ahead log: it is not all of what was written."""


class NoReleaseError(WarehouseError):
    """There is no older release to go back to."""


def current(warehouse: Path) -> Path | None:
    """Return the file that the warehouse's name leads to; None where nothing is there.

    Raises ForeignNameError where the name leads nowhere or was not made by us, as a
    plain file that was not taken over yet.
    """
    number = linked(warehouse)
    if number is None:
        return None
    file = _file(warehouse, number)
    if not file.is_file():
        raise ForeignNameError(
            f"{warehouse} leads to release {number}, which is gone: roll back to an "
            "older one, or remove the link to start anew"
        )
    return file


@contextmanager
def draft(warehouse: Path, *, empty: bool = False) -> Iterator[Path]:
    """Give the path of a private copy of the current release, to be changed at will.

    Where there is no release, or `empty` is asked for, no file is there yet. The copy
    is gone after the block unless `publish` was called on it.
    """
    take_over(warehouse)
    release = current(warehouse)
    folder = _new_folder(warehouse)
    try:
        if release and not empty:
            shutil.copyfile(release, folder / FILE)
        yield folder / FILE
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(warehouse: Path, draft: Path, content: str | None = None) -> int:
    """Make a draft the current release and return its number.

    The draft must be checkpointed and closed. On disk before anybody can see it.
    Of releases whose `content` is alike only the newest is kept to go back to.
    Raises UnfinishedFileError, BusyError or CorruptWarehouseError where it is not.
    """
    before = linked(warehouse)
    _check_whole(draft)
    if content:
        draft.with_name(CONTENT).write_text(content)
        sync(draft.with_name(CONTENT))
    return _release(warehouse, draft.parent, before)


def take_over(warehouse: Path) -> bool:
    """Make a plain DuckDB file under the warehouse's name its first release.

    The file gets a second name inside the releases, then the link replaces the first:
    readers find it at every moment. Returns whether there was one.
    Raises CorruptWarehouseError, UnfinishedFileError or BusyError, and touches nothing.
    """
    if warehouse.is_symlink() or not warehouse.exists():
        return False
    if not warehouse.is_file():
        raise ForeignNameError(f"{warehouse} is not a file")
    _check_whole(warehouse)
    folder = _new_folder(warehouse)
    try:
        (folder / FILE).hardlink_to(warehouse)
    except OSError:  # a filesystem without hard links
        shutil.copyfile(warehouse, folder / FILE)
    _release(warehouse, folder, None)
    return True


def content(warehouse: Path) -> str | None:
    """Return what the current release was published as the content of."""
    number = linked(warehouse)
    return None if number is None else _content(warehouse, number)


def kept(warehouse: Path) -> dict[int, Path]:
    """Return the files of the releases on disk by number, oldest first."""
    files = {number: _file(warehouse, number) for number in _numbers(warehouse)}
    return {number: file for number, file in files.items() if file.is_file()}


def rollback(warehouse: Path, to: int | None = None) -> int:
    """Go back to the newest release before the current content, or to one by number.

    The one left stays on disk until the next publication, which never reuses its
    number. Raises NoReleaseError where nothing older, or no such release, is kept.
    """
    number = linked(warehouse) or 0
    files = kept(warehouse)
    leaving = _content(warehouse, number)
    older = [n for n in files if n < number and _content(warehouse, n) != leaving]
    if to is None and not older:
        raise NoReleaseError(f"{warehouse} has no older release to go back to")
    target = older[-1] if to is None else to
    if target not in files:
        raise NoReleaseError(
            f"{warehouse} has no release {target}; "
            f"kept are {', '.join(map(str, files)) or 'none'}"
        )
    _check_whole(files[target])
    _point(warehouse, target)
    return target


def sweep(warehouse: Path) -> None:
    """Remove what killed runs left: their drafts and a link not put in place."""
    for folder in beside(warehouse, "releases").glob(".draft-*"):
        _discard(folder)
    _next_link(warehouse).unlink(missing_ok=True)


def keep_only_current(warehouse: Path) -> None:
    """Remove all older releases, of which none may be gone back to any more."""
    number = linked(warehouse)
    _remove(warehouse, [n for n in _numbers(warehouse) if n != number])


def _release(warehouse: Path, folder: Path, before: int | None) -> int:
    """Give a draft folder its number, swap the link, and remove what is too old."""
    taken = [before or 0, *_numbers(warehouse)]
    number = max(taken) + 1
    file = folder / FILE
    file.chmod(file.stat().st_mode & READ_ONLY)
    folder.chmod(folder.stat().st_mode & CLOSED)
    sync(file)
    sync(folder)
    release = _file(warehouse, number).parent
    folder.rename(release)
    sync(release.parent)
    # Above the link lies what was rolled back, or renamed by a run that died here.
    above = [n for n in _numbers(warehouse) if (before or number) < n < number]
    _remove(warehouse, above)
    _point(warehouse, number)
    _remove(warehouse, _outdated(warehouse, {number, before or number}))
    return number


def _outdated(warehouse: Path, needed: set[int]) -> list[int]:
    """Return the releases beyond the newest KEPT contents, each at its newest.

    A reader may have read the link just before it was swapped: what it led to is
    needed as well.
    """
    newest: dict[str, int] = {}
    for number in _numbers(warehouse):
        newest[_content(warehouse, number)] = number
    kept_on = {*sorted(newest.values())[-KEPT:], *needed}
    return [number for number in _numbers(warehouse) if number not in kept_on]


def _content(warehouse: Path, number: int) -> str:
    file = _file(warehouse, number).with_name(CONTENT)
    return file.read_text() if file.is_file() else str(number)


def _point(warehouse: Path, number: int) -> None:
    """Swap the link, in one step, to lead to this release."""
    link = _next_link(warehouse)
    link.unlink(missing_ok=True)
    link.symlink_to(_target(warehouse, number))
    link.replace(warehouse)
    sync(warehouse.parent)


def linked(warehouse: Path) -> int | None:
    """Return the number of the release that the link names, present or not."""
    if not warehouse.is_symlink():
        if warehouse.exists():
            raise ForeignNameError(f"{warehouse} is not a link to a release")
        return None
    target = warehouse.readlink()
    number = target.parent.name
    if number.isdecimal() and target == _target(warehouse, int(number)):
        return int(number)
    raise ForeignNameError(
        f"{warehouse} is a link to {target}, which is no release of it: "
        "name that file instead, or remove the link"
    )


def _target(warehouse: Path, number: int) -> Path:
    return Path(beside(warehouse, "releases").name) / str(number) / FILE


def _file(warehouse: Path, number: int) -> Path:
    return warehouse.parent / _target(warehouse, number)


def _next_link(warehouse: Path) -> Path:
    return warehouse.with_name(f".{warehouse.name}.next")


def _new_folder(warehouse: Path) -> Path:
    folder = beside(warehouse, "releases") / f".draft-{os.getpid()}"
    if folder.exists():  # of a killed run that had our process id
        _discard(folder)
    folder.mkdir(parents=True)
    return folder


def _numbers(warehouse: Path) -> list[int]:
    """Return the numbers of the releases on disk, smallest first."""
    folders = beside(warehouse, "releases").glob("*")
    return sorted(int(folder.name) for folder in folders if folder.name.isdecimal())


def _remove(warehouse: Path, numbers: list[int]) -> None:
    for number in numbers:
        _discard(_file(warehouse, number).parent)


def _discard(folder: Path) -> None:
    folder.chmod(folder.stat().st_mode | OPENED)
    shutil.rmtree(folder)


def _check_whole(file: Path) -> None:
    """Raise unless this is a closed DuckDB file with nothing missing at its end."""
    log = file.with_name(f"{file.name}.wal")
    if log.exists():
        raise UnfinishedFileError(
            f"{log} exists: open {file.name} with DuckDB, run CHECKPOINT and close it"
        )
    try:
        with read_only(file) as connection:
            needed = _bytes_in_use(connection)
    except duckdb.Error as error:
        if any(words in str(error) for words in OPEN_ELSEWHERE):
            raise BusyError(f"{file} is open elsewhere: {error}") from error
        raise CorruptWarehouseError(
            f"{file} is no whole DuckDB file: {error}"
        ) from error
    if file.stat().st_size < needed:
        raise CorruptWarehouseError(f"{file} is cut short")


def _bytes_in_use(connection: duckdb.DuckDBPyConnection) -> int:
    """Return how long a file must be to hold every block that it uses.

    The number of all blocks would not do: free ones at the end need not be written.
    """
    tables = connection.sql(
        "select format('{:s}.{:s}', schema_name, table_name) from duckdb_tables()"
    ).fetchall()
    blocks = ["select max(block_id) as block_id from pragma_metadata_info()"] + [
        "select max(greatest(block_id, list_max(additional_block_ids))) "
        f"from pragma_storage_info('{name}')"
        for (name,) in tables
    ]
    found = connection.sql(
        "select block_size * (1 + (select coalesce(max(block_id), -1) "
        f"from ({' union all '.join(blocks)}))) from pragma_database_size()"
    ).fetchone()
    return int(found[0]) if found else 0
