"""Do the least that any such night must do, and print the seconds it took.

    python tests/bench/floor.py LANDING DATABASE

Read every file, hash it, decode it, insert its text; nothing is understood.
"""

import hashlib
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import duckdb
import pyarrow as pa

ROWS = 2_000  # inserted at a time


def main(landing: str, database: str) -> None:
    """Insert the files of a folder and print the seconds, of CPU as well."""
    start = time.perf_counter()
    with duckdb.connect(database) as connection:
        connection.execute("create table page (sha256 varchar, page_text varchar)")
        for rows in tables(sorted(Path(landing).rglob("*.*"))):
            connection.register("arriving", rows)
            connection.execute("insert into page from arriving")
    wall = time.perf_counter() - start
    click.echo(json.dumps({"whole": [wall, time.process_time()]}))


def tables(paths: list[Path]) -> Iterator[pa.Table]:
    """Yield the files' digests and texts, some thousand at a time."""
    for start in range(0, len(paths), ROWS):
        raws = [path.read_bytes() for path in paths[start : start + ROWS]]
        digests = [hashlib.sha256(raw).hexdigest() for raw in raws]
        texts = [raw.decode() for raw in raws]
        yield pa.table({"sha256": digests, "page_text": texts})


if __name__ == "__main__":
    main(*sys.argv[1:])
