"""A landing folder that is not on this machine, read by fsspec.

Credentials and endpoints are the driver's own matter: its environment variables, or
those of fsspec (FSSPEC_S3_ENDPOINT_URL ...). Drivers raise what they like: all of it is
OSError here.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedIOBase
from typing import Any, cast

import fsspec
from fsspec import AbstractFileSystem

from flows.entry import Entry
from flows.errors import sentence
from transforms.records import Reason
from transforms.unpacking.names import Names

PIECE = 2**20


def check(url: str) -> None:
    """Raise OSError unless the folder is there and can be listed."""
    with _told():
        files, root = _found(url)
        is_there = files.isdir(root)
    if not is_there:
        raise FileNotFoundError(f"{url.rpartition('@')[2]} is no folder")


def walk(url: str) -> Iterator[Entry]:
    """Yield every file under a folder, in order of their paths."""
    with _told():
        files, root = _found(url)
        found = files.find(root, detail=True)
    names = Names()
    for path, info in sorted(found.items()):
        relative = path.removeprefix(root).lstrip("/")
        yield _entry(names.of(_bytes(relative)), path, info, files)


def read(entry: Entry, most: int) -> bytes:
    """Return a file's bytes, at most one more than `most`."""
    with _told(), _files(entry).open(_path(entry), "rb") as file:
        return cast("bytes", file.read(most + 1))


@contextmanager
def fetched(entry: Entry) -> Iterator[BufferedIOBase]:
    """Copy a file into one without a name here, and give that."""
    with tempfile.TemporaryFile() as copy:
        with _told(), _files(entry).open(_path(entry), "rb") as file:
            while piece := file.read(PIECE):
                copy.write(piece)
                if copy.tell() > entry.byte_count:
                    raise OSError("it grew while it was read")
        copy.seek(0)
        yield cast("BufferedIOBase", copy)


def _found(url: str) -> tuple[AbstractFileSystem, str]:
    """Return the file system of a URL, without memory of earlier nights, and a path."""
    files, root = fsspec.core.url_to_fs(url)
    files.invalidate_cache()
    return files, root


@contextmanager
def _told() -> Iterator[None]:
    """Make any error of a driver an OSError."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise OSError(sentence(error)) from error


def _entry(
    source_file: str, path: str, info: dict[str, Any], files: AbstractFileSystem
) -> Entry:
    if info.get("type") != "file" or info.get("islink"):
        detail = "A link or something else that is no file, never opened."
        return Entry(source_file, _bytes(path), 0, Reason.UNREADABLE, detail)
    size = int(info.get("size") or 0)
    return Entry(source_file, _bytes(path), size, remote=files)


def _files(entry: Entry) -> AbstractFileSystem:
    if entry.remote is None:
        raise ValueError(f"{entry.source_file} is of this machine")
    return entry.remote


def _path(entry: Entry) -> str:
    return os.fsdecode(entry.path)


def _bytes(path: str) -> bytes:
    return path.encode("utf-8", "surrogateescape")
