"""Tables on disk, a file for each table of each batch: what the loader merges."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


def write_shard(folder: Path, name: str, rows: pa.Table) -> None:
    """Write rows as <folder>/<name>.parquet; no rows, no file."""
    if rows.num_rows:
        folder.mkdir(exist_ok=True)  # within one that is there, or not our disk
        pq.write_table(rows, folder / f"{name}.parquet")
