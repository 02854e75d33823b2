"""The landing folder: a path of this machine, or the URL of any other place.

/press/incoming, file:///press/incoming      read with care for links and pipes
s3://bucket/press, sftp://..., memory://...  whatever fsspec has a driver for
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BufferedIOBase
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from urllib.request import url2pathname

from flows import local_folder
from flows.entry import Entry
from flows.errors import LandingMissingError, sentence

URL = re.compile(r"[a-z][a-z0-9+.-]*(?:::|://)", re.IGNORECASE)
HERE = re.compile(r"(?:file|local):(?=/)", re.IGNORECASE)


def check_landing(landing: str | Path) -> None:
    """Raise LandingMissingError unless the folder is there and can be listed."""
    here = local(landing)
    try:
        if here:
            local_folder.check(here)
        else:
            from flows import remote_folder  # noqa: PLC0415 (few need it)

            remote_folder.check(str(landing))
    except OSError as error:
        raise LandingMissingError(
            f"no landing folder to read: {sentence(error)}"
        ) from error


def walk(landing: str | Path, skip: Iterable[Path] = ()) -> Iterator[Entry]:
    """Yield every file under the landing folder; one of this machine without `skip`.

    LandingMissingError where the folder is missing or cannot be listed.
    """
    check_landing(landing)
    here = local(landing)
    if here:
        yield from local_folder.walk(here, skip)
        return
    from flows import remote_folder  # noqa: PLC0415 (few need it)

    try:
        yield from remote_folder.walk(str(landing))
    except OSError as error:
        raise LandingMissingError(
            f"the landing folder cannot be listed: {sentence(error)}"
        ) from error


def read_bytes(entry: Entry, most: int) -> bytes:
    """Return a file's bytes, at most one more than `most`; OSError where it fails."""
    if entry.remote is None:
        return local_folder.read(entry.path, most)
    from flows import remote_folder  # noqa: PLC0415 (few need it)

    return remote_folder.read(entry, most)


@contextmanager
def open_entry(entry: Entry) -> Iterator[BufferedIOBase]:
    """Open a file that stays as it is; OSError where that fails.

    One from elsewhere is copied first, so that it is fetched once.
    """
    if entry.remote is None:
        with local_folder.opened(entry.path) as file:
            yield file
        return
    from flows import remote_folder  # noqa: PLC0415 (few need it)

    with remote_folder.fetched(entry) as copy:
        yield copy


def local(landing: str | Path) -> Path | None:
    """Return the folder of this machine that is meant; None where it is elsewhere.

    >>> local("file:///press/incoming"), local("s3://bucket/press")
    (PosixPath('/press/incoming'), None)
    """
    name = str(landing)
    if HERE.match(name):
        return Path(url2pathname(urlsplit(name).path))
    return None if URL.match(name) else Path(name)


def without_password(landing: str | Path) -> str:
    """Return the landing folder as it may be shown and stored.

    >>> without_password("sftp://an:secret@host.example/press")
    'sftp://host.example/press'
    """
    name = str(landing)
    if local(landing) or "@" not in name:
        return name
    parts = urlsplit(name)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
