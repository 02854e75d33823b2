"""A batch of raw files in, staging tables out: the one entry that matters to scale.

Pure, so it runs anywhere: in this process, in a pool, on another machine.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

import pyarrow as pa

from transforms.clean import read_article
from transforms.read import is_litter
from transforms.records import (
    Article,
    Counter,
    Credit,
    DateClaim,
    RawFile,
    Reason,
    Rejected,
    RemovedBlock,
)
from transforms.shards import to_table
from transforms.text_records import TEXT_RECORDS

log = logging.getLogger(__name__)

PARTS: dict[str, type[Any]] = {
    "removed_block": RemovedBlock,
    "credit": Credit,
    "counter": Counter,
    "date_claim": DateClaim,
    **TEXT_RECORDS,
}
NESTED = {
    "removed_block": "removed",
    "credit": "credits",
    "counter": "counters",
    "date_claim": "dates",
}


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


RECORDS: dict[str, type[Any]] = {"capture": Capture, "article": FlatArticle, **PARTS}
HEADS = ("capture", "article")


def read_batch(files: Iterable[RawFile], zone: str) -> dict[str, pa.Table]:
    """Return the staging tables of these files, by name without "stg_".

    Each part of an article (a credit, a removed block ...) carries the sha256 of the
    capture it was read in. A file that gives no article gives its reason.
    """
    rows: dict[str, list[tuple[str, Any]]] = {name: [] for name in RECORDS}
    for file in files:
        found = _read(file, zone)
        rows["capture"].append((file.sha256, _capture(file, found)))
        if isinstance(found, Article):
            for name, part in _parts(file.sha256, found):
                rows[name].append((file.sha256, part))
    return {name: _table(name, found) for name, found in rows.items()}


def staging_schemas() -> dict[str, pa.Schema]:
    """Return the schema of every staging table of records, by name without "stg_"."""
    return {name: _table(name, []).schema for name in RECORDS}


def _read(file: RawFile, zone: str) -> Article | Rejected:
    if is_litter(file.source_file):
        return Rejected(reason=Reason.LITTER, detail="Left behind by a program.")
    try:
        return read_article(file.raw, zone)
    except Exception as error:  # a bug met on one file costs that file, not the night
        log.exception("%s could not be read", file.source_file)
        detail = f"{type(error).__name__}: {error}"
        return Rejected(reason=Reason.READER_FAILED, detail=detail[:500])


def _capture(file: RawFile, found: Article | Rejected) -> Capture:
    article = found if isinstance(found, Article) else None
    rejected = found if isinstance(found, Rejected) else None
    return Capture(
        sha256=file.sha256,
        byte_count=len(file.raw),
        encoding=found.encoding,
        reason=str(rejected.reason) if rejected else None,
        detail=rejected.detail if rejected else None,
        warnings=",".join(found.warnings) or None,
        article_id=article.article_id if article else None,
        content_hash=article.content_hash if article else None,
        view_count=_views(article) if article else None,
    )


def _views(article: Article) -> int | None:
    """Return the article's page views: the first total that its page counter shows."""
    return next(
        (
            one.value
            for one in article.counters
            if one.scope == "page" and one.period == "total"
        ),
        None,
    )


def _parts(sha256: str, article: Article) -> Iterator[tuple[str, Any]]:
    names = [column.name for column in fields(FlatArticle) if column.name != "sha256"]
    flat = {name: getattr(article, name) for name in names}
    yield "article", FlatArticle(sha256=sha256, **flat)
    for name, attribute in NESTED.items():
        for part in getattr(article, attribute):
            yield name, part


def _table(name: str, rows: list[tuple[str, Any]]) -> pa.Table:
    table = to_table(RECORDS[name], [row for _, row in rows])
    if name in HEADS:
        return table
    digests = pa.array([sha256 for sha256, _ in rows], pa.string())
    return table.append_column(pa.field("sha256", pa.string(), nullable=False), digests)
