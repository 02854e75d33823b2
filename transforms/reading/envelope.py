"""A page that came in something else: a record of a crawl, a saved mail, a JSON object.

What that says of the page (its address, its charset) counts as declared by the page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from transforms.reading.normal import normal
from transforms.records import Declared

CHARSET = re.compile(r"""charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """The bytes of a page, and what it came in says of it.

    `is_cut` where what it came in ends before its time.
    """

    raw: bytes
    charset: str | None = None
    declared: tuple[Declared, ...] = ()
    is_cut: bool = False


def charset_of(content_type: str | None) -> str | None:
    """Return the charset that a Content-Type names.

    >>> charset_of('text/html; charset="windows-1258"')
    'windows-1258'
    """
    match = CHARSET.search(content_type or "")
    return match[1] if match else None


def declared_url(url: object, source: str) -> Iterator[Declared]:
    """Yield a page's address, if it is one that the page can be known by."""
    address = str(url or "").strip().removeprefix("<").removesuffix(">")
    if address.lower().startswith(("http://", "https://")):
        yield Declared(name="url", value=normal(address).strip(), source=source)
