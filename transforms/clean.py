"""The two public ways in: one page's bytes to a record, or to a plain dict."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from transforms.dating.dates import chosen
from transforms.describe import describe
from transforms.reading.read import read_page
from transforms.records import Article, DateClaim, Precision, Reason, Rejected
from transforms.sentences.read import read_sentences
from transforms.stripping.strip import strip
from transforms.text_records import TEXT_RECORDS

ZONE = "Asia/Ho_Chi_Minh"
READ = (None, "vi")  # languages whose sentences are read; None is not known


def read_article(raw: bytes, zone: str = ZONE) -> Article | Rejected:
    """Return the article that these bytes hold, or the reason they hold none."""
    with _uncollected():
        return _article(raw, zone)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold the garbage collector off: a page's objects are many and make no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _article(raw: bytes, zone: str) -> Article | Rejected:
    page = read_page(raw)
    if isinstance(page, Rejected):
        return page
    stripped = strip(page)
    article = describe(page, stripped, zone)
    if not article.body:
        return Rejected(
            reason=Reason.NO_ARTICLE,
            detail="No line of the page is part of a story.",
            encoding=page.encoding,
            warnings=article.warnings,
        )
    if article.language not in READ:
        return article
    return replace(article, sentences=read_sentences(article, stripped))


def clean_page(raw: bytes, zone: str = ZONE) -> dict[str, Any]:
    """Return what one page says as a dict that JSON can hold.

    Keys: body, title, author, date (what scorers ask), then all the rest: section,
    lead, url, outlet, credits, dates, counters, removed ... Bytes without an article
    give the same four keys, empty, and `rejected` and `detail`.
    """
    with _uncollected():
        found = read_article(raw, zone)
        if isinstance(found, Rejected):
            return {
                **nothing(found.reason, found.detail),
                "warnings": list(found.warnings),
            }
        return _plain(found)


def nothing(reason: Reason, detail: str) -> dict[str, Any]:
    """Return what is told of a file without an article."""
    empty = {"body": "", "title": None, "author": None, "date": None}
    return {**empty, "rejected": str(reason), "detail": detail}


def _plain(article: Article) -> dict[str, Any]:
    published = chosen(article.dates, "published")
    event = chosen(article.dates, "event")
    authors = [one.person for one in article.credits if one.role == "author"]
    is_day = published and published.precision in (Precision.MINUTE, Precision.DAY)
    at = published.published_at if published else None
    return {
        "body": article.body,
        "title": article.title,
        "author": "; ".join(authors) or None,
        "date": _stated_day(article, published) if published and is_day else None,
        "published_at": at.isoformat() if at else None,
        "published_precision": str(published.precision) if published else None,
        "event_date": _day(event),
        "event_precision": str(event.precision) if event else None,
        **{
            name: getattr(article, name)
            for name in (
                "section",
                "lead",
                "body",
                "language",
                "url",
                "outlet_id",
                "agency",
                "republished_from",
                "word_count",
                "encoding",
            )
        },
        "credits": [_fields(one) for one in article.credits],
        "counters": [_fields(one) for one in article.counters],
        "dates": [_claim(_fields(one)) for one in article.dates],
        "removed": [_fields(one) for one in article.removed],
        **{
            name: [_claim(_fields(one)) for one in getattr(article.sentences, name)]
            for name in TEXT_RECORDS
        },
        "warnings": list(article.warnings),
    }


def _fields(one: Any) -> dict[str, Any]:  # noqa: ANN401 (any of our flat records)
    """Return a flat record's fields; `asdict` would copy each value, deep."""
    return {name: getattr(one, name) for name in type(one).__dataclass_fields__}


def _stated_day(article: Article, published: DateClaim) -> str | None:
    """Return the day on the page's own calendar.

    A Vietnamese page's is that of the zone; of a page in another language the zone
    knows nothing, and the offset it states is the best there is.
    """
    at = published.published_at
    if at and article.language not in (None, "vi"):
        return at.date().isoformat()
    return _day(published)


def _day(claim: DateClaim | None) -> str | None:
    return claim.date_from.isoformat() if claim and claim.date_from else None


def _claim(claim: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in claim.items()
    }
