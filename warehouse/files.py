"""Where things lie on disk, and how to be sure that they do."""

import os
from pathlib import Path

PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """Return sql/ or seeds/: inside this package in a wheel, beside it in a checkout.

    >>> folder("sql").name
    'sql'
    """
    packaged = PACKAGE / name
    return packaged if packaged.is_dir() else PACKAGE.parent / name


def beside(warehouse: Path, what: str) -> Path:
    """Return where a warehouse keeps its "lock", its "raw" files or its "releases".

    No two names in one folder give the same answer, with or without the suffix.

    >>> beside(Path("data/press.duckdb"), "lock").as_posix()
    'data/press.lock'
    >>> beside(Path("data/press"), "lock").as_posix()
    'data/press~lock'
    """
    if warehouse.suffix == ".duckdb":
        return warehouse.with_suffix(f".{what}")
    return warehouse.with_name(f"{warehouse.name}~{what}")


def quoted(path: Path) -> str:
    """Return a path as a literal of SQL."""
    return "'" + str(path).replace("'", "''") + "'"


def sync(path: Path) -> None:
    """Return only when a file's bytes, or a folder's names, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
