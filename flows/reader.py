"""The program of a process that reads: batches come in, shards go out to disk.

    in     on stdin, a batch a line, as JSON
    out    on stdout, a line for each batch: {}, or what went wrong, as JSON
    at     in a file that its parent holds too: the place in the batch of the file at
           hand, or NO_FILE while shards are written (a line for each woke the parent)

It is a process of its own because a page may hang a parser, make it swell or kill it,
in C code that nothing within the process could interrupt. The kernel holds it to its
limits, and its parent (flows.readers) sees which file it was at. It ends with its
parent, at once, and by itself when nobody has had work for it for a while.
"""

import gc
import json
import logging
import os
import resource
import signal
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import NoReturn

from flows.batch import NO_FILE, SWOLLEN, Batch, Reading, Unread, write_place
from flows.shards import write_shard
from transforms.batch import read_batch
from transforms.records import RawFile
from warehouse.raw_store import RawStore, RawStoreError

log = logging.getLogger("transforms")

IDLE_SECONDS = 5
PATIENCE = 3  # seconds by the clock for a second of work: the machine may be busy
PAGE = resource.getpagesize()
# A page is read into some thousand records that live until their shard is written:
# looking among them for rings every 700 took a tenth of all reading.
RINGS_EVERY = 50_000


def main() -> None:
    """Read one batch after the other, and tell the parent how it goes."""
    _, level, at = sys.argv
    told = os.dup(1)
    os.dup2(2, 1)  # what a library prints must not be taken for our words
    _obey(int(level))
    for batch in _batches():
        _tell(told, json.dumps(_outcome(batch, int(at))))
    os._exit(0)  # a thread still listens


def _obey(level: int) -> None:
    """Log as the parent does, leave Ctrl-C to it, die of limits and leave no core."""
    gc.freeze()  # the rules and tables stay
    gc.set_threshold(RINGS_EVERY)
    log.setLevel(level)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for deadly in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(deadly, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _batches() -> Iterator[Batch]:
    """Yield batches as they come; end where none has come for a while."""
    lines: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(lines,), daemon=True).start()
    while True:
        try:
            yield Batch.from_json(lines.get(timeout=IDLE_SECONDS))
        except Empty:
            return


def _listen(lines: "SimpleQueue[bytes]") -> NoReturn:
    """Hand on what the parent says; end the process when the parent ends."""
    for line in sys.stdin.buffer:
        lines.put(line)
    os._exit(0)  # whatever is being read, nobody waits for it


def _outcome(batch: Batch, at: int) -> dict[str, object]:
    """Read a batch; return what went wrong, if it did, as JSON can say it."""
    try:
        _read(batch, at)
    except RawStoreError as error:
        return {"lost": str(error)}
    except MemoryError:
        os._exit(SWOLLEN)  # what is left of the process is not worth trusting
    except OSError as error:
        return {"os": [error.errno, error.strerror or str(error), error.filename]}
    except Exception as error:  # a bug: the parent finds out which file has it
        logging.getLogger("transforms").exception(
            "batch %s could not be read", batch.name
        )
        return {"failed": f"{type(error).__name__}: {error}"}
    return {}


def _read(batch: Batch, at: int) -> None:
    reading = batch.reading
    for number, files in enumerate(_slices(batch)):
        tables = read_batch(_limited(files, reading, at), reading.zone)
        for table, rows in tables.items():
            write_shard(reading.shards / table, f"{batch.name}-{number:04}", rows)


def _limited(
    files: Iterable[tuple[int, RawFile]], reading: Reading, at: int
) -> Iterator[RawFile]:
    """Yield files; whoever takes one is held to the limits until taking the next."""
    try:
        for place, file in files:
            write_place(at, place)
            _limit(reading.seconds, reading.memory)
            yield file
    finally:
        _limit(0, None)
    write_place(at, NO_FILE)


def _limit(seconds: float, memory: int | None) -> None:
    """Let the kernel end the process after some time, and give it so much memory more.

    Time is that of the processor, which tells the file's fault from a busy machine's;
    the clock is for a reader that waits for ever. 0 and None lift the limits.
    """
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds * PATIENCE)
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    bounds = [] if most == resource.RLIM_INFINITY else [most]
    if memory is not None:
        bounds.append(_held() + memory)
    soft = min(bounds, default=resource.RLIM_INFINITY)
    resource.setrlimit(resource.RLIMIT_DATA, (soft, most))


def _held() -> int:
    """Return the bytes of data this process holds, as the kernel counts them."""
    return int(os.pread(_statm(), 200, 0).split()[5]) * PAGE


@cache
def _statm() -> int:
    return os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC)


def _slices(batch: Batch) -> Iterator[list[tuple[int, RawFile]]]:
    """Yield the batch's bytes in lists that are safe to hold in memory."""
    files: list[tuple[int, RawFile]] = []
    size = 0
    for at, file in enumerate(batch.files):
        files.append((at, _raw_file(file, batch.reading.raw)))
        size += len(files[-1][1].raw)
        if size >= batch.reading.shard_bytes:
            yield files
            files, size = [], 0
    if files:
        yield files


def _raw_file(file: Unread, folder: Path) -> RawFile:
    try:
        raw = _store(folder).get(file.sha256)
    except RawStoreError as error:
        raise RawStoreError(
            f"the kept bytes of {file.source_file} ({file.sha256}) are gone or "
            f"damaged in {folder}"
        ) from error
    return RawFile(source_file=file.source_file, sha256=file.sha256, raw=raw)


@cache
def _store(folder: Path) -> RawStore:
    """Return this process' view of a raw store: its table of contents is read once."""
    return RawStore(folder)


def _tell(told: int, line: str) -> None:
    try:
        os.write(told, line.encode() + b"\n")
    except BrokenPipeError:
        os._exit(0)  # the parent is gone, and whoever listens has yet to notice


if __name__ == "__main__":
    main()
