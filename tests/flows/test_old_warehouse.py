"""A warehouse of an older version is brought up to date by the next run.

tests/old/press_0.1.0.tar.xz is what version 0.1.0, as of commit 5df1f43, left after the
two nights told below, but for planted tables and most of its calendar, to be small.
"""

import tarfile
from pathlib import Path

import pytest

from warehouse.connect import read_only
from warehouse.fingerprint import fingerprint

OLD = Path(__file__).parents[1] / "old" / "press_0.1.0.tar.xz"
MISSING = "<title>404</title><h1>404 - Không tìm thấy trang</h1>"


@pytest.fixture
def first_night(write, story):
    for number in range(3):
        write(f"{number}.txt", story(number))
    write("404.html", MISSING)


@pytest.fixture
def second_night(write, story, landing):
    def land():
        more = "\nHội kéo dài thêm 1 ngày do bà con về đông.\n"
        write("0.txt", story(0) + more)
        (landing / "1.txt").unlink()

    return land


@pytest.mark.usefixtures("first_night")
def test_an_old_warehouse_becomes_one_that_was_made_today(
    night, second_night, warehouse, tmp_path
):
    night(1)
    second_night()
    night(2)
    with tarfile.open(OLD) as packed:
        packed.extractall(tmp_path / "old", filter="data")
    old = tmp_path / "old/house/press.duckdb"

    report = night(2, settings={"warehouse": old})

    assert report.is_rebuild
    assert fingerprint(old) == fingerprint(warehouse)
    with read_only(old) as connection:
        runs = connection.execute(
            "select run_no, loaded, updated, unchanged, quarantined "
            "from mart_run order by run_no"
        ).fetchall()
    assert runs == [(1, 3, 0, 0, 1), (2, 0, 1, 2, 0), (3, 0, 0, 3, 0)]
