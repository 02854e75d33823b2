"""Hashes of what the rows depend on: readers, table declarations, queries, seeds."""

import hashlib
from functools import cache
from pathlib import Path

from transforms.reference import folder as reference
from transforms.rule_set import rule_set as readers
from warehouse.files import folder

LAYERS = ("stage", "dim", "fact")
VIEWS = ("bridge", "mart")


@cache
def rule_set(zone: str) -> str:
    """Return 16 hex digits; a warehouse made under others is rebuilt from raw files.

    What people edit under seeds/ is not part of it: changed seeds are planted anew.
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
def seed_set() -> str:
    """Return 16 hex digits of what is made anew without a rebuild: seeds and views."""
    views = [file for layer in VIEWS for file in (folder("sql") / layer).glob("*.sql")]
    seeds = [
        file
        for place in (reference(), folder("seeds") / "comments")
        for file in place.glob("*.csv")
    ]
    total = hashlib.sha256()
    for file in sorted([*seeds, *views], key=lambda file: file.name):
        total.update(file.name.encode())
        total.update(file.read_bytes())
    return total.hexdigest()[:16]
