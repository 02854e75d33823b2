"""Who the persons of an article are: one person under each of his writings."""

from collections.abc import Iterable

from transforms.sentences.chunk import Chunk, Kind
from transforms.sentences.tokens import Line, spelled, tokens
from transforms.stripping.names import name_case

SHORT = 2  # syllables of a name that may stand for a longer one
INFORMAL = frozenset({"person.honorific", "person.rank"})


class Persons:
    """The full names of an article's persons, in the order they are met.

    A name of one or two syllables behind 'anh', 'bà' or a rank is the last person met
    whose name ends so. Two names that differ in a tone or an accent are two persons.
    """

    def __init__(self) -> None:
        """Begin with nobody."""
        self.by_end: dict[str, str] = {}
        self.full: dict[tuple[str, ...], str] = {}

    def learn(self, line: Line, chunks: Iterable[Chunk]) -> None:
        """Remember the persons of a line by their full names."""
        for chunk in chunks:
            if chunk.kind is Kind.PERSON and chunk.value is None:
                self._learn(line, chunk)

    def _learn(self, line: Line, chunk: Chunk) -> None:
        keys = tuple(line.keys[chunk.start : chunk.end])
        name = settled(line.span(chunk.start, chunk.end))
        if len(keys) > 1:
            self.full.setdefault(keys, name)
        if len(keys) > SHORT:
            for size in (1, SHORT):
                self.by_end.setdefault(" ".join(keys[-size:]), name)

    def name(self, line: Line, chunk: Chunk) -> tuple[str, bool]:
        """Return a person's full name, and whether the article had to tell it."""
        if chunk.value is not None:
            return str(chunk.value), False
        keys = line.keys[chunk.start : chunk.end]
        if len(keys) <= SHORT and chunk.rule in INFORMAL:
            full = self.by_end.get(" ".join(keys))
            if full:
                return full, True
        return settled(line.span(chunk.start, chunk.end)), False


def name_keys(name: str) -> tuple[str, ...]:
    """Return the keys of a name's tokens."""
    line = tokens(name)
    return tuple(line.keys[: line.size])


def settled(name: str) -> str:
    """Return a name in name case, single spaces, tone marks in one place.

    >>> settled("NGUYỄN  THUÝ NGA"), settled("M. Quang")
    ('Nguyễn Thúy Nga', 'M.Quang')
    """
    words = [spelled(word) for word in name_case(name).replace(". ", ".").split()]
    return " ".join(words)
