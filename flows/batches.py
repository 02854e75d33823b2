"""Read bytes into Parquet shards, a batch at a time, here or in worker processes.

A batch is the unit that could as well run on another machine: all it needs is the raw
store and a folder to write to. What it gives does not depend on how files were dealt
out, so neither does the warehouse.
"""

import logging
import signal
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.collect import Unread
from flows.errors import RawLostError, ReadersDiedError
from transforms.batch import read_batch
from transforms.records import RawFile
from warehouse.raw_store import RawStore, RawStoreError

SLICE_BYTES = 64_000_000  # what a worker holds in memory, but for the last file


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some of the night's unread bytes, and where they come from and go to."""

    number: int
    files: tuple[Unread, ...]
    raw: Path
    shards: Path
    zone: str


def deal(
    files: Sequence[Unread], size: int, *, raw: Path, shards: Path, zone: str
) -> list[Batch]:
    """Deal files out into batches of `size`."""
    return [
        Batch(
            number=number,
            files=tuple(files[start : start + size]),
            raw=raw,
            shards=shards,
            zone=zone,
        )
        for number, start in enumerate(range(0, len(files), size))
    ]


def read_one(batch: Batch) -> int:
    """Write one batch's shards; return how many files it read.

    RawLostError where the raw store does not give the bytes back.
    """
    for number, files in enumerate(_slices(batch)):
        name = f"{batch.number:06}-{number:04}"
        for table, rows in read_batch(files, batch.zone).items():
            write_shard(batch.shards / table, name, rows)
    return len(batch.files)


def read_all(batches: Sequence[Batch], workers: int) -> Iterator[int]:
    """Read every batch; yield how many files each read, as it is done.

    ReadersDiedError where a worker process is killed from outside.
    """
    if workers == 1:
        yield from map(read_one, batches)
        return
    with _pool(min(workers, len(batches) or 1)) as pool:
        try:
            for done in as_completed([pool.submit(read_one, one) for one in batches]):
                yield done.result()
        except BrokenProcessPool as error:
            raise ReadersDiedError(
                "a worker process died while it read files; nothing was published "
                "(out of memory? try --workers 1)"
            ) from error
        finally:
            pool.shutdown(cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    """Return worker processes that log as this one does.

    They are spawned: a fork would copy this process' threads and locks.
    """
    level = logging.getLogger("transforms").getEffectiveLevel()
    spawn = get_context("spawn")
    return ProcessPoolExecutor(workers, spawn, initializer=_start, initargs=(level,))


def _start(level: int) -> None:
    """Make a worker log as its parent does, and leave Ctrl-C to that."""
    logging.getLogger("transforms").setLevel(level)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def write_shard(folder: Path, name: str, rows: pa.Table) -> None:
    """Write rows as <folder>/<name>.parquet; no rows, no file."""
    if rows.num_rows:
        folder.mkdir(parents=True, exist_ok=True)
        pq.write_table(rows, folder / f"{name}.parquet")


def _slices(batch: Batch) -> Iterator[list[RawFile]]:
    """Yield the batch's bytes in lists that are safe to hold in memory."""
    files: list[RawFile] = []
    size = 0
    for file in _raw(batch):
        files.append(file)
        size += len(file.raw)
        if size >= SLICE_BYTES:
            yield files
            files, size = [], 0
    if files:
        yield files


def _raw(batch: Batch) -> Iterable[RawFile]:
    store = _store(batch.raw)
    for file in batch.files:
        try:
            raw = store.get(file.sha256)
        except RawStoreError as error:
            raise RawLostError(
                f"the kept bytes of {file.source_file} ({file.sha256}) are gone or "
                f"damaged in {batch.raw}"
            ) from error
        yield RawFile(source_file=file.source_file, sha256=file.sha256, raw=raw)


@cache
def _store(folder: Path) -> RawStore:
    """Return this process' view of a raw store: its table of contents is read once."""
    return RawStore(folder)
