"""Which article a page is, and which wording of it: the natural keys of the warehouse.

An article is its canonical URL. A page that declares none is named by its outlet, its
title and the day it states (a daily column is a new article every day), or, stating no
day, by the first words of its story. Never by the path of its file.
"""

import hashlib
import re
from datetime import date
from functools import cache
from itertools import islice
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

import numpy as np

from transforms.reading.normal import nfc

FINGERPRINT_WORDS = 40
FINGERPRINT_CHARS = 2_000
SHINGLE_WORDS = 4
WORD = re.compile(r"[^\W_]+")
SIGNATURE_SIZE = 64
HALF = np.uint64(32)
MIXER = np.uint64(0x9E3779B97F4A7C15)  # odd, its bits without a pattern
HOST_PREFIXES = ("www.", "m.", "mobile.", "amp.")
# Query names that tell where a reader came from, not what is read.
TRACKING = ("utm_", "fbclid", "gclid", "zarsrc", "_ga", "mc_cid", "mc_eid", "ref")
SEPARATOR = "\x1f"


def canonical_url(declared: str | None) -> str | None:
    """Return a declared URL in one spelling; None where it names no single page.

    Scheme, "www.", fragment, tracking parameters and a last slash tell no two articles
    apart. A home page given as canonical is a common slip of templates: no identity.

    >>> canonical_url("HTTP://www.Bao.example/tin/a-1.html?utm_source=x#top")
    'https://bao.example/tin/a-1.html'
    """
    try:
        parts = urlsplit((declared or "").strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return None
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~-._").rstrip("/")
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query)
        if not name.startswith(TRACKING)
    ]
    if parts.scheme not in ("http", "https") or "." not in host:
        return None
    if not path and not query:
        return None
    asked = f"?{urlencode(sorted(query))}" if query else ""
    return f"https://{host.removeprefix('www.')}{port}{path}{asked}"


def outlet_of_url(url: str | None) -> str | None:
    """Return the host of a canonical URL, the same for its mobile and AMP pages."""
    host = urlsplit(url).hostname if url else None
    for prefix in HOST_PREFIXES:
        host = host.removeprefix(prefix) if host else None
    return host


def article_id(
    url: str | None, outlet: str | None, title: str | None, told_by: date | str
) -> str:
    """Return the article's name for good; `told_by` is its day or fingerprint."""
    if url:
        return url
    parts = (fold(outlet or ""), fold(title or ""), str(told_by))
    return "khobao:" + digest(*parts)[:16]


def fingerprint(body: str) -> str:
    """Return the story's first words, folded: what names an article without a date."""
    found = WORD.finditer(nfc(body[:FINGERPRINT_CHARS]).casefold())
    return " ".join(match[0] for match in islice(found, FINGERPRINT_WORDS))


def fold(text: str) -> str:
    """Return letters and digits only, lower case, marks kept, one space between words.

    >>> fold("Sơ kết  Quy chế – 2024.")
    'sơ kết quy chế 2024'
    """
    return " ".join(words(text))


def words(text: str) -> list[str]:
    """Return a text's words, lower case."""
    return WORD.findall(nfc(text).casefold())


def signature(body: str) -> str:
    """Return the smallest hashes of the body's shingles of four words, as spaced hex.

    A bottom-k sketch (Broder 1997): the share of common values among the smallest of
    two sketches' union estimates the likeness (Jaccard) of the bodies. A shingle's hash
    mixes its words' hashes by multiplying, 64 bits of which the upper 32 are kept.
    """
    hashes = _word_hashes(nfc(body).casefold())
    count = max(len(hashes) - SHINGLE_WORDS + 1, min(len(hashes), 1))
    mixed = np.zeros(count, dtype=np.uint64)
    for place in range(min(SHINGLE_WORDS, len(hashes))):
        mixed += hashes[place : place + count]
        mixed *= MIXER
    in_order = np.sort((mixed >> HALF).astype(np.uint32))
    is_new = np.append(True, in_order[1:] != in_order[:-1])[:count]
    smallest = in_order[is_new][:SIGNATURE_SIZE]
    written: bytes = smallest.astype(">u4").tobytes()
    return written.hex(" ", 4)


def digest(*parts: str) -> str:
    """Return the hex sha256 of parts kept apart by a separator no text holds."""
    return hashlib.sha256(SEPARATOR.join(parts).encode()).hexdigest()


def _word_hashes(text: str) -> "Hashes":
    """Return a hash for each word: its letters, each times a power of its place.

    All letters of a text at once: to look each word up took a tenth of all reading.
    """
    chars = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)
    at = np.flatnonzero(_is_letter()[np.minimum(chars, OTHERS)])
    if not len(at):
        return np.zeros(0, np.uint64)
    is_first = np.append(True, np.diff(at) > 1)
    first = np.flatnonzero(is_first)
    place = np.arange(len(at)) - first[np.cumsum(is_first) - 1]
    powers = POWERS[np.minimum(place, len(POWERS) - 1)]
    hashes: Hashes = np.add.reduceat(chars[at] * powers, first)
    hashes ^= hashes >> HALF
    hashes *= MIXER
    return hashes


@cache
def _is_letter() -> "np.ndarray[Any, np.dtype[np.bool_]]":
    """Return of each code point below OTHERS, and of those, whether words have it."""
    return np.array([chr(code).isalnum() for code in range(OTHERS)] + [False])


OTHERS = 0xFFFF  # this code point and those above it are taken for signs
Hashes = np.ndarray[Any, np.dtype[np.uint64]]
POWERS = np.cumprod(np.full(64, MIXER, np.uint64))  # of places in a word
