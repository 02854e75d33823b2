"""Open the warehouse: to build it, or only to ask it."""

import hashlib
import os
import tempfile
from pathlib import Path

import duckdb
from sqlalchemy import URL, Engine, StaticPool, create_engine

# What DuckDB 1.1.3 and every later version can open: drivers of BI tools lag behind.
STORAGE_VERSION = "v1.0.0"


def open_warehouse(path: Path | None) -> Engine:
    """Open a DuckDB file to read and write, making it if absent; None is in memory.

    There is one connection, closed (and its log folded in) by `Engine.dispose()`.
    Never open the file that people read: see `warehouse.release`.
    """
    return create_engine(
        URL.create("duckdb", database=str(path or ":memory:")),
        poolclass=StaticPool,
        connect_args={"config": {"storage_compatibility_version": STORAGE_VERSION}},
    )


def read_only(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a warehouse for questions that may come from anybody.

    DuckDB's read-only mode alone still reads and writes other files, attaches other
    databases and sees the caller's Python variables: all of that is shut, for good.
    Raises duckdb.IOException where there is no readable DuckDB file.
    """
    path = path.resolve()  # so that all connections to one release share one instance
    return duckdb.connect(
        path,
        read_only=True,
        config={
            "enable_external_access": False,
            "python_enable_replacements": False,
            "python_scan_all_frames": False,
            "temp_directory": str(_scratch(path)),
            "lock_configuration": True,
        },
    )


def _scratch(path: Path) -> Path:
    """Return a folder, made and removed by DuckDB, that only this process spills to.

    By default every process that reads a file spills to one folder beside it, under
    the same file names, and big queries at the same time corrupt each other.
    """
    digest = hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"khobao-{os.getpid()}-{digest}"
