"""Measure the blocks of an HTML page: what a model of stories looks at.

No measure asks what a text says, only how it looks and where it stands, so one table
of weights serves all languages. What the words of classes and ids say is a table that
the model brings along.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log1p

from transforms.records import Block

FULL_STOP = re.compile(r"[.!?…。।؟][\"'”’»)\]]{0,2}$")
LETTERS = re.compile(r"[a-z]{2,}")
PROSE_WORDS = 12
MOST_WORDS = 120
MAIN_SHARE = 0.6  # of the page's prose: the deepest box with as much is the main one
TAGS = ("p", "li", "h1", "h2", "h3", "h4", "td", "blockquote", "div", "pre", "dd")
COMMON_SHARE = 0.85
NEAR = (-2, -1, 1, 2)
FAR = 30  # blocks: what stands further from a heading or from prose is just far

Weigh = Callable[[frozenset[str]], tuple[float, float, float]]

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


@dataclass(slots=True)
class _Look:
    """How one block looks by itself."""

    words: int
    linked: float
    stops: bool
    is_prose: bool
    classes: tuple[float, float, float]


@dataclass(slots=True)
class _Box:
    """What stands in one box of the page, all that is within it included."""

    words: int = 0
    linked: float = 0.0
    prose: int = 0
    blocks: int = 0

    def shares(self) -> tuple[float, float, float, float]:
        """Return words a block, and the shares of links and of prose."""
        if not self.words:
            return 0.0, 0.0, 0.0, log1p(self.blocks)
        return (
            log1p(self.words / self.blocks),
            self.linked / self.words,
            self.prose / self.words,
            log1p(self.blocks),
        )


def measures(blocks: Sequence[Block], weigh: Weigh) -> list[list[float]]:
    """Return what each block measures, in the order of `NAMES`.

    `weigh` tells of a block's hints the sum, the least and the greatest weight.
    """
    common = _common(blocks)
    looks = [_look(block, weigh(block.hints - common)) for block in blocks]
    boxes = _boxes(blocks, looks)
    main = _main(blocks, looks, boxes)
    page = _Surroundings(blocks, looks, boxes, main)
    return [page.of(i) for i in range(len(blocks))]


def _common(blocks: Sequence[Block]) -> frozenset[str]:
    """Return the hints of nearly all blocks: what they say, they say of the page."""
    times = Counter(hint for block in blocks for hint in block.hints)
    least = COMMON_SHARE * len(blocks)
    return frozenset(hint for hint, count in times.items() if count >= least)


def _look(block: Block, classes: tuple[float, float, float]) -> _Look:
    words = block.text.count(" ") + 1
    stops = FULL_STOP.search(block.text[-4:]) is not None
    is_prose = words >= PROSE_WORDS and stops and block.link_share < 0.5  # noqa: PLR2004
    if is_prose and "hidden" in block.hints:
        is_prose = False
    return _Look(words, block.link_share, stops, is_prose, classes)


def _boxes(blocks: Sequence[Block], looks: Sequence[_Look]) -> dict[int, _Box]:
    boxes: dict[int, _Box] = {}
    for block, look in zip(blocks, looks, strict=True):
        linked = look.words * look.linked
        prose = look.words if look.is_prose else 0
        for number in block.path:
            box = boxes.get(number)
            if box is None:
                box = boxes[number] = _Box()
            box.words += look.words
            box.linked += linked
            box.prose += prose
            box.blocks += 1
    return boxes


def _main(
    blocks: Sequence[Block], looks: Sequence[_Look], boxes: dict[int, _Box]
) -> tuple[int, ...]:
    """Return the path of the deepest box that holds most of the page's prose."""
    least = MAIN_SHARE * sum(look.words for look in looks if look.is_prose)
    best: tuple[int, ...] = ()
    for block, look in zip(blocks, looks, strict=True):
        if look.is_prose and len(block.path) > len(best):
            path = block.path
            depth = next(
                (
                    d
                    for d in range(len(path), 0, -1)
                    if boxes[path[d - 1]].prose >= least
                ),
                0,
            )
            if depth > len(best):
                best = path[:depth]
    return best


