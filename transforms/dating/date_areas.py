"""Tell where on a page each of its dates stands."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from transforms.dating.date_spans import DateSpan
from transforms.dating.event_dates import Zone
from transforms.records import Counter, Piece, RemovedBlock, Stripped

LONGEST_HEADING = 130
SENTENCE_ENDS = (*'.!?…:;"”)',)
CAPTIONS = frozenset({"caption", "duplicate_caption", "photo_credit"})


@dataclass(frozen=True, slots=True)
class Area:
    """A stretch of the page and what it is: a removed kind, title or body."""

    start: int
    end: int
    kind: str
    zone: Zone | None = None


def areas_of(stripped: Stripped, counters: tuple[Counter, ...]) -> list[Area]:
    """Return the stretches of the page in order, the story's with their zones.

    A "header clock" that counts the page's views is no clock but a stamp.
    """
    views = [c.char_start or 0 for c in counters if c.scope == "page"]
    areas = [
        Area(b.char_start, b.char_end, kind_of(b, views), caption_zone(b, i))
        for i, b in enumerate(stripped.removed)
    ]
    if title := stripped.title:
        zone = Zone("title", 0, title.char_start, title.char_end)
        areas.append(Area(title.char_start, title.char_end, "title", zone))
    lines: dict[int, list[Piece]] = {}
    for piece in stripped.body:
        lines.setdefault(piece.line_no, []).append(piece)
    index = 0
    for pieces in lines.values():
        zone = Zone("body", index, pieces[0].char_start, pieces[-1].char_end)
        areas.extend(Area(p.char_start, p.char_end, "body", zone) for p in pieces)
        index += is_paragraph(pieces)
    return sorted(areas, key=lambda area: (area.start, area.end))


def is_paragraph(pieces: list[Piece]) -> bool:
    """Return whether a block tells something; a heading belongs to what follows it."""
    length = pieces[-1].char_end - pieces[0].char_start
    return length > LONGEST_HEADING or pieces[-1].text.rstrip().endswith(SENTENCE_ENDS)


def kind_of(block: RemovedBlock, views: list[int]) -> str:
    """Return a removed block's kind, told better where it counts the page's views."""
    counts = any(block.char_start <= view < block.char_end for view in views)
    return "pub_meta" if block.kind == "header_clock" and counts else block.kind


def caption_zone(block: RemovedBlock, index: int) -> Zone | None:
    """Return a caption's zone: it is not of the body, yet it tells of the event."""
    if block.kind not in CAPTIONS:
        return None
    return Zone("caption", index, block.char_start, block.char_end)


def in_areas(
    spans: Sequence[DateSpan], areas: list[Area], counters: tuple[Counter, ...]
) -> list[tuple[Area, DateSpan]]:
    """Return each span with its area; those that are part of a counter are left out."""
    starts = [area.start for area in areas]
    counted = sorted((c.char_start or 0, c.char_end or 0) for c in counters)
    counted_starts = [start for start, _ in counted]
    placed = []
    for span in spans:
        at = bisect_right(counted_starts, span.start) - 1
        if at >= 0 and span.start < counted[at][1]:
            continue
        at = bisect_right(starts, span.start) - 1
        if at >= 0 and span.start < areas[at].end:
            placed.append((areas[at], span))
    return placed


def by_area(
    placed: list[tuple[Area, DateSpan]],
) -> Iterator[tuple[Area, list[DateSpan]]]:
    """Yield each area that holds dates with all of them."""
    for area, group in groupby(placed, key=itemgetter(0)):
        yield area, [span for _, span in group]


def anchor_of(stripped: Stripped) -> int:
    """Return where the article begins: at its title, else at its first block."""
    if stripped.title:
        return stripped.title.char_start
    return stripped.body[0].char_start if stripped.body else 0
