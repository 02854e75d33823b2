import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from warehouse.connect import read_only
from warehouse.lock import BusyError, locked
from warehouse.release import (
    KEPT,
    CorruptWarehouseError,
    ForeignNameError,
    NoReleaseError,
    UnfinishedFileError,
    current,
    draft,
    publish,
    rollback,
    sweep,
    take_over,
)

ROOT = Path(__file__).parents[2]
PUBLISHER = """
import sys
from pathlib import Path
import duckdb
from warehouse.lock import locked
from warehouse.release import draft, publish, sweep
warehouse, times = Path(sys.argv[1]), int(sys.argv[2])
for _ in range(times):
    with locked(warehouse):
        sweep(warehouse)
        with draft(warehouse) as copy:
            with duckdb.connect(copy) as connection:
                connection.sql("update one set n = n + 1")
                connection.sql("update other set n = n + 1")
            publish(warehouse, copy)
"""
READER = """
import sys
from pathlib import Path
from warehouse.connect import read_only
warehouse, stop = Path(sys.argv[1]), Path(sys.argv[2])
seen, reads, last = set(), 0, False
while not last:
    last = stop.exists()
    with read_only(warehouse) as connection:
        row = connection.sql("select one.n, other.n from one, other").fetchone()
    assert row[0] == row[1], f"torn: {row}"
    assert row[0] >= max(seen, default=0), f"backwards: {row} after {max(seen)}"
    if not seen:
        print("reading", flush=True)
    seen.add(row[0])
    reads += 1
print(reads, len(seen), max(seen))
"""


