"""Hashes of what the rows depend on: readers, table declarations, queries, seeds."""

import hashlib
from functools import cache
from pathlib import Path

from transforms.reference import folder as reference
from transforms.rule_set import rule_set as readers
from warehouse.files import folder

LAYERS = ("stage", "dim", "fact")
VIEWS = ("bridge", "mart")  # made anew every night


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
    views = [file for layer in VIEWS for file in (folder("sql") / layer).glob("*.sql")]
    total = hashlib.sha256()
    for file in sorted(
        [*reference().glob("*.csv"), *views], key=lambda file: file.name
    ):
        total.update(file.name.encode())
        total.update(file.read_bytes())
    return total.hexdigest()[:16]
