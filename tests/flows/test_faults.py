"""Faults of the machine that meet a night, each by name.

Each meets the second of two nights, as often as there are moments for it. Yesterday's
warehouse stays, and the night run once more ends as where nothing happened.
"""

import os
import resource
import shutil
import subprocess
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from flows import night as nightly
from flows import take
from flows.errors import exit_code, sentence
from flows.night import NightOptions, NightReport, run_night
from flows.settings import Settings
from warehouse.connect import read_only
from warehouse.fingerprint import fingerprint
from warehouse.release import current

pytestmark = pytest.mark.xdist_group("faults")  # one night serves them all

ROOM = 2**29


class House:
    """A warehouse of one night, which is to see the second one."""

    def __init__(self, landing: Path, warehouse: Path) -> None:
        self.settings = Settings(landing=landing, warehouse=warehouse, workers=1)

    def night(self, day: int = 2) -> NightReport:
        return run_night(NightOptions(settings=self.settings, night=date(2026, 3, day)))

    def fails(self) -> str:
        """Run the night; return how it failed, once yesterday's is seen to stand."""
        before = current(self.settings.warehouse)
        with pytest.raises(Exception) as failed:  # noqa: PT011 (of any library)
            self.night()
        assert current(self.settings.warehouse) == before
        with read_only(self.settings.warehouse) as connection:
            articles = connection.execute("select count(*) from mart_article")
            assert articles.fetchone() == (2,)
        assert exit_code(failed.value) == 1
        return sentence(failed.value)


@pytest.fixture(scope="module")
def two_nights(tmp_path_factory, story):
    """Return a folder with a warehouse of the first night, and what two nights say."""
    folder = tmp_path_factory.mktemp("nights")
    landing = folder / "landing"
    landing.mkdir()
    for number in range(2):
        (landing / f"{number}.txt").write_text(story(number))
    (folder / "house").mkdir()
    House(landing, folder / "house/press.duckdb").night(1)
    for number in range(2, 5):
        (landing / f"{number}.txt").write_text(story(number))
    calm = folder / "calm"
    shutil.copytree(folder / "house", calm, symlinks=True)
    House(landing, calm / "press.duckdb").night()
    return folder, fingerprint(calm / "press.duckdb")


@pytest.fixture
def moved_in(two_nights, monkeypatch, tmp_path):
    """Put the warehouse of the first night into a folder."""
    folder, _ = two_nights
    monkeypatch.chdir(tmp_path)  # no .env of the checkout

    def into(home: Path) -> House:
        shutil.copytree(folder / "house", home / "house", symlinks=True)
        return House(folder / "landing", home / "house/press.duckdb")

    return into


@pytest.fixture
def ends_well(two_nights):
    """Run the night with nothing in its way: it has to end as the calm one."""

    def check(house: House) -> None:
        house.night()
        assert fingerprint(house.settings.warehouse) == two_nights[1]
        assert not list(house.settings.warehouse.parent.glob("*/.*"))

    return check


@pytest.fixture
def disk(tmp_path):
    """A disk of its own: a function that mounts it anew with some options."""
    folder = tmp_path / "disk"
    folder.mkdir()

    def mount(options: str) -> bool:
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    if not mount(f"size={ROOM}"):
        pytest.skip("needs the right to mount a disk")
    yield folder, lambda options: mount(f"remount,{options}")
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk(disk, moved_in, ends_well):
    folder, remount = disk
    house = moved_in(folder)
    usage, size = shutil.disk_usage(folder), current(house.settings.warehouse).stat()

    # no room for the raw bytes, for the draft, for what the draft takes up
    for room in (0, size.st_size // 2, size.st_size + 2**18):
        assert remount(f"size={usage.used + room}")
        assert "space" in house.fails()

    remount(f"size={ROOM}")
    ends_well(house)


def test_a_read_only_folder(disk, moved_in, ends_well):
    folder, remount = disk
    house = moved_in(folder)

    assert remount("ro")
    assert "ead-only" in house.fails()

    remount("rw")
    ends_well(house)


@contextmanager
def files_up_to(size: int):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_limit_on_the_size_of_files(moved_in, ends_well, tmp_path):
    house = moved_in(tmp_path)
    size = current(house.settings.warehouse).stat().st_size

    for limit in (100, size // 2, size + 2**18):
        with files_up_to(limit):
            assert "arge" in house.fails()

    ends_well(house)


def test_a_clock_set_back(moved_in, ends_well, tmp_path, monkeypatch):
    class Earlier(datetime):
        @classmethod
        def now(cls, tz=None):
            return super().now(tz) - timedelta(days=900)

    house = moved_in(tmp_path)
    monkeypatch.setattr(nightly, "datetime", Earlier)
    ends_well(house)

    with read_only(house.settings.warehouse) as connection:
        runs = connection.execute("select night from mart_run order by run_no")
        assert runs.fetchall() == [(date(2026, 3, 1),), (date(2026, 3, 2),)]


def test_a_folder_whose_files_change_and_vanish_meanwhile(
    moved_in, tmp_path, monkeypatch
):
    house = moved_in(tmp_path)
    landing = tmp_path / "landing"
    shutil.copytree(house.settings.landing, landing)
    house = House(landing, house.settings.warehouse)
    real = take.read_bytes

    def moving(entry, most):
        raw = real(entry, most)
        Path(os.fsdecode(entry.path)).write_text("Khác hẳn.")
        (landing / "4.txt").unlink(missing_ok=True)
        return raw

    monkeypatch.setattr(take, "read_bytes", moving)

    assert house.night().loaded.outcomes["loaded"] >= 2  # what was read is what counts
    with read_only(house.settings.warehouse) as connection:
        bodies = connection.execute("select body from mart_article").fetchall()
    assert not any("Khác hẳn" in body for (body,) in bodies)
