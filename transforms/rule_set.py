"""The hash of everything that a reading of a page depends on."""

import hashlib
from functools import cache
from pathlib import Path

SUFFIXES = {".py", ".toml", ".csv", ".json", ".txt"}


@cache
def rule_set(zone: str) -> str:
    """Return 16 hex digits over this package's code and tables, and the time zone."""
    folder = Path(__file__).parent
    files = sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES)
    total = hashlib.sha256(zone.encode())
    for path in files:
        total.update(path.relative_to(folder).as_posix().encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:16]
