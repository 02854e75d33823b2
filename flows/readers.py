"""Processes that read batches, seen from the one that needs them (see flows.reader).

A reader is started where none is idle, and is left idle for the next batch. It may die
of what it reads: its ending then says at which file, and of what.
"""

import atexit
import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import IO, cast

from flows.batch import NO_FILE, SWOLLEN, Batch, read_place
from flows.errors import RawLostError
from transforms.records import Reason

PROGRAM = [sys.executable, "-P", "-m", "flows.reader"]
SAID_AT_ONCE = 65_536  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a reader ended with a batch: `reason` is None where all of it was read.

    `at` is the place of the file at fault: NO_FILE where it may be any of them, None
    where none was begun. `is_sure` where another try would end no better.
    """

    reason: Reason | None = None
    detail: str = ""
    at: int | None = NO_FILE
    is_sure: bool = False


class Reader:
    """A process that reads one batch at a time."""

    def __init__(self) -> None:
        """Start it; it logs as this process does."""
        level = logging.getLogger("transforms").getEffectiveLevel()
        self._at = os.memfd_create("at")
        self._process = subprocess.Popen(  # noqa: S603 (our own program)
            [*PROGRAM, str(level), str(self._at)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=[self._at],
        )
        self._ears = cast("IO[bytes]", self._process.stdout)
        self._mouth = cast("IO[bytes]", self._process.stdin)
        self._said = b""

    def fileno(self) -> int:
        """Return what to wait on for its words."""
        return self._ears.fileno()

    def is_alive(self) -> bool:
        """Tell whether it can take another batch."""
        return self._process.poll() is None

    def send(self, batch: Batch) -> None:
        """Have it read a batch; where it is dead by now, `hear` tells."""
        os.ftruncate(self._at, 0)
        with suppress(BrokenPipeError):
            self._mouth.write(f"{batch.to_json()}\n".encode())
            self._mouth.flush()

    def hear(self) -> Ending | None:
        """Take in what it says; None while it is at work.

        RawLostError or OSError where what went wrong is no file's fault.
        """
        said = os.read(self.fileno(), SAID_AT_ONCE)
        if not said:
            return self._death()
        self._said += said
        if not said.endswith(b"\n"):
            return None
        told, self._said = self._said, b""
        return _ending(json.loads(told))

    def end(self) -> int:
        """End it, whatever it is at; return its exit code."""
        self._process.kill()
        with suppress(BrokenPipeError):  # of what it did not take in
            self._mouth.close()
        self._ears.close()
        os.close(self._at)
        return self._process.wait()

    def _death(self) -> Ending:
        code = self._process.wait()
        at = read_place(self._at)
        self.end()
        reason, detail = _cause(code)
        is_sure = code == -signal.SIGPROF
        return Ending(reason=reason, detail=detail, at=at, is_sure=is_sure)


def lend(batch: Batch) -> Reader:
    """Return a reader that is at work on a batch."""
    reader = _idle_one() or Reader()
    reader.send(batch)
    return reader


def take_back(reader: Reader) -> None:
    """Keep a reader that has ended with its batch for the next one."""
    if reader.is_alive():
        _idle.append(reader)


def end_idle() -> None:
    """End the readers that nobody needs now; they would end by themselves soon."""
    while reader := _idle_one():
        reader.end()


def endings(busy: Mapping[Reader, Batch]) -> Iterator[tuple[Reader, Ending]]:
    """Wait for readers to say something; yield those that ended with their batch."""
    by_fileno = {reader.fileno(): reader for reader in busy}
    for fileno in wait(list(by_fileno)):
        reader = by_fileno[cast("int", fileno)]
        if ending := reader.hear():
            yield reader, ending


def _ending(told: dict[str, object]) -> Ending:
    """Return a reader's last words on a batch; raise what is no file's fault."""
    match told:
        case {"lost": str(words)}:
            raise RawLostError(words)
        case {"os": [number, words, name]}:
            raise OSError(number, words, name)
        case {"failed": str(words)}:
            return Ending(reason=Reason.READER_FAILED, detail=words[:500])
    return Ending()


def _cause(code: int) -> tuple[Reason, str]:
    """Say what a reader died of, by its exit code."""
    if code in (-signal.SIGPROF, -signal.SIGALRM):
        return Reason.TOO_SLOW, "It takes more time to read than a file may."
    if code == SWOLLEN:
        return Reason.TOO_MUCH_MEMORY, "It takes more memory to read than a file may."
    how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
    return Reason.READER_DIED, f"It ended the process that read it ({how})."


_idle: list[Reader] = []


def _idle_one() -> Reader | None:
    with suppress(IndexError):
        while not (reader := _idle.pop()).is_alive():
            reader.end()
        return reader
    return None


atexit.register(end_idle)
os.register_at_fork(after_in_child=_idle.clear)  # they are the parent's
