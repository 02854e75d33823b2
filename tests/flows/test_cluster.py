"""A real scheduler and two workers: processes of this machine that share its disk."""

import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from distributed import Client

from flows import cluster as clustering
from flows.batch import Batch, Reading
from flows.cluster import cluster
from flows.errors import ClusterError
from flows.night import NightOptions, run_night
from flows.settings import Settings
from warehouse import release
from warehouse.fingerprint import fingerprint

pytestmark = [pytest.mark.timeout(300), pytest.mark.xdist_group("dask")]

ZONE = "Asia/Ho_Chi_Minh"
LOCAL = ["--no-dashboard", "--host", "127.0.0.1"]


def started(program: str, *arguments: str) -> subprocess.Popen:
    command = [sys.executable, "-m", f"distributed.cli.dask_{program}", *arguments]
    return subprocess.Popen([*command, *LOCAL], stderr=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory):
    """The address of a scheduler that has no workers yet."""
    file = tmp_path_factory.mktemp("dask") / "scheduler.json"
    process = started("scheduler", "--port", "0", "--scheduler-file", str(file))
    while not file.exists():
        assert process.poll() is None
        time.sleep(0.05)
    with Client(scheduler_file=str(file), timeout=60) as client:
        address = client.scheduler.address
    yield address
    process.terminate()
    process.wait()


@pytest.fixture(scope="module")
def workers(scheduler):
    """The address of the scheduler, once it has two workers."""
    one_thread = ("--nthreads", "1", "--no-nanny")
    processes = [started("worker", scheduler, *one_thread) for _ in range(2)]
    with Client(scheduler, timeout=60) as client:
        client.wait_for_workers(2, timeout=120)
    yield scheduler
    for process in processes:
        process.terminate()
        process.wait()


def test_a_scheduler_without_workers_is_told_before_anything_is_touched(
    scheduler, landing, warehouse
):
    settings = Settings(landing=landing, warehouse=warehouse, dask=scheduler)

    with pytest.raises(ClusterError, match="has no workers"):
        run_night(NightOptions(settings=settings, night=date(2026, 3, 1)))

    assert not warehouse.parent.exists()


def test_no_scheduler_is_one_sentence(monkeypatch):
    monkeypatch.setattr(clustering, "SECONDS_TO_CONNECT", 0.2)

    with (
        pytest.raises(ClusterError, match=r"no Dask scheduler at .*:9"),
        cluster("tcp://127.0.0.1:9", ZONE),
    ):
        pass


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(ClusterError, match=r"khobao\[dask\]"), cluster("any", ZONE):
        pass


def test_dask_workers_make_the_same_warehouse(
    workers, two_articles, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    landing = two_articles.parent / "landing"
    relative = Path("house/dask.duckdb")  # the workers stand in another folder
    settings = Settings(
        landing=landing, warehouse=relative, dask=workers, batch_files=1
    )

    report = run_night(NightOptions(settings=settings, night=date(2026, 3, 1)))

    assert report.loaded.outcomes["loaded"] == 2
    assert fingerprint(release.current(relative)) == fingerprint(
        release.current(two_articles)
    )


def test_workers_of_another_version_do_not_read_for_us(workers, monkeypatch):
    monkeypatch.setattr(clustering, "rule_set", lambda _zone: os.getpid())

    with pytest.raises(ClusterError, match="another version"), cluster(workers, ZONE):
        pass


def test_workers_that_do_not_share_the_disk_are_told(workers, tmp_path):
    elsewhere = Reading(raw=tmp_path, shards=tmp_path / "not-here", zone=ZONE)
    batch = Batch(number=0, files=(), reading=elsewhere)

    with (
        cluster(workers, ZONE) as client,
        pytest.raises(ClusterError, match="no shared disk"),
    ):
        list(clustering.read_on(client, [batch]))
