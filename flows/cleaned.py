"""Clean files by hand: what is read off a file, or off each member of an archive."""

import hashlib
from collections.abc import Iterator
from typing import Any

from flows.settings import Settings
from transforms.clean import clean_page, nothing
from transforms.records import RawFile
from transforms.unpacking.archive import contents
from transforms.unpacking.names import printable


def cleaned(name: bytes, raw: bytes, settings: Settings) -> Iterator[dict[str, Any]]:
    """Yield what JSON can hold of each page in a file, under the page's name."""
    file = RawFile(
        source_file=printable(name), sha256=hashlib.sha256(raw).hexdigest(), raw=raw
    )
    for given in contents(file, settings.limits):
        if isinstance(given, RawFile):
            found = clean_page(given.raw, settings.zone)
        else:
            found = nothing(given.reason, given.detail)
        yield {"file": given.source_file, **found}
