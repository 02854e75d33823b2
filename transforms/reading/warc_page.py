"""Take the page out of a WARC record: its bytes, its address, its charset."""

import io

from warcio.archiveiterator import WARCIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from transforms.reading.envelope import Envelope, charset_of, declared_url
from transforms.records import Reason, Rejected

MAGIC = b"WARC/"
PAGE_TYPES = ("", "text/html", "application/xhtml+xml")
PAGE_RECORDS = ("response", "resource")
TEXT_OF_A_PAGE = "conversion"  # the type of a record that holds what a page reads
# What a record that makes no sense raises in the library.
NONSENSE = (
    ArchiveLoadFailed,
    AttributeError,
    EOFError,
    LookupError,
    StopIteration,
    ValueError,
)


def is_warc(raw: bytes) -> bool:
    """Say whether bytes begin a WARC file."""
    return raw.startswith(MAGIC)


def warc_page(raw: bytes, limit: int) -> Envelope | Rejected:
    """Return the page of a WARC file's first record, of `limit` bytes at most."""
    records = WARCIterator(io.BytesIO(raw))
    try:
        record = next(records)
        page = record.content_stream().read(limit + 1)
        is_one = next(records, None) is None
    except NONSENSE as error:
        return _corrupt(f"a WARC record that makes no sense: {error}")
    if len(page) > limit:
        return Rejected(reason=Reason.TOO_LARGE, detail=f"more than {limit} bytes")
    if not is_one:
        what = "what could be taken out has rows of its own"
        return _corrupt(f"a WARC file that is damaged: {what}")
    if what_else := _what_else(record):
        detail = f"a WARC record without a page: {what_else}"
        return Rejected(reason=Reason.UNKNOWN_TYPE, detail=detail)
    url = record.rec_headers.get_header("WARC-Target-URI")
    return Envelope(
        raw=page,
        charset=charset_of(_content_type(record)),
        declared=tuple(declared_url(url, "warc:WARC-Target-URI")),
        is_cut=getattr(record.raw_stream, "limit", 0) > 0,
    )


def why_no_page(raw: bytes) -> str | None:
    """Say what else a record holds, such as "image/png"; None where it is a page."""
    try:
        return _what_else(next(WARCIterator(io.BytesIO(raw))))
    except NONSENSE:
        return None  # reading it tells what is wrong


def _what_else(record: ArcWarcRecord) -> str | None:
    if record.rec_type == TEXT_OF_A_PAGE:
        return None
    if record.rec_type not in PAGE_RECORDS:
        return f"{record.rec_type} record"
    if record.http_headers:
        status = str(record.http_headers.get_statuscode())
        if not status.startswith("2"):
            return f"HTTP {status[:3]}"
    kind = _content_type(record).partition(";")[0].strip().lower()
    return None if kind in PAGE_TYPES else kind


def _corrupt(detail: str) -> Rejected:
    return Rejected(reason=Reason.CORRUPT_ARCHIVE, detail=detail[:500])


def _content_type(record: ArcWarcRecord) -> str:
    if record.http_headers:
        return record.http_headers.get_header("Content-Type") or ""
    return record.content_type or ""
