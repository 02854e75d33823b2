"""Each folder tests/sql/<relation>/<case>/ is a test of sql/*/<relation>.sql.

It holds one CSV per table that is read, named after it and giving only the columns
that matter, and expect.csv, giving only the columns that matter.
"""

from pathlib import Path

import pytest

from warehouse.build import MACROS
from warehouse.files import folder

HERE = Path(__file__).parent
CASES = sorted(expect.parent for expect in HERE.glob("*/*/expect.csv"))


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}"
)
def test_query_gives_the_expected_rows(case, built):
    def run(statement):
        return built.exec_driver_sql(statement)

    [query] = folder("sql").glob(f"*/{case.parent.name}.sql")
    run("create or replace schema given; set search_path = 'given,main'")
    for macro in MACROS:
        run(macro)
    try:
        for csv in sorted(case.glob("*.csv")):
            if csv.stem != "expect":
                run(f"create table given.{csv.stem} as from main.{csv.stem} limit 0")
                run(f"insert into given.{csv.stem} by name from read_csv('{csv}')")
        run(f"create table given.actual as {query.read_text()}")
        run("create table given.expected as from given.actual limit 0")
        run(f"insert into given.expected by name from read_csv('{case}/expect.csv')")
        columns = (case / "expect.csv").read_text().splitlines()[0]
        missing, surplus = (
            run(
                f"select {columns} from given.{one} "
                f"except all select {columns} from given.{other}"
            ).fetchall()
            for one, other in (("expected", "actual"), ("actual", "expected"))
        )
    finally:
        run("set search_path = 'main'; drop schema given cascade")

    assert (missing, surplus) == ([], [])
