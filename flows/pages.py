"""Read the pages of a landing folder, for looking at rather than for loading."""

from collections.abc import Iterator

from flows.landing import walk
from flows.take import held, taken
from transforms.reading.read import read_page
from transforms.records import Page, RawFile
from transforms.unpacking.limits import Limits


def pages(landing: str, limits: Limits) -> Iterator[tuple[str, Page]]:
    """Yield (name, page) for each file or member that holds a page, by file name."""
    entries = sorted(walk(landing), key=lambda entry: entry.source_file)
    for one in taken(entries, limits):
        for given in held(one, limits):
            page = read_page(given.raw) if isinstance(given, RawFile) else None
            if isinstance(page, Page):
                yield given.source_file, page
