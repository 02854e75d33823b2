"""Run the SQL under sql/, layer by layer.

A file holds one SELECT and is named after the relation it gives; its folder says
what is done with the answer. A layer reads only the layers before it and itself, so
the order of files within one never matters and there is no graph to keep.

    stage    completes the night's records; a temporary table, in the order of STAGES
    dim      merged by key
    fact     merged by key, or the rows of tonight's articles replaced whole
    bridge   rebuilt whole
    mart     becomes the view of that name
    check    must be empty: each row it returns is a broken promise
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Table, Text, create_mock_engine
from sqlalchemy.schema import ExecutableDDLElement

import warehouse.tables  # noqa: F401 (declares its tables)
from warehouse.comments import comment_on_views
from warehouse.files import folder
from warehouse.metadata import metadata

STAGES = ("stg_file", "stg_observation", "stg_version", "stg_date_choice")
SCOPES = {"article_key": "stg_observation", "article_version_key": "stg_version"}
UNKNOWN = {-1: "Không rõ", -2: "Không áp dụng"}
MACROS = (
    # 63 bits of md5: the same key on every machine, in any order, on every rebuild
    "create or replace temp macro key_of(text) as (md5_number(text) >> 65)::bigint",
    # share of common values among the smallest of both sketches (Broder 1997)
    """create or replace temp macro sketch_of_both(a, b) as
    list_sort(list_distinct(string_split(a, ' ') || string_split(b, ' ')))[1:64]""",
    """create or replace temp macro likeness(a, b) as
    len(list_intersect(
        sketch_of_both(a, b),
        list_intersect(string_split(a, ' '), string_split(b, ' '))
    )) / len(sketch_of_both(a, b))""",
)


class CheckFailedError(Exception):
    """Checks in sql/check returned rows: the data break promises we make."""


def build(connection: Connection, *, is_furnished: bool = False) -> list[str]:
    """Bring all tables up to date with staging; return the names of checks that held.

    Where the file is furnished, its views stay and what is read from seeds alone too.
    Raises CheckFailedError where a check finds anything. Each layer is committed by
    itself: what is not yet committed takes memory, and the file is a draft that nobody
    reads and that is thrown away where anything fails.
    """
    for name in STAGES:
        query = (folder("sql") / "stage" / f"{name}.sql").read_text()
        connection.exec_driver_sql(f"create temp table {name} as {query}")
    for layer in ("dim", "fact"):
        for table, query in filled_by(layer):
            if not (is_furnished and _is_of_seeds_alone(query)):
                merge(connection, table, query)
        connection.commit()
    for table, query in filled_by("bridge"):
        connection.exec_driver_sql(f"delete from {table.name}")
        connection.exec_driver_sql(f"insert into {table.name} by name {query}")
    if not is_furnished:
        make_marts(connection)
    return check(connection)


def make_marts(connection: Connection) -> None:
    """Make the views that people ask, with what they mean."""
    for mart in queries("mart"):
        connection.exec_driver_sql(
            f"create or replace view {mart.stem} as {mart.read_text()}"
        )
    comment_on_views(connection)


def reads(query: str) -> set[str]:
    """Return the relations that a query says it reads."""
    [block] = re.findall(r"^-- reads:(.*(?:\n--  +.*)*)", query, re.MULTILINE)
    return set(re.findall(r"\w+", block.replace("--", " ")))


def define_macros(connection: Connection) -> None:
    """Give this connection the functions that the queries use."""
    for macro in MACROS:
        connection.exec_driver_sql(macro)


def create_tables(connection: Connection) -> None:
    """Create what is absent, a dimension with its rows -1 and -2.

    All in one go: by itself, each of hundreds of comments costs as much as a table.
    """
    names = connection.exec_driver_sql(
        "select table_name from duckdb_tables() where not temporary"
    )
    present = set(names.scalars())
    absent = [one for one in metadata.sorted_tables if one.name not in present]
    statements = [one for table in absent for one in _declaration(table)]
    if statements:
        connection.exec_driver_sql("; ".join(statements))


def queries(layer: str) -> list[Path]:
    """Return a layer's files in a stable order."""
    return sorted((folder("sql") / layer).glob("*.sql"))


def filled_by(layer: str) -> Iterator[tuple[Table, str]]:
    """Yield each table of a layer with the SELECT that fills it."""
    for query in queries(layer):
        yield metadata.tables[query.stem], query.read_text()


def merge(connection: Connection, table: Table, query: str) -> None:
    """Merge by primary key, or replace whole the rows of what was read tonight."""
    scope = table.info.get("replace_by")
    if scope is None:
        keys = [column.name for column in table.primary_key.columns]
        rest = [column.name for column in table.columns if column.name not in keys]
        # An update costs far more than a look: rows that stay as they are stay alone.
        changed = " or ".join(
            f"{table.name}.{name} is distinct from answer.{name}" for name in rest
        )
        # To set a key, even to what it is, writes the row and its index anew.
        changes = ", ".join(f"{name} = answer.{name}" for name in rest)
        connection.exec_driver_sql(
            f"merge into {table.name} using ({query}) as answer "
            f"using ({', '.join(keys)}) "
            f"when matched and ({changed}) then update set {changes} "
            "when not matched then insert by name"
        )
        return
    # The query may read its own table, so tonight's rows come before the others go.
    connection.exec_driver_sql(f"insert into {table.name} by name {query}")
    connection.exec_driver_sql(
        f"delete from {table.name} "
        f"where {scope} in (select {scope} from {SCOPES[scope]}) "
        "and audit_key not in (select audit_key from stg_run)"
    )


def check(connection: Connection) -> list[str]:
    """Run every check; raise with the first rows of each that finds any."""
    held, broken = [], []
    for query in queries("check"):
        rows = connection.exec_driver_sql(query.read_text()).fetchmany(3)
        if rows:
            examples = "; ".join(str(tuple(row)) for row in rows)
            broken.append(f"{query.stem} finds {examples}")
        else:
            held.append(query.stem)
    if broken:
        raise CheckFailedError(". ".join(broken))
    return held


def _is_of_seeds_alone(query: str) -> bool:
    return all(name.startswith("seed_") for name in reads(query))


@cache
def _declaration(table: Table) -> tuple[str, ...]:
    """Return the statements that make a table."""
    statements: list[str] = []

    def keep(element: ExecutableDDLElement, *_: object) -> None:
        statements.append(str(element.compile(dialect=dialect)))

    maker = create_mock_engine("duckdb://", keep)
    dialect = maker.dialect
    table.create(maker, checkfirst=False)
    if table.name.startswith("dim_"):
        statements += _unknown(table)
    return tuple(statements)


def _unknown(table: Table) -> Iterator[str]:
    """Yield what inserts the rows that stand for 'unknown' and 'not applicable'."""
    [key] = table.primary_key.columns
    for value, words in UNKNOWN.items():
        row = {key.name: str(value)} | {
            column.name: filler(column.type, words)
            for column in table.columns
            if column is not key and not column.nullable
        }
        yield (
            f"insert into {table.name} ({', '.join(row)}) "
            f"values ({', '.join(row.values())})"
        )


def filler(kind: object, words: str) -> str:
    """Return the literal that a NOT NULL column holds where nothing is known."""
    if isinstance(kind, Text):
        return f"'{words}'"
    return "false" if str(kind) == "BOOLEAN" else "-1"
