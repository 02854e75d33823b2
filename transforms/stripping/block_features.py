"""Measure the blocks of an HTML page: what a model of stories looks at.

No measure asks what a text says, only how it looks and where it stands, so one table
of weights serves all languages. What the words of classes and ids say is a table that
the model brings along. A measure is a column over all blocks of the page.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from transforms.reading.word_count import word_count
from transforms.records import Block

FULL_STOP = re.compile(r"[.!?…。।؟][\"'”’»)\]]{0,2}$")
LETTERS = re.compile(r"[a-z]{2,}")
PROSE_WORDS = 12
MOST_LINKED = 0.5  # of a paragraph's words
MOST_WORDS = 120
MAIN_SHARE = 0.6  # of the page's prose: the deepest box with as much is the main one
TAGS = ("p", "li", "h1", "h2", "h3", "h4", "td", "blockquote", "div", "pre", "dd")
HEADING = re.compile(r"h\d+")
COMMON_SHARE = 0.85
NEAR = (-2, -1, 1, 2)
FAR = 30  # blocks: what stands further from a heading or from prose is just far
FIRST_CHARS, MORE_CHARS = 60, 400  # in which letter case, and commas, are counted
LETTERS_KNOWN = 0x3000  # characters beyond have no case

Weigh = Callable[[frozenset[str]], tuple[float, float, float]]
Column = NDArray[np.float64]
Places = NDArray[np.intp]

NAMES = (
    *("words", "stops", "commas", "capitals", "digits", "linked", "again", "hidden"),
    *("class_sum", "class_low", "class_high", *TAGS, "heading"),
    *("from_heading", "over_heading", "place", "from_prose", "prose_before"),
    *("prose_after", "depth", "in_main", "off_main", "below_main"),
    *("box_words", "box_linked", "box_prose", "box_blocks"),
    *("outer_words", "outer_linked", "outer_prose", "outer_blocks"),
    *(f"{name}{step:+d}" for step in NEAR for name in ("words", "linked", "stops")),
    *(f"class_sum{step:+d}" for step in NEAR),
    *("page_prose", "page_blocks"),
)


def measures(blocks: Sequence[Block], weigh: Weigh) -> NDArray[np.float64]:
    """Return what each block measures: a row a block, columns in the order of `NAMES`.

    `weigh` tells of a block's hints the sum, the least and the greatest weight.
    """
    if not blocks:
        return np.zeros((0, len(NAMES)))
    return np.column_stack(_Page(blocks, weigh).columns())


class _Page:
    """The blocks of one page, and what is around each."""

    def __init__(self, blocks: Sequence[Block], weigh: Weigh) -> None:
        self.blocks = blocks
        self.texts = [block.text for block in blocks]
        self.count = len(blocks)
        common = _common(blocks)
        weights = {h: weigh(h - common) for h in {block.hints for block in blocks}}
        self.classes = np.array([weights[block.hints] for block in blocks])
        self.words = _column(list(map(word_count, self.texts)))
        self.linked = _column([block.link_share for block in blocks])
        self.stops = _column([FULL_STOP.search(t[-4:]) is not None for t in self.texts])
        self.hidden = _column(["hidden" in block.hints for block in blocks])
        self.is_prose = (
            (self.words >= PROSE_WORDS)
            & (self.stops > 0)
            & (self.linked < MOST_LINKED)
            & (self.hidden == 0)
        )
        self.prose_words = np.where(self.is_prose, self.words, 0.0)

    def columns(self) -> list[Column]:
        """Return the measures in the order of `NAMES`."""
        size = np.log1p(np.minimum(self.words, MOST_WORDS))
        near = (size, self.linked, self.stops)
        prose = self.prose_words.sum()
        return [
            size,
            self.stops,
            *self._letters(),
            self.linked,
            self._again(),
            self.hidden,
            *self.classes.T,
            *self._tags(),
            *self._from_heading(),
            self._from_prose(),
            *self._prose_around(),
            *self._boxes(),
            *(shifted(one, step) for step in NEAR for one in near),
            *(shifted(self.classes[:, 0], step) for step in NEAR),
            np.full(self.count, np.log1p(prose)),
            np.full(self.count, np.log1p(self.count)),
        ]

    def _letters(self) -> tuple[Column, Column, Column]:
        """Return the shares of commas, of capitals and of digits at a block's head."""
        heads = [text[:MORE_CHARS] for text in self.texts]
        commas = [head.count(",") / len(head) for head in heads]
        first = "".join(text[:FIRST_CHARS].ljust(FIRST_CHARS) for text in self.texts)
        codes = np.frombuffer(first.encode("utf-32-le"), np.uint32)
        kinds = _letter_kinds()[np.minimum(codes, LETTERS_KNOWN - 1)]
        kinds = kinds.reshape(self.count, FIRST_CHARS)
        sizes = np.minimum(_column([len(text) for text in self.texts]), FIRST_CHARS)
        capitals, digits = (kinds == 1).sum(1) / sizes, (kinds == 2).sum(1) / sizes  # noqa: PLR2004
        return _column(commas), capitals, digits

    def _again(self) -> Column:
        """Return how often a block's text stands on the page, up to thrice."""
        times = Counter(self.texts)
        return np.minimum(_column([times[text] for text in self.texts]), 3)

    def _tags(self) -> list[Column]:
        tags = np.array([block.tag for block in self.blocks])
        heading = [HEADING.fullmatch(block.tag) is not None for block in self.blocks]
        return [*(_column(tags == tag) for tag in TAGS), _column(heading)]

    def _from_heading(self) -> tuple[Column, Column, Column]:
        """Return how far a block is from the heading, if over it, and its place.

        The heading is the last h1 that has prose after it.
        """
        prose = np.flatnonzero(self.is_prose)
        last = prose[-1] if len(prose) else self.count
        over = [i for i, b in enumerate(self.blocks) if b.tag == "h1" and i < last]
        places = np.arange(self.count)
        away = places - (over[-1] if over else 0)
        near = np.clip(away, -FAR, FAR)
        return _column(near), _column(away < 0), places / self.count

    def _from_prose(self) -> Column:
        """Return how many blocks each is away from the nearest paragraph."""
        places, prose = np.arange(self.count), np.flatnonzero(self.is_prose)
        if not len(prose):
            return np.full(self.count, float(FAR))
        at = np.searchsorted(prose, places)
        before = places - prose[np.maximum(at - 1, 0)]
        after = prose[np.minimum(at, len(prose) - 1)] - places
        return _column(np.minimum(np.minimum(abs(before), abs(after)), FAR))

    def _prose_around(self) -> tuple[Column, Column]:
        """Return the shares of the page's prose that stand before and from a block."""
        total = self.prose_words.sum()
        before = np.cumsum(self.prose_words) - self.prose_words
        return before / (total or 1), (total - before) / (total or 1)

    def _boxes(self) -> list[Column]:
        """Return how deep a block is, how far from the main box, and how its boxes are.

        The first four columns are of the place, then come the block's own box and the
        one around that: words a block, shares of links and of prose, blocks.
        """
        paths = [block.path for block in self.blocks]
        depths = np.array([len(path) for path in paths])
        boxes = np.fromiter(chain.from_iterable(paths), np.intp, depths.sum())
        owners = np.repeat(np.arange(self.count), depths)
        count = int(boxes.max(initial=-1)) + 1

        def sums(column: Column) -> Column:
            return _column(np.bincount(boxes, column[owners], count))

        prose = sums(self.prose_words)
        main = self._main(paths, prose)
        inside = np.zeros(count)
        inside[list(main)] = 1
        common = _column(np.bincount(owners, inside[boxes], self.count))
        off = len(main) - common
        words, blocks = sums(self.words), np.bincount(boxes, minlength=count)
        full = np.maximum(words, 1)
        shares = np.stack(
            [
                np.log1p(words / np.maximum(blocks, 1)),
                sums(self.words * self.linked) / full,
                prose / full,
                np.log1p(blocks),
            ]
        )
        shares = np.column_stack([shares, np.zeros(4)])  # the last one is no box
        own = np.array([path[-2] if len(path) > 1 else -1 for path in paths])
        outer = np.array([path[-3] if len(path) > 2 else -1 for path in paths])  # noqa: PLR2004
        return [
            _column(depths),
            _column(off == 0),
            off,
            depths - common,
            *shares[:, own],
            *shares[:, outer],
        ]

    def _main(self, paths: Sequence[tuple[int, ...]], prose: Column) -> tuple[int, ...]:
        """Return the path of the deepest box that holds most of the page's prose."""
        least = MAIN_SHARE * self.prose_words.sum()
        best: tuple[int, ...] = ()
        prosaic = np.flatnonzero(self.is_prose).tolist()
        for path in dict.fromkeys(paths[i] for i in prosaic):
            depth = len(path)
            while depth > len(best) and prose[path[depth - 1]] < least:
                depth -= 1
            if depth > len(best):
                best = path[:depth]
        return best


