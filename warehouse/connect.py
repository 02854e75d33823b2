"""Open the warehouse: to build it, or only to ask it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import cast

import duckdb
from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine

# What DuckDB 1.1.3 and every later version can open: drivers of BI tools lag behind.
STORAGE_VERSION = "v1.0.0"
# What building may use; beyond, it spills to a folder beside the file. DuckDB itself
# takes as much again: 200,000 articles are loaded in .95 GiB.
MEMORY = "400MB"
GUARDS: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "python_enable_replacements": False,
    "python_scan_all_frames": False,
    "allow_persistent_secrets": False,
    "temp_directory": "",  # a query that needs more than the memory fails
}
# Shut as soon as the file is open: DuckDB counts it, and the log that would lie beside
# it, among the files that a query may still overwrite, however read-only.
SHUTTERS = "set disabled_filesystems = 'LocalFileSystem'; set lock_configuration = true"

_one_at_a_time = Lock()


def open_warehouse(path: Path | None) -> Engine:
    """Open a DuckDB file to read and write, making it if absent; None is in memory.

    There is one connection, closed (and its log folded in) by `Engine.dispose()`.
    Never open the file that people read: see `warehouse.release`.
    """
    return create_engine(
        URL.create("duckdb", database=str(path or ":memory:")),
        poolclass=StaticPool,
        connect_args={
            "config": {
                "storage_compatibility_version": STORAGE_VERSION,
                "memory_limit": MEMORY,
                "preserve_insertion_order": False,  # a table is a set
            }
        },
    )


@contextmanager
def changing(path: Path | None) -> Iterator[Connection]:
    """Open a DuckDB file to read and write while the block lasts."""
    engine = open_warehouse(path)
    try:
        with engine.connect() as connection, ending_at_once(_raw(connection)):
            yield connection
    finally:
        engine.dispose()


@contextmanager
def ending_at_once(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Stop a query that an error, such as a signal's, leaves at work.

    DuckDB's threads go on with it else, and closing the connection waits for them.
    """
    try:
        yield
    except BaseException:
        connection.interrupt()
        raise


def read_only(path: Path, memory: str | None = None) -> duckdb.DuckDBPyConnection:
    """Open a warehouse for questions that may come from anybody.

    DuckDB's read-only mode alone still reads and writes other files, attaches other
    databases and sees the caller's Python variables: all of that is shut, for good.
    `memory` ("2GB") is what all queries together may use; None is DuckDB's own limit.
    Raises duckdb.IOException where there is no readable DuckDB file.
    """
    connection = duckdb.connect(
        path.resolve(),  # so that all connections to one release share one instance
        read_only=True,
        config=GUARDS | ({"memory_limit": memory} if memory else {}),
    )
    with _one_at_a_time:
        if not _is_locked(connection):
            connection.execute(SHUTTERS)
    return connection


def _is_locked(connection: duckdb.DuckDBPyConnection) -> bool:
    answer = connection.execute("select current_setting('lock_configuration')")
    return answer.fetchone() == (True,)


def _raw(connection: Connection) -> duckdb.DuckDBPyConnection:
    return cast("duckdb.DuckDBPyConnection", connection.connection.dbapi_connection)
