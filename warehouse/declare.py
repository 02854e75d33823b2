"""Declare in a file the tables of `warehouse.tables*` that it lacks."""

from collections.abc import Iterator
from functools import cache

from sqlalchemy import Connection, Table, Text, create_mock_engine
from sqlalchemy.schema import ExecutableDDLElement

import warehouse.tables  # noqa: F401 (declares its tables)
from warehouse.metadata import metadata

UNKNOWN = {-1: "Không rõ", -2: "Không áp dụng"}


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


@cache
def _declaration(table: Table) -> tuple[str, ...]:
    """Return the statements that make a table."""
    statements: list[str] = []

    def keep(element: ExecutableDDLElement, *_: object) -> None:
        statements.append(str(element.compile(dialect=dialect)))

    maker = create_mock_engine("duckdb://", keep)
    dialect = maker.dialect
    table.create(maker, checkfirst=False)
    return (*statements, *unknown(table))


def unknown(table: Table) -> tuple[str, ...]:
    """Return what inserts a dimension's rows for 'unknown' and 'not applicable'."""
    return tuple(_unknown(table)) if table.name.startswith("dim_") else ()


def _unknown(table: Table) -> Iterator[str]:
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
