"""Read the pages of a landing folder, for looking at rather than for loading."""

from collections.abc import Iterator
from pathlib import Path

from flows.landing import Entry, read_bytes, walk
from transforms.reading.read import read_page
from transforms.records import Page


def pages(landing: Path, max_bytes: int) -> Iterator[tuple[str, Page]]:
    """Yield (name, page) for each file of a folder that holds a page, by name."""
    for entry in sorted(walk(landing), key=lambda entry: entry.source_file):
        page = _page(entry, max_bytes)
        if page:
            yield entry.source_file, page


def _page(entry: Entry, max_bytes: int) -> Page | None:
    if entry.trouble or entry.byte_count > max_bytes:
        return None
    try:
        page = read_page(read_bytes(entry, max_bytes))
    except OSError:
        return None
    return page if isinstance(page, Page) else None
