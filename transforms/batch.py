"""A batch of raw files in, staging tables out: the one entry that matters to scale.

Pure, so it runs anywhere: in this process, in a pool, on another machine.
"""

import logging
from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

from transforms.clean import read_article
from transforms.reading.litter import is_litter
from transforms.records import (
    Article,
    RawFile,
    Reason,
    Rejected,
)
from transforms.staging import RECORDS, Capture, staged
from transforms.text_records import TEXT_RECORDS

log = logging.getLogger(__name__)

NESTED = {
    "removed_block": "removed",
    "credit": "credits",
    "counter": "counters",
    "date_claim": "dates",
}


class SpanError(Exception):
    """A reader told a span that does not hold what it says: a bug of that reader."""


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
            for name, part in _parts(found):
                rows[name].append((file.sha256, part))
    return {name: staged(name, found) for name, found in rows.items()}


def _read(file: RawFile, zone: str) -> Article | Rejected:
    if is_litter(file.source_file):
        return Rejected(reason=Reason.LITTER, detail="Left behind by a program.")
    try:
        found = read_article(file.raw, zone)
        if isinstance(found, Article):
            prove(found)
    except MemoryError:  # the process may be past trusting: whoever runs it decides
        raise
    except Exception as error:  # a bug met on one file costs that file, not the night
        log.exception("%s could not be read", file.source_file)
        detail = f"{type(error).__name__}: {error}"
        return Rejected(reason=Reason.READER_FAILED, detail=detail[:500])
    return found


def prove(article: Article) -> None:
    """Raise SpanError where a span does not give its text back or removed ones meet."""
    spans = [
        *((one.char_start, one.char_end, one.text) for one in article.removed),
        *((one.char_start, one.char_end, one.as_written) for one in article.credits),
        *((one.char_start, one.char_end, one.as_written) for one in article.counters),
        *((one.char_start, one.char_end, one.span_text) for one in article.dates),
        *_said(article),
    ]
    for start, end, text in spans:
        if start is not None and article.page_text[start:end] != text:
            raise SpanError(f"{start}..{end} is not {text[:80]!r}")
    ends = 0
    for start, end in sorted((one.char_start, one.char_end) for one in article.removed):
        if not ends <= start < end:
            raise SpanError(f"{start}..{end} was removed twice or is empty")
        ends = end


def _said(article: Article) -> Iterator[tuple[int, int, str]]:
    """Yield the spans of what the sentences say, each with its text as written."""
    for table in TEXT_RECORDS:
        for one in getattr(article.sentences, table):
            text = getattr(one, "as_written", None) or getattr(one, "name", None)
            if text:
                yield one.char_start, one.char_end, text


def _capture(file: RawFile, found: Article | Rejected) -> Capture:
    article = found if isinstance(found, Article) else None
    rejected = found if isinstance(found, Rejected) else None
    return Capture(
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


def _parts(article: Article) -> Iterator[tuple[str, Any]]:
    yield "article", article
    for name, attribute in NESTED.items():
        for part in getattr(article, attribute):
            yield name, part
    for name in TEXT_RECORDS:
        for part in getattr(article.sentences, name):
            yield name, part
