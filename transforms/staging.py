"""What a batch of files leaves behind: one staging table for each type of record.

`stg_capture` and `stg_article` are keyed by the sha256 of the file's bytes (the
capture); every part of an article has a column sha256 that says where it was read.
"""

from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from transforms.records import Counter, Credit, DateClaim, RemovedBlock
from transforms.shards import to_table
from transforms.text_records import TEXT_RECORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """What the bytes of one digest were read as: an article, or a reason why not."""

    sha256: str
    byte_count: int
    encoding: str | None
    reason: str | None
    detail: str | None
    warnings: str | None
    article_id: str | None
    content_hash: str | None
    view_count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatArticle:
    """An Article without its lists: the row of `stg_article`."""

    sha256: str
    article_id: str
    content_hash: str
    outlet_id: str | None
    url: str | None
    title: str | None
    section: str | None
    lead: str | None
    body: str
    body_hash: str
    body_signature: str
    language: str | None
    agency: str | None
    republished_from: str | None
    word_count: int
    page_text: str


HEADS: dict[str, type[Any]] = {"capture": Capture, "article": FlatArticle}
PARTS: dict[str, type[Any]] = {
    "removed_block": RemovedBlock,
    "credit": Credit,
    "counter": Counter,
    "date_claim": DateClaim,
    **TEXT_RECORDS,
}
RECORDS = HEADS | PARTS


def staging_schemas() -> dict[str, pa.Schema]:
    """Return the schema of every staging table of records, by name without "stg_"."""
    return {name: staged(name, []).schema for name in RECORDS}


def staged(name: str, rows: list[tuple[str, Any]]) -> pa.Table:
    """Return (sha256, record) pairs of one type as its staging table."""
    table = to_table(RECORDS[name], [row for _, row in rows])
    if name in HEADS:
        return table
    digests = pa.array([sha256 for sha256, _ in rows], pa.string())
    return table.append_column(pa.field("sha256", pa.string(), nullable=False), digests)
