"""Match what is said with what is wanted, one to one, and count."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """An answer of the gold: its own key first, then those that are as good."""

    keys: tuple[Key, ...]
    is_optional: bool = False


Pair = tuple[list[Wanted], list[Key]]  # what is wanted, what is said


@dataclass(frozen=True, slots=True)
class Score:
    """How much of what was wanted was said, and how much of what was said, wanted."""

    hits: int = 0
    wanted: int = 0
    said: int = 0
    missed: list[Key] = field(default_factory=list)
    extra: list[Key] = field(default_factory=list)

    def __add__(self, other: "Score") -> "Score":
        """Return the counts of both."""
        return Score(
            hits=self.hits + other.hits,
            wanted=self.wanted + other.wanted,
            said=self.said + other.said,
            missed=[*self.missed, *other.missed],
            extra=[*self.extra, *other.extra],
        )

    def of(self, text: str) -> "Score":
        """Return the same, each miss told with the text it was made in."""
        return replace(
            self,
            missed=[(text, *key) for key in self.missed],
            extra=[(text, *key) for key in self.extra],
        )

    @property
    def precision(self) -> float:
        """The share of what was said that was wanted; 1 where nothing was said."""
        return self.hits / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        """The share of what was wanted that was said; 1 where nothing was wanted."""
        return self.hits / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def settle(wanted: Iterable[Wanted], said: Iterable[Key]) -> Score:
    """Match each said key with one wanted answer at most, its own key before others.

    An optional answer earns nothing when said and costs nothing when not.
    """
    left, unmatched, hits = list(wanted), list(said), 0
    required = sum(not one.is_optional for one in left)
    for depth in (1, None):
        for key in list(unmatched):
            hit = next((one for one in left if key in one.keys[:depth]), None)
            if hit:
                left.remove(hit)
                unmatched.remove(key)
                hits += not hit.is_optional
    return Score(
        hits=hits,
        wanted=required,
        said=hits + len(unmatched),
        missed=[one.keys[0] for one in left if not one.is_optional],
        extra=unmatched,
    )


def once(wanted: list[Wanted]) -> list[Wanted]:
    """Keep one answer a key, the required one where both are there."""
    by_key: dict[Key, Wanted] = {}
    for one in sorted(wanted, key=lambda one: one.is_optional):
        by_key.setdefault(one.keys[0], one)
    return list(by_key.values())
