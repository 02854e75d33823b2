"""What can stop a night, and the exit code a shell sees.

    KhobaoError                   1  anything we foresaw
    ├── LandingMissingError      66  no landing folder, or it cannot be listed
    ├── NightGoneWrongError       1  too much is wrong to publish; --accept overrides
    ├── RawLostError              1  kept bytes are gone or damaged
    ├── ReadersDiedError          1  processes that read cannot be kept alive
    ├── ClusterError              1  no Dask workers that could read for us
    ├── TooOldError              65  the data are older than was asked for
    ├── SettingsError             1  an option or KHOBAO_ variable makes no sense
    └── QuestionError             1  a question that cannot be answered

    SystemExit
    └── StoppedError        130, 143  Ctrl-C, SIGTERM

    from warehouse/
    BusyError                    75  another run is at work
    CorruptWarehouseError         1  the file under the warehouse's name is damaged
    CheckFailedError              1  a check in sql/check returned rows

65, 66 and 75 are EX_DATAERR, EX_NOINPUT and EX_TEMPFAIL of sysexits.h. Nothing was
changed when a night ends with any of these.
"""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

import click

from flows.visible import visible

TOO_OLD = 65
NO_LANDING = 66
BUSY = 75
STOPS = (signal.SIGINT, signal.SIGTERM)
GRACE_SECONDS = 5  # for an orderly end


class KhobaoError(Exception):
    """Something foreseen went wrong; the message is one sentence for a person."""

    exit_code = 1


class LandingMissingError(KhobaoError):
    """The landing folder is missing, is no folder, or cannot be listed."""

    exit_code = NO_LANDING


class NightGoneWrongError(KhobaoError):
    """Tonight looks so wrong that yesterday's warehouse is the better one."""


class RawLostError(KhobaoError):
    """Bytes that the warehouse has seen can no longer be read from its raw store."""


class ReadersDiedError(KhobaoError):
    """Processes that read files end before they have begun."""


class ClusterError(KhobaoError):
    """There is no Dask scheduler with workers that could read for us."""


class TooOldError(KhobaoError):
    """The last night is longer ago than it may be."""

    exit_code = TOO_OLD


class SettingsError(KhobaoError):
    """An option, or a setting from the environment or .env, makes no sense."""


class QuestionError(KhobaoError):
    """A question to the warehouse that cannot be answered as it was asked."""


class StoppedError(SystemExit):
    """Somebody asked the program to end: not an error, so that none swallows it."""

    asked: ClassVar[int | None] = None  # by which signal

    @classmethod
    def stop(cls, number: int, _frame: object) -> None:
        """End the program in order: what is open is closed, workers are awaited."""
        name = signal.Signals(number).name
        said = f"khobao: stopped by {name}; nothing was left half done\n"
        os.write(2, said.encode())  # a handler must not touch a half-written buffer
        cls.asked = number
        raise cls(128 + number)


@contextmanager
def stoppable() -> Iterator[None]:
    """Turn Ctrl-C and SIGTERM into StoppedError; only a main thread can.

    DuckDB and others put an error of their own in its place: it is told none the less.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {one: signal.signal(one, StoppedError.stop) for one in STOPS}
    StoppedError.asked = None
    try:
        with _last_resort():
            yield
    except Exception as error:
        if StoppedError.asked:
            raise StoppedError(128 + StoppedError.asked) from error
        raise
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


@contextmanager
def _last_resort() -> Iterator[None]:
    """End the process as a kill would, where it does not end in order soon.

    A signal's handler runs only between two steps of Python code: never while a query
    or a slow disk keeps the main thread, but another thread can hear of it.
    """
    ears, mouth = os.pipe()
    os.set_blocking(mouth, False)
    before = signal.set_wakeup_fd(mouth, warn_on_full_buffer=False)
    is_over = threading.Event()

    def watch() -> None:
        while heard := os.read(ears, 1):
            if heard[0] in STOPS and not is_over.wait(GRACE_SECONDS):
                os._exit(128 + heard[0])
        os.close(ears)

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        if not StoppedError.asked:  # else the way out may hang as well
            is_over.set()
        signal.set_wakeup_fd(before)
        os.close(mouth)


@contextmanager
def exits(*, is_debug: bool) -> Iterator[None]:
    """End the program on any error: one sentence on stderr, and its exit code.

    What click raises is left to click; `is_debug` leaves the traceback.
    """
    try:
        with stoppable():
            yield
    except (click.ClickException, click.Abort, click.exceptions.Exit):
        raise
    except BrokenPipeError:  # whoever reads our output has had enough (`| head`)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if is_debug:
            raise
        click.echo(f"khobao: {visible(sentence(error))}", err=True)
        sys.exit(exit_code(error))


def exit_code(error: BaseException) -> int:
    """Return the exit code for an error of ours, of the warehouse's or any other."""
    from warehouse.lock import BusyError  # noqa: PLC0415 (keeps `--help` quick)

    if isinstance(error, BusyError):
        return BUSY
    return error.exit_code if isinstance(error, KhobaoError) else 1


def sentence(error: BaseException) -> str:
    """Return an error as one line for a person; bugs are named by their type."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror + (f": {error.filename}" if error.filename else "")
    words = " ".join(str(error).split())
    is_ours = type(error).__module__.partition(".")[0] in {"flows", "warehouse"}
    return words if is_ours and words else f"{type(error).__name__}: {words}"
