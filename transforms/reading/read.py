"""The entrance: a file's bytes become a Page, or are turned away with a reason."""

from dataclasses import replace

from transforms.identity import canonical_url, outlet_of_url
from transforms.reading.declared import declared_values
from transforms.reading.decode import Decoded, decode
from transforms.reading.envelope import Envelope
from transforms.reading.html_page import html_blocks, parsed
from transforms.reading.json_page import is_json, json_page, loaded
from transforms.reading.mhtml_page import is_mhtml, mhtml_page
from transforms.reading.no_article import why_no_article
from transforms.reading.normal import has_strange, normal
from transforms.reading.profiles import UNMATCHED, Profile, profiles, tagged
from transforms.reading.sniff import (
    ARCHIVES,
    foreign_text,
    foreign_type,
    is_binary,
    is_html,
)
from transforms.reading.text_page import text_blocks
from transforms.reading.unpack import MAX_BYTES, unpack
from transforms.reading.warc_page import is_warc, warc_page
from transforms.records import Declared, MediaType, Page, Reason, Rejected


def read_page(raw: bytes, limit: int = MAX_BYTES) -> Page | Rejected:
    """Return the page some bytes hold: expanded, decoded, normalised, cut in blocks.

    `limit` is in bytes, of the file and of what it expands to. No bytes raise an error.
    """
    unpacked = unpack(raw, limit)
    if isinstance(unpacked, Rejected):
        return unpacked
    if not unpacked.raw.strip():
        return Rejected(reason=Reason.EMPTY, detail="the file is empty")
    letter = _letter(unpacked.raw, limit)
    if isinstance(letter, Rejected):
        return letter
    outcome = _read(letter)
    is_cut = unpacked.is_cut or letter.is_cut
    if is_cut and "truncated" not in outcome.warnings:
        outcome = replace(outcome, warnings=(*outcome.warnings, "truncated"))
    return outcome


def _letter(raw: bytes, limit: int) -> Envelope | Rejected:
    """Return the page some bytes are, or that came in them."""
    if is_warc(raw):
        return warc_page(raw, limit)
    return mhtml_page(raw) if is_mhtml(raw) else Envelope(raw=raw)


def _read(letter: Envelope) -> Page | Rejected:
    raw = letter.raw
    if not raw.strip():
        return Rejected(reason=Reason.EMPTY, detail="the page is empty")
    if kind := foreign_type(raw):
        return _foreign(kind)
    decoded = decode(raw, letter.charset)
    if decoded is None:
        return _undecodable(raw)
    if is_json(decoded.text):
        return _json(decoded)
    if kind := foreign_text(decoded.text) or _binary(raw, decoded.text):
        return _refused(decoded, Reason.UNKNOWN_TYPE, f"looks like {kind}")
    return _told(decoded, letter.declared)


def _foreign(kind: str) -> Rejected:
    """Turn another kind of file away. An archive gets here only if it is damaged."""
    if kind not in ARCHIVES:
        return Rejected(reason=Reason.UNKNOWN_TYPE, detail=f"looks like {kind}")
    detail = f"{kind} that is damaged: what could be taken out has rows of its own"
    return Rejected(reason=Reason.CORRUPT_ARCHIVE, detail=detail)


def _json(decoded: Decoded) -> Page | Rejected:
    thing = loaded(decoded.text)
    if thing is None:
        detail = "JSON that breaks off or makes no sense"
        return _refused(decoded, Reason.BROKEN_JSON, detail)
    page = json_page(thing)
    if page is None:
        detail = "looks like JSON without a page's html or text"
        return _refused(decoded, Reason.UNKNOWN_TYPE, detail)
    return _told(replace(decoded, text=page.text), page.declared)


def _told(decoded: Decoded, declared: tuple[Declared, ...]) -> Page | Rejected:
    """Return the page of a text; what it came in says less than the page itself."""
    page = _page(decoded)
    if not page.blocks:
        return _refused(decoded, Reason.EMPTY, "the page shows no text")
    page = replace(page, declared=page.declared + declared) if declared else page
    return why_no_article(page) or page


def _undecodable(raw: bytes) -> Rejected:
    if is_binary(raw):
        return Rejected(reason=Reason.UNKNOWN_TYPE, detail="looks like binary data")
    return Rejected(
        reason=Reason.UNDECODABLE, detail="no known encoding explains the bytes"
    )


def _binary(raw: bytes, text: str) -> str | None:
    """Name binary data. UTF-16 has many zero bytes, but none in its text."""
    if not is_binary(raw):
        return None
    return "binary data" if is_binary(text.encode("utf-8", "replace")) else None


def _refused(decoded: Decoded, reason: Reason, detail: str) -> Rejected:
    return Rejected(
        reason=reason,
        detail=detail,
        encoding=decoded.encoding,
        warnings=decoded.warnings,
    )


def _page(decoded: Decoded) -> Page:
    text = normal(decoded.text)
    if text is not decoded.text and has_strange(decoded.text):
        warnings = (*decoded.warnings, "control_characters")
        decoded = replace(decoded, warnings=warnings)
    return _html_page(decoded, text) if is_html(text) else _text_page(decoded, text)


def _text_page(decoded: Decoded, text: str) -> Page:
    return Page(
        media_type=MediaType.TEXT,
        encoding=decoded.encoding,
        text=text,
        blocks=text_blocks(text),
        warnings=decoded.warnings,
    )


def _html_page(decoded: Decoded, html: str) -> Page:
    root = parsed(html)
    declared = declared_values(root)
    warnings = decoded.warnings
    if profile := _profile(declared):
        known = tagged(html, profile)
        root = parsed(known) if known else root
        warnings = warnings if known else (*warnings, UNMATCHED)
    blocks = html_blocks(root)
    return Page(
        media_type=MediaType.HTML,
        encoding=decoded.encoding,
        text="\n".join(block.text for block in blocks),
        blocks=blocks,
        declared=declared,
        warnings=warnings,
    )


def _profile(declared: tuple[Declared, ...]) -> Profile | None:
    """Return what is known of the outlet whose page this is, by its own address."""
    url = next((one.value for one in declared if one.name == "url"), None)
    return profiles().get(outlet_of_url(canonical_url(url)) or "")
