"""Run one night and print, as JSON, what each of its steps took.

    python tests/bench/night.py LANDING WAREHOUSE YYYY-MM-DD [mute]

The steps are timed from outside: the nightly run itself holds no stopwatch. A mute
night does not read what the sentences say.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import click
import psutil

import flows.night
import flows.readers
import warehouse.build
import warehouse.release
from flows.night import NightOptions, run_night
from flows.settings import Settings


class Clock(NamedTuple):
    """Seconds on the wall, and of CPU in this process and its children."""

    wall: float
    cpu: float

    def since(self, start: "Clock") -> "Clock":
        """Return what passed."""
        return Clock(self.wall - start.wall, self.cpu - start.cpu)


def now() -> Clock:
    """Return the time it is."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    children = [child.cpu_times() for child in psutil.Process().children()]
    cpu = sum(one.user + one.system for one in children)
    cpu += time.process_time() + ended.ru_utime + ended.ru_stime
    return Clock(time.perf_counter(), cpu)


MUTE_READER = str(Path(__file__).with_name("mute_reader.py"))
STARTED = Clock(
    time.perf_counter() - (time.time() - psutil.Process().create_time()), 0.0
)
WATCHED = (
    (flows.night, "collect_files"),
    (flows.night, "publish_night"),
    (warehouse.build, "check"),
    (warehouse.release, "publish"),
)


class Stopwatch:
    """When the functions that it watches were entered and left."""

    def __init__(self) -> None:
        self.entered: dict[str, Clock] = {}
        self.left: dict[str, Clock] = {}

    def watch(self, module: ModuleType, name: str) -> None:
        """Time a function of a module, whoever calls it there."""
        setattr(module, name, self._timed(getattr(module, name)))

    def took(self, name: str) -> Clock:
        """Return what a function took."""
        return self.left[name].since(self.entered[name])

    def _timed(self, function: Callable) -> Callable:
        def timed(*args, **kwargs):
            self.entered[function.__name__] = now()
            try:
                return function(*args, **kwargs)
            finally:
                self.left[function.__name__] = now()

        return timed


def main(landing: str, file: str, night: str, how: str = "") -> None:
    """Run the night and print its steps."""
    if how == "mute":
        flows.readers.PROGRAM = [sys.executable, MUTE_READER]
    stopwatch = Stopwatch()
    for module, name in WATCHED:
        stopwatch.watch(module, name)
    settings = Settings(landing=Path(landing), warehouse=Path(file))
    start = now()
    run_night(NightOptions(settings=settings, night=date.fromisoformat(night)))
    cpu = now().cpu
    wall = time.time() - psutil.Process().create_time()
    steps = steps_of(stopwatch, start)
    click.echo(json.dumps({"steps": steps, "whole": (wall, cpu)}))


def steps_of(stopwatch: Stopwatch, start: Clock) -> dict[str, Clock]:
    """Return what each step of the night took; `start` is when it began."""
    check, publish = stopwatch.took("check"), stopwatch.took("publish")
    return {
        "start Python": start.since(STARTED),
        "open": stopwatch.entered["collect_files"].since(start),
        "collect": stopwatch.took("collect_files"),
        "read": stopwatch.entered["publish_night"].since(
            stopwatch.left["collect_files"]
        ),
        "load": stopwatch.took("publish_night").since(check).since(publish),
        "check": check,
        "publish": publish,
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
