import shutil
from datetime import date

import duckdb
import pytest

from flows.errors import (
    LandingMissingError,
    NightGoneWrongError,
    RawLostError,
    SettingsError,
)
from flows.night import NightOptions, run_night, today
from flows.settings import Settings
from flows.version import code_version
from warehouse.connect import read_only
from warehouse.fingerprint import fingerprint
from warehouse.lock import BusyError, locked
from warehouse.release import CorruptWarehouseError, current, rollback


@pytest.fixture
def stories(write, story):
    """Write sample articles into the landing folder; a corrected one says more."""

    def land(*numbers: int, corrected: bool = False) -> None:
        more = "\nHội kéo dài thêm 1 ngày do bà con về đông.\n" if corrected else ""
        for number in numbers:
            write(f"{number:03}.txt", story(number) + more)

    return land


@pytest.fixture
def ask(warehouse):
    def answer(question: str) -> list[tuple]:
        with read_only(warehouse) as connection:
            return connection.execute(question).fetchall()

    return answer


def test_a_night_is_loaded_and_published(night, stories, ask, warehouse):
    stories(0, 1)

    report = night()

    assert report.loaded.outcomes["loaded"] == 2
    assert report.release == 1
    assert ask("select source_file from mart_article order by all") == [
        ("000.txt",),
        ("001.txt",),
    ]
    assert sorted(path.name for path in warehouse.parent.iterdir()) == [
        "warehouse.duckdb",
        "warehouse.lock",
        "warehouse.raw",
        "warehouse.releases",
    ]


def test_the_same_night_again_changes_nothing_but_the_runs(night, stories, ask):
    stories(0, 1)
    night()
    before = ask("from mart_article order by all")

    report = night()

    assert report.loaded.outcomes == {"unchanged": 2}
    assert ask("from mart_article order by all") == before
    assert ask("select count(*) from mart_run") == [(2,)]


def test_an_empty_landing_folder_still_records_its_run(night, ask):
    report = night()

    assert report.loaded.files_seen == 0
    assert ask("select files_seen, loaded from mart_run") == [(0, 0)]


def test_a_dry_run_publishes_nothing(night, stories, warehouse):
    stories(0)

    report = night(is_dry_run=True)

    assert report.release is None
    assert report.loaded.outcomes["loaded"] == 1
    assert current(warehouse) is None
    assert not (warehouse.parent / "warehouse.releases").exists()


def test_nights_that_bring_nothing_new_leave_something_to_roll_back_to(
    night, stories, warehouse
):
    stories(0)
    night(1)
    stories(1)
    night(2)
    for day in (2, 3, 4):
        night(day)

    assert rollback(warehouse) == 1


def test_without_a_landing_folder_nothing_is_made(night, landing, warehouse):
    landing.rmdir()

    with pytest.raises(LandingMissingError):
        night()

    assert not warehouse.parent.exists()


def test_two_runs_at_once_are_one_too_many(night, stories, warehouse):
    stories(0)

    with locked(warehouse), pytest.raises(BusyError):
        night()


def test_what_killed_runs_left_is_swept(night, stories, warehouse):
    left = warehouse.parent / "warehouse.releases" / ".draft-shards-left"
    (left / "shards").mkdir(parents=True)
    stories(0)

    night()

    assert not list(left.parent.glob(".*"))


def test_a_night_that_fails_leaves_nothing_behind(night, write, warehouse):
    for number in range(10):
        write(f"{number}.txt", bytes(range(256)) * (number + 1))

    with pytest.raises(NightGoneWrongError):
        night()

    assert not (warehouse.parent / "warehouse.releases").exists()


def test_too_many_bad_files_need_a_person_to_accept_them(night, write, stories, ask):
    stories(*range(7))
    for number in range(3):
        write(f"bad-{number}.txt", bytes(range(256)) * (number + 1))

    with pytest.raises(NightGoneWrongError, match="3 of 10 new files"):
        night()
    report = night(is_accepted=True)

    assert len(report.doubts) == 1
    assert ask("select verdict, quarantined from mart_run") == [("accepted", 3)]


def test_a_landing_folder_that_shrank_needs_a_person_to_accept_it(
    night, stories, landing
):
    stories(0, 1, 2, 3, 4)
    night(1)
    for name in ("000.txt", "001.txt", "002.txt"):
        (landing / name).unlink()

    with pytest.raises(NightGoneWrongError, match="2 files"):
        night(2)

    assert night(2, is_accepted=True).release == 2


