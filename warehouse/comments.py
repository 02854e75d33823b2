"""Comments on the views people see: a sentence a mart, a meaning a column."""

import csv
from functools import cache

from sqlalchemy import Connection

from warehouse.files import folder


def comment_on_views(connection: Connection) -> None:
    """Write each mart's and each mart column's comment into the database."""
    columns = connection.exec_driver_sql(
        "select table_name, column_name from duckdb_columns() "
        "where table_name like 'mart%'"
    ).fetchall()
    statements = [
        _comment(f"view {view}", mart_comments().get(view, view))
        for view in sorted({view for view, _ in columns})
    ]
    statements += [
        _comment(f"column {view}.{column}", column_comments().get(column, column))
        for view, column in columns
    ]
    connection.exec_driver_sql("; ".join(statements))


@cache
def mart_comments() -> dict[str, str]:
    """Return what each mart holds."""
    return {row["mart"]: f"{row['vi']} | {row['en']}" for row in _rows("marts")}


@cache
def column_comments() -> dict[str, str]:
    """Return what a column name means; one name means one thing in all marts."""
    return {row["column"]: f"{row['vi']} | {row['en']}" for row in _rows("columns")}


def _rows(name: str) -> list[dict[str, str]]:
    path = folder("seeds") / "comments" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _comment(target: str, words: str) -> str:
    quoted = words.replace("'", "''")
    return f"comment on {target} is '{quoted}'"
