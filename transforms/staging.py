"""What a batch of files leaves behind: one staging table for each type of record.

Each has a column sha256 that says in which capture (bytes of a file) a row was read;
`stg_capture` and `stg_article` have one row a capture.
"""

from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from transforms.records import (
    ArticleHead,
    Counter,
    Credit,
    DateClaim,
    RemovedBlock,
)
from transforms.shards import to_table
from transforms.text_records import TEXT_RECORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """What the bytes of one digest were read as: an article, or a reason why not."""

    byte_count: int
    encoding: str | None = None
    reason: str | None = None
    detail: str | None = None
    warnings: str | None = None
    article_id: str | None = None
    content_hash: str | None = None
    view_count: int | None = None


RECORDS: dict[str, type[Any]] = {
    "capture": Capture,
    "article": ArticleHead,
    "removed_block": RemovedBlock,
    "credit": Credit,
    "counter": Counter,
    "date_claim": DateClaim,
    **TEXT_RECORDS,
}


def staging_schemas() -> dict[str, pa.Schema]:
    """Return the schema of every staging table of records, by name without "stg_"."""
    return {name: staged(name, []).schema for name in RECORDS}


def staged(name: str, rows: list[tuple[str, Any]]) -> pa.Table:
    """Return (sha256, record) pairs of one type as its staging table."""
    table = to_table(RECORDS[name], [row for _, row in rows])
    digests = pa.array([sha256 for sha256, _ in rows], pa.string())
    return table.append_column(pa.field("sha256", pa.string(), nullable=False), digests)
