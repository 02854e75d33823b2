import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from warehouse.lock import BusyError, locked

HOLDER = """
import sys, time
from pathlib import Path
from warehouse.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""
FORKER = """
import os, sys, time
from pathlib import Path
from warehouse.lock import locked
with locked(Path(sys.argv[1])):
    if not os.fork():
        print(os.getpid(), flush=True)
    time.sleep(60)
"""


def start(script: str, warehouse: Path) -> tuple[subprocess.Popen[str], str]:
    """Start a process that holds the lock; return it and what it said."""
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(warehouse)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    return holder, holder.stdout.readline().strip()


def end(holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    holder.stdout.close()


def take(warehouse: Path) -> None:
    with locked(warehouse):
        pass


def test_a_second_caller_in_this_process_is_told_at_once(tmp_path):
    with locked(tmp_path / "a.duckdb"), pytest.raises(BusyError, match=r"a\.duckdb"):
        take(tmp_path / "a.duckdb")


def test_the_lock_is_free_again_after_the_block_and_after_an_error_in_it(tmp_path):
    with pytest.raises(ZeroDivisionError), locked(tmp_path / "a.duckdb"):
        _ = 1 / 0
    take(tmp_path / "a.duckdb")


def test_missing_parent_folders_are_made(tmp_path):
    with locked(tmp_path / "a" / "b" / "c.duckdb"):
        assert (tmp_path / "a" / "b" / "c.lock").exists()


def test_two_warehouses_in_one_folder_do_not_lock_each_other(tmp_path):
    with locked(tmp_path / "a.duckdb"):
        for name in ("b.duckdb", "a", "a.db"):
            take(tmp_path / name)


def test_another_process_keeps_us_away_until_it_is_killed(tmp_path):
    holder, said = start(HOLDER, tmp_path / "a.duckdb")
    try:
        assert said == "held"
        with pytest.raises(BusyError):
            take(tmp_path / "a.duckdb")
    finally:
        end(holder)

    take(tmp_path / "a.duckdb")


@pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(), reason="needs fork"
)
def test_an_orphaned_worker_does_not_keep_the_lock_of_its_killed_parent(tmp_path):
    holder, child = start(FORKER, tmp_path / "a.duckdb")
    end(holder)
    try:
        with locked(tmp_path / "a.duckdb"):
            os.kill(int(child), 0)  # it is still there
    finally:
        os.kill(int(child), signal.SIGKILL)
