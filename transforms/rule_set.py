"""The hash of everything that a reading of a page depends on."""

import hashlib
from functools import cache
from pathlib import Path

from transforms.reference import READ
from transforms.reference import folder as tables

SUFFIXES = {".py", ".toml", ".csv", ".json", ".txt"}


@cache
def rule_set(zone: str) -> str:
    """Return 16 hex digits over this package's code and tables, and the time zone.

    Of seeds/reference only what readers look up counts: a new outlet needs no reading.
    """
    folder = Path(__file__).parent
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix in SUFFIXES and path.parent != tables()
    )
    total = hashlib.sha256(zone.encode())
    for path in files:
        total.update(path.relative_to(folder).as_posix().encode())
        total.update(path.read_bytes())
    for name in READ:
        total.update(name.encode())
        total.update((tables() / f"{name}.csv").read_bytes())
    return total.hexdigest()[:16]
