"""Tell by content what a file is: another kind of file, HTML, or plain text.

Signatures of other kinds are those of the formats' own specifications; the opening
tags of HTML follow the WHATWG MIME Sniffing Standard, section 7.1.
"""

import json
import re

SAMPLE = 65_536  # bytes or characters
SIGNATURES = (  # where it stands, the bytes, what it is
    (0, b"%PDF-", "a PDF document"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"GIF87a", "a GIF image"),
    (0, b"GIF89a", "a GIF image"),
    (8, b"WEBP", "a WebP image"),
    (0, b"II*\0", "a TIFF image"),
    (0, b"MM\0*", "a TIFF image"),
    (0, b"PK\x03\x04", "a zip archive"),
    (0, b"PK\x05\x06", "an empty zip archive"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (0, b"{\\rtf", "an RTF document"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (0, b"\xfd7zXZ\0", "an xz archive"),
    (0, b"BZh", "a bzip2 archive"),
    (0, b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (0, b"\x1f\x8b", "a gzip archive inside another"),
    (257, b"ustar", "a tar archive"),
    (0, b"\x7fELF", "a program"),
    (0, b"SQLite format 3\0", "an SQLite database"),
    (8, b"DUCK", "a DuckDB database"),
    (0, b"PAR1", "a Parquet file"),
    (4, b"ftyp", "a video"),
    (0, b"ID3", "an audio file"),
    (0, b"OggS", "an audio file"),
    (0, b"RIFF", "an audio or video file"),
    (0, b"wOFF", "a font"),
    (0, b"wOF2", "a font"),
)
OFFICE = {b"word/": "a Word document", b"xl/": "an Excel workbook"}
OFFICE |= {b"ppt/": "a PowerPoint file", b"content.xml": "an OpenDocument file"}
OFFICE |= {b"META-INF/container.xml": "an EPUB book"}
OFFICE |= {b"META-INF/MANIFEST.MF": "a Java program"}
OFFICE |= {b"AndroidManifest.xml": "an Android program"}
OFFICE |= {b"mimetypeapplication/": "an OpenDocument file"}
OFFICE |= {b"[Content_Types].xml": "an Office document"}
ARCHIVES = ("a zip archive", "a tar archive")  # that hold files, and can be opened
# As text, these begin with one of the words; `BZh` and `ID3` could begin a note.
FOREIGN_TEXT = (
    (re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]"), "a news feed"),
    (re.compile(r"<(?:urlset|sitemapindex)[\s>]"), "a site map"),
    (re.compile(r"<svg[\s>]", re.IGNORECASE), "an SVG image"),
    (re.compile(r"<w:wordDocument[\s>]"), "a Word document"),
)
PROLOGUE = re.compile(  # what may stand before a page's first tag
    r"(?:\s+|<!--.{0,20000}?-->|<\?[^>]{0,1000}>)", re.DOTALL
)
OPENING_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|link|base|script|style|iframe|h[1-6]"
    r"|div|p|section|article|main|header|nav|table|font|center|form|ul|ol|dl|img|figure"
    r"|span|a|b|i|strong|em|br|hr|blockquote|pre|noscript|template)(?:[\s/>]|$)",
    re.IGNORECASE,
)
PAGE_TAG = re.compile(r"<(?:!doctype\s+html|html|body)[\s>]", re.IGNORECASE)
CLOSING_TAG = re.compile(r"</(?:p|div|td|li|h[1-6]|html|body)\s*>", re.IGNORECASE)
MANY_CLOSING_TAGS = 3
CONTROL_BYTES = bytes(set(range(0x20)) - set(b"\t\n\r\f\x1b"))
MOST_CONTROLS = 0.1


def foreign_type(raw: bytes) -> str | None:
    """Name the kind of file where some bytes are neither text nor HTML."""
    for offset, signature, name in SIGNATURES:
        if raw.startswith(signature, offset) and _is_meant(raw, signature):
            return _office(raw) if name == "a zip archive" else name
    return None


def _is_meant(raw: bytes, signature: bytes) -> bool:
    """Distrust a signature of plain letters unless what follows is binary."""
    plain = signature.isalnum() and len(signature) < 5  # noqa: PLR2004
    return not plain or is_binary(raw) or b"\0" in raw[:SAMPLE]


def _office(raw: bytes) -> str:
    names = raw[:SAMPLE]
    return next((OFFICE[name] for name in OFFICE if name in names), "a zip archive")


def is_binary(raw: bytes) -> bool:
    """Say whether too many control bytes stand in a sample for it to be text."""
    sample = raw[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, CONTROL_BYTES))
    return controls > MOST_CONTROLS * len(sample)


def foreign_text(text: str) -> str | None:
    """Name what a text is where it is neither prose nor HTML: a feed, JSON ..."""
    start = _after_prologue(text)
    for pattern, name in FOREIGN_TEXT:
        if pattern.match(text, start):
            return name
    if text[start : start + 1] in ("{", "[") and _is_json(text):
        return "JSON"
    mail = text.startswith(("MIME-Version:", "From: <Saved by"))  # without a page in it
    return "a mail" if mail else None


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False


def is_html(text: str) -> bool:
    """Say whether a text is HTML: it opens as a page does, or is full of its tags."""
    if "<" not in text:
        return False
    if OPENING_TAG.match(text, _after_prologue(text)):
        return True
    head = text[:SAMPLE]
    closing = len(CLOSING_TAG.findall(head))
    return closing >= MANY_CLOSING_TAGS or (closing > 0 and bool(PAGE_TAG.search(head)))


def _after_prologue(text: str) -> int:
    at = 0
    while match := PROLOGUE.match(text, at):
        at = match.end()
    return at
