from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from tests.warehouse.holes import HOLES, OWN_FILES
from warehouse.connect import open_warehouse, read_only


@pytest.fixture
def built(tmp_path) -> Path:
    """A closed DuckDB file with one table, `numbers`, of one row."""
    path = tmp_path / "kho báo 100% #1;a=b.duckdb"
    engine = open_warehouse(path)
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "create table numbers as select 1 as n, now() as moment"
        )
    engine.dispose()
    return path


def test_disposing_of_the_engine_leaves_one_whole_file_and_no_log(built):
    assert list(built.parent.iterdir()) == [built]


def test_a_file_made_here_can_be_read_by_duckdb_of_2024(built):
    with read_only(built) as connection:
        [(tags,)] = connection.sql(
            "select tags from duckdb_databases() where not internal"
        ).fetchall()

    assert tags == {"storage_version": "v1.0.0+"}


def test_without_a_path_the_warehouse_is_in_memory_on_one_connection():
    engine = open_warehouse(None)
    with engine.begin() as connection:
        connection.exec_driver_sql("create table numbers as select 7 as n")
    with engine.begin() as connection:
        assert connection.exec_driver_sql("select n from numbers").scalar() == 7
    engine.dispose()


def test_a_reader_can_ask_and_convert_time_zones(built):
    with read_only(built) as connection:
        rows = connection.sql(
            "select n, (moment at time zone 'Asia/Ho_Chi_Minh')::date = '2000-01-01' "
            "from numbers"
        ).fetchall()

    assert rows == [(1, False)]


@pytest.fixture
def outside(tmp_path_factory) -> Path:
    """A folder that anybody may write, with one file that no query may read."""
    folder = tmp_path_factory.mktemp("outside")
    (folder / "secret.csv").write_text("n\n1\n")
    return folder


def test_a_reader_cannot_leave_the_warehouse_nor_change_it(built, outside, monkeypatch):
    rows_of_the_caller = pa.table({"n": [1]})
    monkeypatch.setenv("SECRET", "hush")
    before = built.read_bytes()

    with read_only(built) as connection:
        holes = [*HOLES, *(hole.format(own=built) for hole in OWN_FILES)]
        for hole in holes:
            with pytest.raises(duckdb.Error):
                connection.execute(hole.format(folder=outside)).fetchall()

    assert rows_of_the_caller is not None
    assert [path.name for path in outside.iterdir()] == ["secret.csv"]
    assert list(built.parent.iterdir()) == [built]
    assert built.read_bytes() == before


def test_what_a_query_may_still_ask_tells_no_secret(built, monkeypatch):
    monkeypatch.setenv("SECRET", "hush")

    with read_only(built) as connection:
        secrets = connection.execute("from duckdb_secrets()").fetchall()
        settings = connection.execute("select value from duckdb_settings()").fetchall()
        inner = connection.execute("from query('select n from numbers')").fetchall()

    assert secrets == []
    assert not [value for (value,) in settings if value and "hush" in value]
    assert inner == [(1,)]


def test_file_logging_cannot_be_switched_on(built, outside):
    call = (
        "call enable_logging('QueryLog', storage='file', "
        "storage_config={{'path': '{}'}})"
    )

    for path in (outside / "log", f"{built}.wal"):
        with read_only(built) as connection, pytest.raises(duckdb.Error):
            connection.execute(call.format(path))

    assert list(built.parent.iterdir()) == [built]


def test_all_connections_of_a_process_to_one_file_are_shut(built, tmp_path):
    other = tmp_path / "other.duckdb"
    other.write_bytes(built.read_bytes())
    link = tmp_path / "link.duckdb"
    link.symlink_to(built.name)

    with read_only(built) as one, read_only(link) as two, read_only(other) as three:
        for connection in (one, two, three):
            assert connection.sql("select n from numbers").fetchall() == [(1,)]
            with pytest.raises(duckdb.Error):
                connection.execute(f"from read_blob('{built}')")


def test_threads_that_open_one_file_at_once_all_get_in(built):
    def ask(_: int) -> list[tuple]:
        with read_only(built) as connection:
            return connection.sql("select n from numbers").fetchall()

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(40))) == [[(1,)]] * 40


def test_a_query_that_needs_more_than_its_memory_fails_and_spills_nothing(built):
    big = (
        "select max(t) from (select repeat('x', 300) || i as t "
        "from range(900000) r(i) order by t)"
    )

    with (
        read_only(built, "60MB") as connection,
        pytest.raises(duckdb.OutOfMemoryException),
    ):
        connection.execute(big).fetchall()

    assert list(built.parent.iterdir()) == [built]


def test_a_missing_file_is_an_error_and_makes_nothing(tmp_path):
    with pytest.raises(duckdb.IOException, match="does not exist"):
        read_only(tmp_path / "absent.duckdb")
    assert list(tmp_path.iterdir()) == []
