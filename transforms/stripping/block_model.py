"""Tell how likely each block of an HTML page is part of its story.

The model is a sum of small decision trees over the measures of `block_features`, as
`block_model.json` holds them: learned once, by `tests/training/block_model.py`, and
read here without any framework. The words of classes and ids have weights of their own.
A second, smaller sum of trees then looks at the scores around each block.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from math import fsum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from transforms.records import Block
from transforms.remembered import WordsTold
from transforms.stripping.block_context import surroundings
from transforms.stripping.block_features import class_words, measures

FIRST, SECOND = "trees", "second"  # as the file names them
MOST_ROWS = 4096  # at once: a page of 100,000 blocks takes no more memory


@dataclass(frozen=True, slots=True)
class Trees:
    """All trees as columns of their nodes, so that one step is taken in all at once.

    A node asks for a measure (`places`) and goes on `low` up to its bound, `high`
    beyond. A leaf has a score in `scores` and goes on to itself. `depth` is the most
    steps from one of the `roots` to a leaf.
    """

    start: float
    roots: NDArray[np.intp]
    places: NDArray[np.intp]
    bounds: NDArray[np.float64]
    low: NDArray[np.intp]
    high: NDArray[np.intp]
    scores: NDArray[np.float64]
    depth: int


@cache
def model_trees(name: str) -> Trees:
    """Return the trees of the first or the second look.

    The first entry of a list in the file is but a score to start from.
    """
    start, *trees = _model()[name]
    nodes: list[tuple[int, float, int, int, float]] = []
    roots, depths = zip(*(_grow(tree, nodes) for tree in trees), strict=True)
    places, bounds, low, high, scores = zip(*nodes, strict=True)
    return Trees(
        start=float(start),
        roots=np.array(roots),
        places=np.array(places),
        bounds=np.array(bounds),
        low=np.array(low),
        high=np.array(high),
        scores=np.array(scores),
        depth=max(depths),
    )


def _grow(node: object, nodes: list[Any]) -> tuple[int, int]:
    """Add a tree to the nodes; return its root, and how deep it is."""
    at = len(nodes)
    nodes.append((0, 0.0, at, at, 0.0))
    if not isinstance(node, list):
        nodes[at] = (0, 0.0, at, at, float(str(node)))
        return at, 0
    place, bound, *branches = node
    (low, one), (high, other) = (_grow(branch, nodes) for branch in branches)
    nodes[at] = (place, bound, low, high, 0.0)
    return at, 1 + max(one, other)


@cache
def _words() -> dict[str, float]:
    return dict(_model()["words"])


@cache
def _model() -> dict[str, Any]:
    text = files("transforms.stripping").joinpath("block_model.json").read_text("utf-8")
    return dict(json.loads(text))


def block_scores(blocks: Sequence[Block]) -> list[float]:
    """Return a score of each block: above 0 it is rather the story's than not."""
    if not blocks:
        return []
    alone = scores(model_trees(FIRST), measures(blocks, weight_of_hints))
    found = scores(model_trees(SECOND), surroundings(blocks, alone))
    return list(map(float, found))


def scores(trees: Trees, rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the sum of all trees for each row of measures."""
    parts = [rows[at : at + MOST_ROWS] for at in range(0, len(rows), MOST_ROWS)]
    return np.concatenate([_scores(trees, part) for part in parts])


def _scores(trees: Trees, rows: NDArray[np.float64]) -> NDArray[np.float64]:
    count, width = rows.shape
    measured, row = rows.ravel(), (np.arange(count) * width)[:, None]
    at = np.broadcast_to(trees.roots, (count, len(trees.roots)))
    for _ in range(trees.depth):
        is_low = measured.take(row + trees.places.take(at)) <= trees.bounds.take(at)
        at = np.where(is_low, trees.low.take(at), trees.high.take(at))
    return np.asarray(trees.scores.take(at).sum(axis=1) + trees.start)


@lru_cache(maxsize=4096)  # blocks that stand together have the same
def weight_of_hints(hints: frozenset[str]) -> tuple[float, float, float]:
    """Return the sum, the least and the greatest weight of the hints' words."""
    said = set(chain.from_iterable(map(WEIGHED.__getitem__, hints)))
    found = [weight for _, weight in said]
    if not found:
        return 0.0, 0.0, 0.0
    return fsum(found), min(found), max(found)  # whatever the order of a set


def _weighed(hint: str) -> tuple[tuple[str, float], ...]:
    weights = _words()
    return tuple((word, weights[word]) for word in class_words(hint) if word in weights)


WEIGHED = WordsTold(_weighed)
