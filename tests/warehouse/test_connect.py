import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from warehouse.connect import open_warehouse, read_only

ROOT = Path(__file__).parents[2]
PRINT_SPILL_FOLDER = """
import sys
from pathlib import Path
from warehouse.connect import read_only
with read_only(Path(sys.argv[1])) as connection:
    print(connection.sql("select current_setting('temp_directory')").fetchone()[0])
"""


def spill_folder(connection: duckdb.DuckDBPyConnection) -> str:
    return connection.sql("select current_setting('temp_directory')").fetchone()[0]


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


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_text('{secret}')",
        "select * from read_blob('{secret}')",
        "select * from read_csv('{secret}')",
        "select * from '{secret}'",
        "select * from glob('{folder}/*')",
        "copy numbers to '{folder}/out.csv'",
        "export database '{folder}/out'",
        "attach '{folder}/other.duckdb' as other",
        "attach '{folder}/other.duckdb' as other (read_write)",
        "install httpfs",
        "load httpfs",
        "insert into numbers values (2, now())",
        "create table more as select 1",
        "drop table numbers",
        "set enable_external_access = true",
        "set python_enable_replacements = true",
        "set lock_configuration = false",
        "reset lock_configuration",
        "set temp_directory = '{folder}'",
        "select * from rows_of_the_caller",
    ],
)
def test_a_reader_cannot_leave_the_warehouse_nor_change_it(
    built, statement, tmp_path_factory
):
    rows_of_the_caller = duckdb.sql("select 1 as n")
    folder = tmp_path_factory.mktemp("outside")
    secret = folder / "secret.csv"
    secret.write_text("n\n1\n")
    before = built.read_bytes()

    with read_only(built) as connection, pytest.raises(duckdb.Error):
        connection.execute(statement.format(folder=folder, secret=secret)).fetchall()

    assert rows_of_the_caller is not None
    assert list(folder.iterdir()) == [secret]
    assert built.read_bytes() == before


def test_one_process_may_open_several_warehouses_several_times(built, tmp_path):
    other = tmp_path / "other.duckdb"
    other.write_bytes(built.read_bytes())
    link = tmp_path / "link.duckdb"
    link.symlink_to(built.name)

    with read_only(built) as one, read_only(link) as two, read_only(other) as three:
        assert spill_folder(one) == spill_folder(two) != spill_folder(three)


def test_each_process_spills_big_queries_to_a_folder_of_its_own(built):
    other = subprocess.run(
        [sys.executable, "-c", PRINT_SPILL_FOLDER, str(built)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )

    with read_only(built) as connection:
        assert spill_folder(connection) != other.stdout.strip()


def test_a_missing_file_is_an_error_and_makes_nothing(tmp_path):
    with pytest.raises(duckdb.IOException, match="does not exist"):
        read_only(tmp_path / "absent.duckdb")
    assert list(tmp_path.iterdir()) == []
