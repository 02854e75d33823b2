"""The README's ways to connect, tried as they stand there."""

import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent

import duckdb
import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError

from tests.warehouse.holes import HOLES, OWN_FILES
from warehouse import release
from warehouse.connect import open_warehouse

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
NOBODY = 65534

Run = Callable[[str], object]


def snippet(language: str) -> str:
    """Return the README's one snippet in a language, of its section Connect."""
    section = README.partition("## Connect")[2].partition("\n## ")[0]
    [found] = re.findall(rf"```{language}\n(.*?)```", section, re.DOTALL)
    return found


@contextmanager
def another_user() -> Iterator[None]:
    """Be nobody: root may write whatever permissions say."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder that anybody may enter, with a published warehouse of one table."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    warehouse = folder / "house/warehouse.duckdb"
    with release.draft(warehouse) as draft:
        engine = open_warehouse(draft)
        with engine.begin() as connection:
            connection.exec_driver_sql("create table numbers as select 1 as n")
        engine.dispose()
        release.publish(warehouse, draft)
    (folder / "outside").mkdir()
    (folder / "outside").chmod(0o777)
    (folder / "outside/secret.csv").write_text("n\n1\n")
    yield folder
    shutil.rmtree(folder)


@contextmanager
def superset(warehouse: Path) -> Iterator[Run]:
    options = json.loads(snippet("json"))
    engine = create_engine(f"duckdb:///{warehouse}", **options)
    with engine.connect() as connection:
        yield lambda sql: connection.exec_driver_sql(sql).fetchall()
    engine.dispose()


@contextmanager
def dbeaver(warehouse: Path) -> Iterator[Run]:
    """Open as the JDBC driver does: its properties are DuckDB's configuration."""
    config = dict(line.strip().split("=") for line in snippet("properties").split())
    is_read_only = config.pop("duckdb.read_only") == "true"
    with duckdb.connect(warehouse, read_only=is_read_only, config=config) as connection:
        yield lambda sql: connection.execute(sql).fetchall()


@pytest.mark.parametrize("tool", [superset, dbeaver])
def test_a_tool_connected_as_the_readme_says_can_only_read(tool, place):
    rows_of_the_caller = duckdb.sql("select 1 as n")
    warehouse = place / "house/warehouse.duckdb"
    file = warehouse.resolve()
    before = file.read_bytes()
    holes = [*HOLES, *(hole.format(own=file) for hole in OWN_FILES)]

    with another_user(), tool(warehouse) as run:
        assert run("select n from numbers") == [(1,)]
        for hole in holes:
            with pytest.raises((duckdb.Error, DBAPIError)):
                run(hole.format(folder=place / "outside"))

    assert rows_of_the_caller is not None
    assert [path.name for path in (place / "outside").iterdir()] == ["secret.csv"]
    assert list(file.parent.iterdir()) == [file]
    assert file.read_bytes() == before


def test_the_python_snippet_reads_articles(two_articles, monkeypatch):
    monkeypatch.chdir(two_articles.parent)
    code = snippet("python").replace("data/warehouse.duckdb", two_articles.name)
    found: dict = {}

    exec(dedent(code), found)  # noqa: S102 (our own README)

    assert found["articles"].num_rows == 2