def python(script: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def write(path: Path, number: int) -> None:
    """Make or change a DuckDB file so that its tables `one` and `other` hold this."""
    with duckdb.connect(path) as connection:
        for table in ("one", "other"):
            connection.sql(f"create or replace table {table} as select {number} as n")


def read(path: Path) -> int:
    with duckdb.connect(path, read_only=True) as connection:
        return connection.sql("select n from one").fetchone()[0]


def publish_number(warehouse: Path, number: int) -> int:
    with draft(warehouse) as copy:
        write(copy, number)
        return publish(warehouse, copy)


def releases(warehouse: Path) -> list[str]:
    folder = warehouse.with_name(f"{warehouse.stem}.releases")
    return sorted(entry.name for entry in folder.iterdir())


@pytest.fixture
def warehouse(tmp_path) -> Path:
    return tmp_path / "data" / "press.duckdb"


# --- publishing


def test_the_first_release_makes_parents_and_a_relative_link(warehouse):
    assert current(warehouse) is None
    with draft(warehouse) as copy:
        assert not copy.exists()
        write(copy, 7)
        assert publish(warehouse, copy) == 1

    assert warehouse.readlink() == Path("press.releases/1/warehouse.duckdb")
    assert current(warehouse).samefile(warehouse)
    assert read(warehouse) == 7
    assert releases(warehouse) == ["1"]


def test_a_draft_starts_from_the_current_release_or_from_nothing_if_asked(warehouse):
    publish_number(warehouse, 7)
    with draft(warehouse) as copy:
        assert read(copy) == 7
    with draft(warehouse, empty=True) as copy:
        assert not copy.exists()


def test_a_draft_not_published_is_gone_even_after_an_error(warehouse):
    publish_number(warehouse, 1)
    with pytest.raises(ZeroDivisionError), draft(warehouse) as copy:
        write(copy, 1 // 0)

    assert releases(warehouse) == ["1"]
    assert read(warehouse) == 1


def test_the_catalog_is_called_warehouse_whatever_the_link_is_called(warehouse):
    publish_number(warehouse, 1)
    with duckdb.connect(warehouse, read_only=True) as connection:
        assert connection.sql("select current_database()").fetchone() == ("warehouse",)


def test_only_the_last_releases_are_kept(warehouse):
    for number in range(1, KEPT + 3):
        assert publish_number(warehouse, number) == number

    assert releases(warehouse) == ["3", "4", "5"]
    assert read(warehouse) == 5


def test_releases_that_only_record_another_run_do_not_push_out_older_ones(warehouse):
    for number, content in enumerate(("a", "b", "c", "c", "c", "c"), start=1):
        with draft(warehouse) as copy:
            write(copy, number)
            publish(warehouse, copy, content)

    # 5 was the link's target when 6 was published: a reader may be about to open it
    assert releases(warehouse) == ["1", "2", "5", "6"]
    assert [rollback(warehouse), read(warehouse)] == [2, 2]
    assert [rollback(warehouse), read(warehouse)] == [1, 1]


def test_a_published_file_cannot_be_written_by_accident(warehouse):
    publish_number(warehouse, 1)

    assert current(warehouse).stat().st_mode & 0o222 == 0
    assert current(warehouse).parent.stat().st_mode & 0o222 == 0
    with draft(warehouse) as copy:
        assert copy.stat().st_mode & 0o200


def test_a_reader_that_stays_keeps_its_release_and_new_connections_get_the_new_one(
    warehouse,
):
    publish_number(warehouse, 1)
    with duckdb.connect(warehouse, read_only=True) as reader:
        for number in range(2, 2 + KEPT + 2):
            publish_number(warehouse, number)
            assert read(warehouse) == number
        assert reader.sql("select n from one").fetchone() == (1,)


def test_a_draft_with_a_log_beside_it_is_refused(warehouse):
    publish_number(warehouse, 1)
    with draft(warehouse) as copy:
        copy.with_name("warehouse.duckdb.wal").write_bytes(b"log")
        with pytest.raises(UnfinishedFileError, match="CHECKPOINT"):
            publish(warehouse, copy)

    assert read(warehouse) == 1


def test_a_draft_that_is_still_open_is_refused(warehouse):
    with draft(warehouse) as copy, duckdb.connect(copy) as connection:
        connection.sql("create table one as select 1 as n")
        connection.sql("checkpoint")
        with pytest.raises(BusyError):
            publish(warehouse, copy)

    assert current(warehouse) is None


@pytest.mark.parametrize("content", [None, b"", b"no database" * 5000])
def test_a_draft_that_is_no_database_is_refused(warehouse, content):
    with draft(warehouse) as copy:
        if content is not None:
            copy.write_bytes(content)
        with pytest.raises(CorruptWarehouseError):
            publish(warehouse, copy)

    assert current(warehouse) is None


def test_what_killed_runs_left_is_swept_and_nothing_else(warehouse):
    publish_number(warehouse, 1)
    stale = warehouse.with_name("press.releases") / ".draft-1"
    stale.mkdir()
    write(stale / "warehouse.duckdb", 2)
    warehouse.with_name(".press.duckdb.next").symlink_to("nowhere")

    sweep(warehouse)

    assert releases(warehouse) == ["1"]
    assert {entry.name for entry in warehouse.parent.iterdir()} == {
        "press.duckdb",
        "press.releases",
    }


def test_a_release_that_a_killed_run_did_not_link_is_passed_over(warehouse):
    publish_number(warehouse, 1)
    publish_number(warehouse, 2)
    unlinked = warehouse.with_name("press.releases") / "3"
    shutil.copytree(unlinked.with_name("2"), unlinked)

    assert read(warehouse) == 2
    assert publish_number(warehouse, 4) == 4
    assert releases(warehouse) == ["1", "2", "4"]


# --- going back


def test_rollback_goes_back_one_release_at_a_time(warehouse):
    for number in (1, 2, 3):
        publish_number(warehouse, number)

    assert [rollback(warehouse), read(warehouse)] == [2, 2]
    assert [rollback(warehouse), read(warehouse)] == [1, 1]
    with pytest.raises(NoReleaseError):
        rollback(warehouse)
    assert read(warehouse) == 1


def test_what_was_rolled_back_is_no_base_and_no_target_of_a_later_rollback(warehouse):
    for number in (1, 2):
        publish_number(warehouse, number)
    rollback(warehouse)

    with draft(warehouse) as copy:
        assert read(copy) == 1
        write(copy, 3)
        assert publish(warehouse, copy) == 3
    assert [rollback(warehouse), read(warehouse)] == [1, 1]


def test_any_release_kept_may_be_given_again_by_its_number(warehouse):
    for number in (1, 2, 3):
        publish_number(warehouse, number)

    assert [rollback(warehouse, 1), read(warehouse)] == [1, 1]
    assert [rollback(warehouse, 3), read(warehouse)] == [3, 3]
    with pytest.raises(NoReleaseError, match="no release 9; kept are 1, 2, 3"):
        rollback(warehouse, 9)
    assert read(warehouse) == 3


def test_there_is_nothing_to_roll_back_to_before_the_second_release(warehouse):
    with pytest.raises(NoReleaseError):
        rollback(warehouse)
    publish_number(warehouse, 1)
    with pytest.raises(NoReleaseError):
        rollback(warehouse)


# --- what may lie under the name


def test_a_plain_file_becomes_the_first_release(warehouse):
    warehouse.parent.mkdir()
    write(warehouse, 7)
    with read_only(warehouse) as reader:
        assert take_over(warehouse)
        assert reader.sql("select n from one").fetchone() == (7,)

    assert not take_over(warehouse)
    assert warehouse.is_symlink()
    assert read(warehouse) == 7
    assert [publish_number(warehouse, 8), read(warehouse)] == [2, 8]
    assert [rollback(warehouse), read(warehouse)] == [1, 7]


def test_a_draft_takes_a_plain_file_over_instead_of_losing_it(warehouse):
    warehouse.parent.mkdir()
    write(warehouse, 7)
    with draft(warehouse) as copy:
        assert read(copy) == 7

    assert releases(warehouse) == ["1"]


def test_a_file_cut_anywhere_is_refused_and_left_as_it_is(warehouse, tmp_path):
    whole = tmp_path / "whole.duckdb"
    with duckdb.connect(whole) as connection:
        connection.sql("create table gone as select uuid() as n from range(50000)")
        connection.sql("checkpoint")
        connection.sql("drop table gone")
        connection.sql("create table kept as select uuid() as n from range(90000)")
    data = whole.read_bytes()
    warehouse.parent.mkdir()
    for share in range(20):
        cut = data[: len(data) * share // 20]
        warehouse.write_bytes(cut)
        with pytest.raises(CorruptWarehouseError, match="press"), draft(warehouse):
            pass
        assert warehouse.read_bytes() == cut
        assert not warehouse.is_symlink()
        assert list(warehouse.parent.iterdir()) == [warehouse]


@pytest.mark.parametrize(
    "content", [b"hello\n", b"SQLite format 3\0" + bytes(9000), b"PK\3\4" * 4000]
)
def test_a_file_of_another_kind_is_refused_and_left_as_it_is(warehouse, content):
    warehouse.parent.mkdir()
    warehouse.write_bytes(content)
    with pytest.raises(CorruptWarehouseError, match="no whole DuckDB file"):
        take_over(warehouse)

    assert warehouse.read_bytes() == content
    assert list(warehouse.parent.iterdir()) == [warehouse]


def test_a_plain_file_with_a_log_is_refused_and_left_as_it_is(warehouse):
    warehouse.parent.mkdir()
    write(warehouse, 1)
    log = warehouse.with_name("press.duckdb.wal")
    log.write_bytes(b"log")
    with pytest.raises(UnfinishedFileError, match="CHECKPOINT"):
        take_over(warehouse)

    assert log.read_bytes() == b"log"
    assert not warehouse.is_symlink()


def test_a_plain_file_that_somebody_is_writing_is_refused(warehouse):
    warehouse.parent.mkdir()
    with duckdb.connect(warehouse), pytest.raises(BusyError):
        take_over(warehouse)

    assert not warehouse.is_symlink()


def test_a_link_whose_release_is_gone_is_told_and_can_be_rolled_back(warehouse):
    for number in (1, 2):
        publish_number(warehouse, number)
    shutil.rmtree(warehouse.with_name("press.releases") / "2")
    with pytest.raises(ForeignNameError, match="release 2, which is gone"):
        current(warehouse)
    with pytest.raises(ForeignNameError), draft(warehouse):
        pass

    assert [rollback(warehouse), read(warehouse)] == [1, 1]


@pytest.mark.parametrize("exists", [True, False])
def test_a_link_that_is_not_ours_is_told_and_left_as_it_is(warehouse, exists):
    warehouse.parent.mkdir()
    other = warehouse.with_name("other.duckdb")
    if exists:
        write(other, 1)
    warehouse.symlink_to(other.name)
    with pytest.raises(ForeignNameError, match=r"other\.duckdb"), draft(warehouse):
        pass

    assert warehouse.readlink() == Path(other.name)


def test_a_folder_under_the_name_is_told(warehouse):
    warehouse.mkdir(parents=True)
    with pytest.raises(ForeignNameError, match="not a file"):
        take_over(warehouse)


def test_two_warehouses_in_one_folder_share_nothing(tmp_path):
    names = [tmp_path / name for name in ("a.duckdb", "b.duckdb", "a", "a.db")]
    for number, name in enumerate(names):
        publish_number(name, number)

    for number, name in enumerate(names):
        assert publish_number(name, number + 10) == 2
        assert rollback(name) == 1
        assert read(name) == number


def test_the_folder_may_be_moved(warehouse, tmp_path):
    for number in (1, 2):
        publish_number(warehouse, number)
    warehouse.parent.rename(tmp_path / "elsewhere")
    moved = tmp_path / "elsewhere" / "press.duckdb"

    assert [read(moved), publish_number(moved, 3), rollback(moved)] == [2, 3, 2]


# --- several processes


@pytest.fixture
def readers(warehouse, tmp_path):
    """Three processes that read all the time; ended by touching `stop`."""
    publish_number(warehouse, 1)
    started = [python(READER, warehouse, tmp_path / "stop") for _ in range(3)]
    assert [reader.stdout.readline() for reader in started] == ["reading\n"] * 3
    yield started
    for reader in started:
        reader.kill()
        reader.communicate()


def ended(readers: list[subprocess.Popen[str]], stop: Path) -> list[list[int]]:
    """Stop the readers; return for each its reads, its versions seen and the last."""
    stop.touch()
    outcomes = [reader.communicate() for reader in readers]
    assert [errors for _, errors in outcomes] == [""] * len(readers)
    return [[int(n) for n in said.split()] for said, _ in outcomes]


def test_readers_never_fail_while_ten_releases_are_published(
    warehouse, readers, tmp_path
):
    publisher = python(PUBLISHER, warehouse, 10)
    assert publisher.communicate() == ("", "")

    for reads, versions, last in ended(readers, tmp_path / "stop"):
        assert reads >= versions > 2
        assert last == 11
    assert read(warehouse) == 11


def test_readers_never_fail_and_work_goes_on_when_publishers_are_killed(
    warehouse, readers, tmp_path
):
    for extra_seconds in (0, 0.013, 0.029, 0.041, 0.067):
        publisher = python(PUBLISHER, warehouse, 10_000)
        before = warehouse.readlink()
        while warehouse.readlink() == before:
            time.sleep(0.005)
        time.sleep(extra_seconds)
        publisher.send_signal(signal.SIGKILL)
        publisher.communicate()
    published = read(warehouse)
    with locked(warehouse):
        sweep(warehouse)

    for reads, versions, last in ended(readers, tmp_path / "stop"):
        assert reads >= versions > 2
        assert last == published
    assert all(name.isdecimal() for name in releases(warehouse))
    assert len(releases(warehouse)) <= KEPT + 1
    publish_number(warehouse, 0)
    assert read(warehouse) == 0
