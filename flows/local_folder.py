"""Walk a folder of this machine: what lies there, and what not to open.

Names are what a hostile folder can throw at us: any bytes but "/" and NUL. They are
turned into text that prints and stays unique; the bytes are kept for opening.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BufferedReader
from operator import attrgetter
from pathlib import Path

from flows.entry import Entry
from flows.errors import sentence
from transforms.records import Reason
from transforms.unpacking.names import no_archive, printable

FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def check(folder: Path) -> None:
    """Raise OSError unless the folder is there and can be listed."""
    os.scandir(folder).close()


def walk(folder: Path, skip: Iterable[Path]) -> Iterator[Entry]:
    """Yield every file under a folder but those in (or under) `skip`.

    A link to a folder inside is not followed: what is there has its own name.
    """
    root = os.path.realpath(os.fsencode(folder))
    skipped = {_unresolved(path) for path in skip}
    folders = [(root, "")]
    while folders:
        path, prefix = folders.pop()
        try:
            children = _children(path)
        except OSError as error:
            name = prefix.rstrip("/")
            yield Entry(name, path, 0, Reason.UNREADABLE, sentence(error))
            continue
        for name, child in children:
            if child.path in skipped:
                continue
            if child.is_dir(follow_symlinks=False):
                folders.append((child.path, f"{prefix}{name}/"))
            elif not _leads_to_folder_inside(child, root):
                yield _entry(prefix + name, child, root)


@contextmanager
def opened(path: bytes) -> Iterator[BufferedReader]:
    """Open a file for reading; OSError where it fails.

    It may have been replaced since the walk, so no link is followed and nothing that
    could block (a FIFO) is waited for. OSError, too, where it was written to meanwhile.
    """
    with open(os.open(path, FLAGS), "rb") as file:  # noqa: PTH123 (bytes)
        before = _status(file.fileno())
        yield file
        _check_same(before, file.fileno())


def read(path: bytes, most: int) -> bytes:
    """Return a file's bytes, at most one more than `most`; OSError as above.

    Without a file object: nights see hundreds of thousands of files again.
    """
    descriptor = os.open(path, FLAGS)
    try:
        before = _status(descriptor)
        missing = min(before.st_size, most + 1)
        parts = []
        while missing and (part := os.read(descriptor, missing)):
            parts.append(part)
            missing -= len(part)
        _check_same(before, descriptor)
    finally:
        os.close(descriptor)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _status(descriptor: int) -> os.stat_result:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise OSError("no regular file any more")
    return status


def _check_same(before: os.stat_result, descriptor: int) -> None:
    after = os.fstat(descriptor)
    if (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        raise OSError("it changed while it was read")


def _children(folder: bytes) -> list[tuple[str, os.DirEntry[bytes]]]:
    """Return a folder's entries in order of their bytes, each with a name of its own.

    A name that holds "%0A" as written and one that holds a newline would print alike;
    the later one then has its % escaped as well. A folder "a.zip!" is not to be taken
    for an archive.
    """
    with os.scandir(folder) as found:
        entries = sorted(found, key=attrgetter("name"))
    named: dict[str, os.DirEntry[bytes]] = {}
    for entry in entries:
        name = printable(entry.name)
        if name.endswith("!") and entry.is_dir(follow_symlinks=False):
            name = no_archive(name)
        while name in named:
            name = name.replace("%", "%25")
        named[name] = entry
    return list(named.items())


def _leads_to_folder_inside(child: os.DirEntry[bytes], root: bytes) -> bool:
    if not child.is_symlink():
        return False
    target = os.path.realpath(child.path)
    return os.path.isdir(target) and _is_inside(target, root)  # noqa: PTH112 (bytes)


def _unresolved(path: Path) -> bytes:
    """Return a path as the walk meets it: only its last name may be a link."""
    folder = os.path.realpath(os.fsencode(path.parent))
    return os.path.join(folder, os.fsencode(path.name))  # noqa: PTH118 (bytes)


def _is_inside(path: bytes, root: bytes) -> bool:
    return os.path.commonpath([path, root]) == root


def _entry(source_file: str, child: os.DirEntry[bytes], root: bytes) -> Entry:
    is_link = child.is_symlink()
    path = os.path.realpath(child.path) if is_link else child.path
    if is_link and not _is_inside(path, root):
        target = printable(os.readlink(child.path))  # noqa: PTH115 (bytes)
        detail = f"A link that leads out of the landing folder, to {target}."
        return Entry(source_file, path, 0, Reason.OUTSIDE_LINK, detail)
    try:
        status = os.stat(path)  # noqa: PTH116 (bytes)
    except OSError as error:
        return Entry(source_file, path, 0, Reason.UNREADABLE, sentence(error))
    if not stat.S_ISREG(status.st_mode):
        detail = "A pipe, socket or device, never opened."
        return Entry(source_file, path, 0, Reason.UNREADABLE, detail)
    return Entry(source_file, path, status.st_size)
