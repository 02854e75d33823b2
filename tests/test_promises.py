"""The design's promise 4: any order, any number of times, the same warehouse.

Real files through the whole night: names shuffled by copying in another order, one
worker and four, twice over, in one night or spread over several.
"""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from flows.night import NightOptions, run_night
from flows.settings import Settings
from warehouse import release
from warehouse.fingerprint import fingerprint

pytestmark = pytest.mark.xdist_group("promises")  # one night serves them all

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "seeds" / "articles"
REAL = ROOT.parent / "shared" / "seeds"
FIRST = date(2026, 11, 1)


def night_of(landing, warehouse, night=FIRST, workers=1):
    settings = Settings(
        landing=landing, warehouse=warehouse, workers=workers, batch_files=7
    )
    return run_night(NightOptions(settings=settings, night=night, is_accepted=True))


def told(warehouse, **how):
    return fingerprint(release.current(warehouse), **how)


@pytest.fixture(scope="module")
def in_one_night(tmp_path_factory):
    """The samples loaded plainly: what every other way must equal."""
    warehouse = tmp_path_factory.mktemp("plain") / "press.duckdb"
    night_of(SAMPLES, warehouse)
    return warehouse


@pytest.fixture
def copied(in_one_night, tmp_path):
    """That warehouse once more, to go on with."""
    shutil.copytree(in_one_night.parent, tmp_path / "copy", symlinks=True)
    return tmp_path / "copy" / in_one_night.name


def test_four_workers_and_small_batches_tell_the_same(in_one_night, tmp_path):
    night_of(SAMPLES, tmp_path / "press.duckdb", workers=4)

    assert told(tmp_path / "press.duckdb") == told(in_one_night)


def test_running_the_night_again_tells_the_same(in_one_night, copied):
    again = night_of(SAMPLES, copied)

    assert again.loaded.outcomes["unchanged"] == again.loaded.files_seen
    assert told(copied) == told(in_one_night)


def test_files_that_come_in_another_order_tell_the_same(in_one_night, tmp_path):
    landing = tmp_path / "landing"
    files = sorted(path for path in SAMPLES.rglob("*") if path.is_file())
    for file in reversed(files):
        copy = landing / file.relative_to(SAMPLES)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
    night_of(landing, tmp_path / "press.duckdb")

    assert told(tmp_path / "press.duckdb") == told(in_one_night)


def test_reading_everything_anew_tells_the_same(in_one_night, copied):
    settings = Settings(landing=SAMPLES, warehouse=copied)
    run_night(NightOptions(settings=settings, night=FIRST, is_full=True))

    assert told(copied) == told(in_one_night)


def split(landing, folder, parts):
    """Deal the files of a landing folder out to one folder a night."""
    for at, file in enumerate(sorted(landing.glob("*.txt"))):
        copy = folder / str(at % parts) / file.name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)


@pytest.mark.skipif(not REAL.is_dir(), reason="the real articles are not here")
def test_five_articles_in_one_night_or_in_five_differ_only_in_nights(tmp_path):
    split(REAL, tmp_path / "landing", 5)
    for at in (3, 0, 4, 2, 1):
        night_of(
            tmp_path / "landing" / str(at),
            tmp_path / "five.duckdb",
            night=FIRST + timedelta(days=at),
        )
    night_of(REAL, tmp_path / "one.duckdb", night=FIRST)

    assert told(tmp_path / "five.duckdb", ignore_nights=True) == told(
        tmp_path / "one.duckdb", ignore_nights=True
    )
