"""Hashes of what the rows depend on: readers, table declarations, queries, seeds."""

import hashlib
from functools import cache
from pathlib import Path

from transforms.rule_set import rule_set as readers
from warehouse.files import folder

LAYERS = ("stage", "dim", "fact")  # bridges, marts and checks are made anew every night


@cache
def rule_set(zone: str) -> str:
    """Return 16 hex digits; a warehouse made under others is rebuilt from raw files.

    What people edit under seeds/ is not part of it: seeds are planted every night.
    Where the project lies on a disk is no part of it either: names count, paths don't.
    """
    declarations = Path(__file__).parent.glob("tables*.py")
    queries = [
        file for layer in LAYERS for file in (folder("sql") / layer).glob("*.sql")
    ]
    total = hashlib.sha256(readers(zone).encode())
    for file in sorted([*queries, *declarations], key=lambda file: file.name):
        total.update(file.name.encode())
        total.update(file.read_bytes())
    return total.hexdigest()[:16]


@cache
def made_nightly() -> str:
    """Return 16 hex digits of what every night is made with anew: seeds and views."""
    reference = (folder("seeds") / "reference").glob("*.csv")
    views = [*(folder("sql") / "bridge").glob("*.sql")]
    views += (folder("sql") / "mart").glob("*.sql")
    total = hashlib.sha256()
    for file in sorted([*reference, *views], key=lambda file: file.name):
        total.update(file.name.encode())
        total.update(file.read_bytes())
    return total.hexdigest()[:16]