class _Surroundings:
    """What is around each block of one page."""

    def __init__(
        self,
        blocks: Sequence[Block],
        looks: Sequence[_Look],
        boxes: dict[int, _Box],
        main: tuple[int, ...],
    ) -> None:
        self.blocks, self.looks, self.main = blocks, looks, main
        self.shares = {number: box.shares() for number, box in boxes.items()}
        self.times = Counter(block.text for block in blocks)
        self.prose = [i for i, look in enumerate(looks) if look.is_prose]
        self.prose_words = sum(looks[i].words for i in self.prose)
        self.heading = self._heading()
        self.gaps = _gaps(self.prose, len(blocks))
        self.before = self._before()
        self.near = self._near()

    def _heading(self) -> int:
        """Return where the heading stands: the last h1 that has prose after it."""
        last = self.prose[-1] if self.prose else len(self.blocks)
        over = [i for i, b in enumerate(self.blocks) if b.tag == "h1" and i < last]
        return over[-1] if over else 0

    def _before(self) -> list[int]:
        found, total = [], 0
        for look in self.looks:
            found.append(total)
            total += look.words if look.is_prose else 0
        return found

    def _near(self) -> list[tuple[float, float, float, float]]:
        """Return the short measures of each block, and of two beyond both ends."""
        beyond = (0.0, 0.0, 0.0, 0.0)
        short = [
            (log1p(min(k.words, MOST_WORDS)), k.linked, float(k.stops), k.classes[0])
            for k in self.looks
        ]
        return [beyond, beyond, *short, beyond, beyond]

    def of(self, i: int) -> list[float]:
        """Return the measures of one block."""
        block, look = self.blocks[i], self.looks[i]
        text = block.text[:400]
        size = len(text)
        from_heading = max(-FAR, min(FAR, i - self.heading))
        near = [self.near[i + 2 + step] for step in NEAR]
        return [
            log1p(min(look.words, MOST_WORDS)),
            float(look.stops),
            text.count(",") / size,
            sum(map(str.isupper, text[:60])) / min(size, 60),
            sum(map(str.isdigit, text[:60])) / min(size, 60),
            look.linked,
            float(min(self.times[block.text], 3)),
            float("hidden" in block.hints),
            *look.classes,
            *[float(block.tag == tag) for tag in TAGS],
            float(block.tag[:1] == "h" and block.tag[1:].isdigit()),
            float(from_heading),
            float(i < self.heading),
            i / len(self.blocks),
            float(min(self.gaps[i], FAR)),
            self.before[i] / (self.prose_words or 1),
            (self.prose_words - self.before[i]) / (self.prose_words or 1),
            *self._where(block.path),
            *self._boxed(block.path),
            *[value for one in near for value in one[:3]],
            *[one[3] for one in near],
            log1p(self.prose_words),
            log1p(len(self.blocks)),
        ]

    def _where(self, path: tuple[int, ...]) -> tuple[float, float, float, float]:
        """Return how deep a block is, and how far from the main box."""
        common = 0
        for ours, mains in zip(path, self.main, strict=False):
            if ours != mains:
                break
            common += 1
        off = len(self.main) - common
        return float(len(path)), float(off == 0), float(off), float(len(path) - common)

    def _boxed(self, path: tuple[int, ...]) -> tuple[float, ...]:
        none = (0.0, 0.0, 0.0, 0.0)
        own = self.shares[path[-2]] if len(path) > 1 else none
        outer = self.shares[path[-3]] if len(path) > 2 else none  # noqa: PLR2004
        return (*own, *outer)


def _gaps(prose: Sequence[int], count: int) -> list[int]:
    """Return how many blocks each is away from the nearest paragraph."""
    gaps = [FAR] * count
    for way in (range(count), range(count - 1, -1, -1)):
        gap = FAR
        marked = set(prose)
        for i in way:
            gap = 0 if i in marked else gap + 1
            gaps[i] = min(gaps[i], gap)
    return gaps


def class_words(hint: str) -> list[str]:
    """Return the words of a hint: of a class or id, or an element's name.

    >>> class_words(".post-related2"), class_words("nav")
    (['.post', '.related'], ['nav'])
    """
    if hint[:1] != ".":
        return [hint]
    return ["." + word for word in LETTERS.findall(hint)]