def _common(blocks: Sequence[Block]) -> frozenset[str]:
    """Return the hints of nearly all blocks: what they say, they say of the page.

    One that is in none of the commonest sets lacks in too many blocks; few are left.
    """
    least = COMMON_SHARE * len(blocks)
    kinds = Counter(block.hints for block in blocks).most_common()
    left: set[str] = set()
    seen = 0
    for hints, count in kinds:
        if len(blocks) - seen < least:
            break
        left |= hints
        seen += count
    lacking: Counter[str] = Counter()
    for hints, count in kinds:
        for hint in left - hints:
            lacking[hint] += count
            if len(blocks) - lacking[hint] < least:
                left.discard(hint)
    return frozenset(left)


def _column(values: Sequence[float] | NDArray[np.generic]) -> Column:
    return np.array(values, dtype=np.float64)


def shifted(column: Column, step: int, beyond: float = 0.0) -> Column:
    """Return a column of what stands so many blocks on, and beyond both ends."""
    moved = np.full_like(column, beyond)
    if step > 0:
        moved[:-step] = column[step:]
    else:
        moved[-step:] = column[:step]
    return moved


@cache
def _letter_kinds() -> NDArray[np.uint8]:
    """Return of each character 1 for a capital, 2 for a digit, 0 for all else."""
    known = map(chr, range(LETTERS_KNOWN))
    kinds = [1 if one.isupper() else 2 * one.isdigit() for one in known]
    return np.array(kinds, dtype=np.uint8)


def class_words(hint: str) -> list[str]:
    """Return the words of a hint: of a class or id, or an element's name.

    >>> class_words(".post-related2"), class_words("nav")
    (['.post', '.related'], ['nav'])
    """
    if hint[:1] != ".":
        return [hint]
    return ["." + word for word in LETTERS.findall(hint)]