def test_nights_loaded_out_of_order_give_the_same_warehouse(
    night, stories, tmp_path, landing
):
    forth, back = tmp_path / "forth.duckdb", tmp_path / "back.duckdb"
    first, second = tmp_path / "first", tmp_path / "second"
    stories(0, 1)
    shutil.copytree(landing, first)
    stories(1, corrected=True)
    stories(2)
    shutil.copytree(landing, second)

    for warehouse, order in ((forth, (1, 2)), (back, (2, 1, 2))):
        for day in order:
            folder = first if day == 1 else second
            night(day, settings={"warehouse": warehouse, "landing": folder})

    assert fingerprint(back) == fingerprint(forth)


def test_reading_everything_anew_gives_an_equal_warehouse(
    night, stories, landing, warehouse
):
    stories(0, 1)
    night(1)
    (landing / "000.txt").unlink()
    stories(1, corrected=True)
    stories(2)
    night(2)
    before = fingerprint(warehouse)

    report = night(2, is_full=True)

    assert report.is_rebuild
    assert fingerprint(warehouse) == before
    with read_only(warehouse) as connection:
        assert connection.execute("select count(*) from mart_run").fetchall() == [(3,)]


def test_reading_everything_anew_needs_every_kept_byte(
    night, stories, warehouse, landing
):
    stories(0, 1)
    night(1)
    before = current(warehouse)
    shutil.rmtree(warehouse.parent / "warehouse.raw")
    (landing / "000.txt").unlink()

    with pytest.raises(RawLostError, match=r"000\.txt"):
        night(2, is_full=True)

    assert current(warehouse) == before


def test_bytes_lost_from_the_raw_store_come_back_from_the_landing_folder(
    night, stories, warehouse
):
    stories(0, 1)
    night(1)
    shutil.rmtree(warehouse.parent / "warehouse.raw")

    night(1)

    assert night(1, is_full=True).is_rebuild


def test_a_plain_file_under_the_name_is_taken_over(night, stories, warehouse):
    stories(0)
    night(1)
    plain = warehouse.with_name("plain.duckdb")
    shutil.copyfile(warehouse, plain)
    shutil.copytree(warehouse.with_suffix(".raw"), plain.with_suffix(".raw"))
    stories(1)

    report = night(2, settings={"warehouse": plain})

    assert report.release == 2
    assert report.loaded.outcomes == {"loaded": 1, "unchanged": 1}


def test_somebody_elses_plain_file_is_taken_over_with_what_it_holds(
    night, stories, warehouse, ask
):
    stories(0)
    warehouse.parent.mkdir()
    with duckdb.connect(warehouse) as connection:
        connection.execute("create table theirs as select 1 as one")

    assert night().release == 2
    assert ask("select one from theirs") == [(1,)]


@pytest.mark.parametrize("content", [b"", b"no database at all"])
def test_a_damaged_file_under_the_name_is_left_alone(
    night, stories, warehouse, content
):
    stories(0)
    warehouse.parent.mkdir()
    warehouse.write_bytes(content)

    with pytest.raises(CorruptWarehouseError):
        night()

    assert warehouse.read_bytes() == content


def test_a_warehouse_may_lie_in_the_landing_folder(night, stories, landing):
    stories(0)
    settings = {"warehouse": landing / "warehouse.duckdb"}

    assert night(1, settings=settings).loaded.files_seen == 1
    assert night(2, settings=settings).loaded.files_seen == 1


def test_hostile_names_are_loaded_like_any_other(night, write, story, ask):
    names = ["'; drop table dim_file; --.txt", '"x".txt', "😀.txt", "hai\ndong.txt"]
    for number, name in enumerate(names):
        write(name, story(number))

    assert night().loaded.outcomes["loaded"] == 4
    assert {name for (name,) in ask("select source_file from mart_article")} == {
        "'; drop table dim_file; --.txt",
        '"x".txt',
        "😀.txt",
        "hai%0Adong.txt",
    }


def test_staging_is_not_published(night, stories, warehouse):
    stories(0)
    night()

    with duckdb.connect(warehouse, read_only=True) as connection:
        tables = {name for (name,) in connection.execute("show tables").fetchall()}

    assert not {name for name in tables if name.startswith("stg_")}


def test_the_day_is_that_of_the_zone():
    days = {today(zone) for zone in ("Pacific/Kiritimati", "Pacific/Niue")}

    assert len(days) == 2
    assert all(isinstance(day, date) for day in days)


def test_the_version_says_more_than_nothing():
    assert code_version()[0].isdigit()


def test_a_night_outside_the_calendar_is_refused(landing, warehouse):
    settings = Settings(landing=landing, warehouse=warehouse)

    with pytest.raises(SettingsError, match="1940 to 2060"):
        run_night(NightOptions(settings=settings, night=date(2061, 1, 1)))

    assert not warehouse.exists()
