"""What one article's lines were read as: what every maker of records works on."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from transforms.sentences.chunk import Chunk, Kind
from transforms.sentences.full_names import Namer
from transforms.sentences.persons import Persons
from transforms.sentences.tokens import Line

NEAR = 24  # chunks that a bare post may look back over
TOLD_TWICE = frozenset({"duplicate_caption"})


class ReadLine(NamedTuple):
    """A line, its chunks, and its part on the page: title, body, caption ..."""

    line: Line
    chunks: list[Chunk]
    part: str

    @property
    def is_told_once(self) -> bool:
        """Tell whether the line is no repetition of another."""
        return self.part not in TOLD_TWICE

    def page_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where tokens start..end stand in the page text."""
        line = self.line
        return line.offset + line.starts[start], line.offset + line.end(end - 1)

    def before(self, token: int) -> list[Chunk]:
        """Return the chunks that stand shortly before a token, the nearest first."""
        end = bisect_left(self.chunks, token, key=lambda chunk: chunk.start)
        return self.chunks[max(end - NEAR, 0) : end][::-1]

    def within(self, start: int, end: int) -> list[Chunk]:
        """Return the chunks that start at the tokens start..end, in their order."""
        first = bisect_left(self.chunks, start, key=lambda chunk: chunk.start)
        last = bisect_left(self.chunks, end, key=lambda chunk: chunk.start)
        return self.chunks[first:last]

    def of_kind(self, kind: Kind) -> list[Chunk]:
        """Return the chunks of one kind."""
        return [chunk for chunk in self.chunks if chunk.kind is kind]


@dataclass(frozen=True, slots=True)
class Reading:
    """An article's lines, its persons and its bodies' names; `day` is its own day."""

    lines: tuple[ReadLine, ...]
    persons: Persons
    namer: Namer
    day: date | None
