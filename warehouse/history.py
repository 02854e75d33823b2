"""What a warehouse that is built anew takes over from the release before it.

A rebuild reads every article anew; what it keeps is the memory of earlier runs.
"""

from pathlib import Path

from sqlalchemy import Connection

from warehouse.declare import filler
from warehouse.files import quoted
from warehouse.metadata import metadata

HISTORY = ("dim_audit", "fact_check", "fact_erasure", "fact_file")
MADE_ANEW = {  # keys that an old version may have hashed otherwise
    "file_key": "if(sha256 is null, -2, "
    "key_of(concat_ws(chr(31), 'file', source_file, sha256)))"
}
ERASED = "(select digest from stg_barred where kind = 'capture')"
LEFT = {  # out: what was erased since
    "fact_file": "(sha256 is null and source_file not in "
    f"(select source_file from history.dim_file where sha256 in {ERASED}) "
    f"or sha256 not in {ERASED})"
}
UNTOLD = "Không rõ"  # what an old version did not yet write down


def carry_over(connection: Connection, history: Path) -> int:
    """Copy the memory of earlier runs from the release that is being rebuilt.

    It may be of an older version: columns it has no more are left, new ones filled.
    Returns how many articles that release holds, but for those erased since.
    """
    connection.exec_driver_sql(f"attach {quoted(history)} as history (read_only)")
    for table in HISTORY:
        if known := _columns(connection, table):
            values = _values(table, known)
            connection.exec_driver_sql(
                f"insert into {table} ({', '.join(values)}) "
                f"select {', '.join(values.values())} from history.{table} "
                f"where audit_key >= 0 and {LEFT.get(table, 'true')}"
            )
    articles = connection.exec_driver_sql(
        "select count(*) from history.dim_article where article_key >= 0 "
        "and sha256(concat_ws(chr(31), 'article', article_id)) not in "
        "(select digest from stg_barred where kind = 'article')"
    ).scalar_one()
    connection.commit()
    connection.exec_driver_sql("detach history")
    return int(articles)


def _values(table: str, known: set[str]) -> dict[str, str]:
    """Return what fills each column of a table, of the columns known to history."""
    told = {name: f'"{name}"' for name in known}
    told |= {name: sql for name, sql in MADE_ANEW.items() if name in known}
    return {
        column.name: told.get(column.name, filler(column.type, UNTOLD))
        for column in metadata.tables[table].columns
        if column.name in told or not column.nullable
    }


def _columns(connection: Connection, table: str) -> set[str]:
    """Return the columns that a table of the history has; none where it is absent."""
    rows = connection.exec_driver_sql(
        "select column_name from duckdb_columns() "
        f"where database_name = 'history' and table_name = '{table}'"
    )
    return {column for (column,) in rows}
