"""A warehouse in memory with every table there is; only the seeds hold rows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from warehouse.build import STAGES, define_macros, queries
from warehouse.connect import open_warehouse
from warehouse.declare import create_tables
from warehouse.erasure import NOTHING
from warehouse.furnish import plant
from warehouse.load import stage, stage_erased, stage_run


@pytest.fixture(scope="session")
def built() -> Iterator[Connection]:
    """Make it once; tests put their own tables in front of its own."""
    engine = open_warehouse(None)
    with engine.connect() as connection:
        run = connection.exec_driver_sql
        define_macros(connection)
        create_tables(connection)
        plant(connection)
        stage(connection, Path("no shards"))
        stage_run(connection, ())
        stage_erased(connection, NOTHING)
        for name in STAGES:
            [query] = [one for one in queries("stage") if one.stem == name]
            run(f"create temp table {name} as {query.read_text()}")
        # What is temporary would stand before the tables that a test gives.
        for kind in ("table", "view"):
            found = run(
                f"select {kind}_name from duckdb_{kind}s() "
                f"where temporary and starts_with({kind}_name, 'stg_')"
            )
            for (name,) in found:
                run(f"create table main.{name} as from temp.{name} limit 0")
                run(f"drop {kind} temp.{name}")
        for mart in queries("mart"):
            run(f"create view {mart.stem} as {mart.read_text()}")
        yield connection
    engine.dispose()
