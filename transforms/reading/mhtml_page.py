"""Take the page out of a web page saved as one file (MHTML, RFC 2557)."""

import re
from email import message_from_bytes
from email.message import Message

from transforms.reading.envelope import Envelope, charset_of, declared_url
from transforms.records import Reason, Rejected

HEAD_BYTES = 16_384
BLANK_LINE = re.compile(rb"\r?\n\r?\n")
FIRST_HEADER = re.compile(rb"[A-Za-z][\w-]{0,60}:[ \t]")
SAVED = re.compile(
    rb"^content-type:[ \t]*(?:multipart/related|text/html)\b",
    re.IGNORECASE | re.MULTILINE,
)
MIME = re.compile(rb"^mime-version:", re.IGNORECASE | re.MULTILINE)
ADDRESSES = ("Content-Location", "Snapshot-Content-Location")
NONSENSE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def is_mhtml(raw: bytes) -> bool:
    """Say whether bytes begin with the head of a mail that holds a page."""
    if not FIRST_HEADER.match(raw):
        return False
    head = BLANK_LINE.split(raw[:HEAD_BYTES], 1)[0]
    return bool(MIME.search(head) and SAVED.search(head))


def mhtml_page(raw: bytes) -> Envelope | Rejected:
    """Return the page that a saved page opens with: its first part that is HTML."""
    try:
        mail = message_from_bytes(raw)
        page = next((one for one in mail.walk() if _is_page(one)), None)
        return _envelope(mail, page) if page else _refused("holds no HTML")
    except NONSENSE as error:
        return _refused(f"makes no sense: {error}")


def _is_page(part: Message) -> bool:
    return part.get_content_type() in ("text/html", "application/xhtml+xml")


def _envelope(mail: Message, page: Message) -> Envelope:
    content = page.get_payload(decode=True)
    found = (str(one[name]) for name in ADDRESSES for one in (page, mail) if one[name])
    return Envelope(
        raw=content if isinstance(content, bytes) else b"",
        charset=charset_of(str(page["Content-Type"])),
        declared=tuple(declared_url(next(found, ""), "mhtml:Content-Location")),
        is_cut=any(
            type(defect).__name__ == "CloseBoundaryNotFoundDefect"
            for defect in mail.defects
        ),
    )


def _refused(what: str) -> Rejected:
    return Rejected(
        reason=Reason.CORRUPT_ARCHIVE, detail=f"a saved page (MHTML) that {what}"
    )
