"""Nights that are killed at any moment, while readers look on.

Beside every warehouse whose runs are killed lies a calm one, which saw the same nights
undisturbed: in the end both have to say the same.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from warehouse.fingerprint import fingerprint

FIRST_NIGHT = date(2026, 3, 1)
READERS = 4
STORY = """Thôn {n} xã Suối Đá mở lớp học buổi tối

(SLM) - Ngày {day}/3/2024, thôn {n} xã Suối Đá mở lớp học buổi tối cho {n} học viên.

Lớp số {n} học ba buổi mỗi tuần tại nhà văn hóa thôn {n}, do giáo viên của xã đứng lớp.
"""
# What a BI tool does, over and over: the night's articles and its record must agree.
READER = """
import json, sys, time
from pathlib import Path
import duckdb
warehouse, stop = Path(sys.argv[1]), Path(sys.argv[2])
seen, last, is_over = {"reads": 0, "errors": 0, "torn": 0, "backwards": 0}, 0, False
print("reading", flush=True)
while not is_over:
    is_over = stop.exists()
    try:
        with duckdb.connect(warehouse, read_only=True) as connection:
            articles, loaded, run = connection.execute(
                "select (select count(*) from mart_article), sum(loaded), max(run_no) "
                "from mart_run").fetchone()
    except Exception as error:
        print(error, file=sys.stderr)
        seen["errors"] += 1
        continue
    seen["reads"] += 1
    seen["torn"] += articles != loaded
    seen["backwards"] += run < last
    last = run
    time.sleep(float(sys.argv[3]))
print(json.dumps(seen))
"""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A run that was to be killed after a while, and whether it still lived then."""

    after: float
    is_killed: bool
    errors: str


class Nights:
    """A landing folder that grows by some stories a night, and both warehouses."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.landing = folder / "landing"
        self.disturbed = folder / "disturbed" / "press.duckdb"
        self.calm = folder / "calm" / "press.duckdb"
        self.landing.mkdir()
        self.number = 0

    def next(self, stories: int = 6) -> float:
        """Let a night come and run it in peace; return the seconds that took."""
        for n in range(self.number * stories, (self.number + 1) * stories):
            story = STORY.format(n=n + 2, day=n % 28 + 1)
            (self.landing / f"{n:04}.txt").write_text(story)
        self.number += 1
        began = time.monotonic()
        self.run(self.calm)
        if self.number == 1:
            shutil.copytree(self.calm.parent, self.disturbed.parent, symlinks=True)
        return time.monotonic() - began

    def run(self, warehouse: Path) -> None:
        """Run the night to its end."""
        subprocess.run(
            self._command(warehouse), cwd=self.folder, check=True, capture_output=True
        )

    def kill(self, after: float) -> Attempt:
        """Run the night and kill it after so many seconds, wherever it is then.

        Returns when every process that it started is gone as well.
        """
        with subprocess.Popen(
            self._command(self.disturbed),
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as run:
            try:
                run.wait(after)
            except subprocess.TimeoutExpired:
                os.kill(run.pid, signal.SIGKILL)
            errors = run.stderr.read()
        return Attempt(after, run.returncode == -signal.SIGKILL, errors)

    def is_equal(self) -> bool:
        """Tell whether both warehouses say the same."""
        return fingerprint(self.disturbed) == fingerprint(self.calm)

    def _command(self, warehouse: Path) -> list[str]:
        night = FIRST_NIGHT + timedelta(days=self.number - 1)
        return [
            *(sys.executable, "-m", "flows.cli", "run", str(self.landing)),
            *("--warehouse", str(warehouse), "--night", str(night), "--workers", "2"),
        ]


@contextmanager
def readers(warehouse: Path, rest: float) -> Iterator["Counter[str]"]:
    """Have readers at work; after the block, what they counted in all."""
    stop = warehouse.with_name("stop")
    command = [sys.executable, "-c", READER, str(warehouse), str(stop), str(rest)]
    started = [
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(READERS)
    ]
    counted: Counter[str] = Counter()
    try:
        for reader in started:
            reader.stdout.readline()
        yield counted
    finally:
        stop.touch()
        for reader in started:
            said, errors = reader.communicate()
            sys.stderr.write(errors)
            counted.update(json.loads(said))


def moments(count: int, seed: int) -> list[float]:
    """Return shares of a run's time, at random but spread over all of it."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    return [(step + chance.random()) / count * 1.05 for step in range(count)]
