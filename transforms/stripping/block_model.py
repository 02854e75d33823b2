"""Tell how likely each block of an HTML page is part of its story.

The model is a sum of small decision trees over the measures of `block_features`, as
`block_model.json` holds them: learned once, by `tests/training/block_model.py`, and
read here without any framework. The words of classes and ids have weights of their own.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from math import fsum
from typing import Any

from transforms.records import Block
from transforms.stripping.block_features import class_words, measures

Tree = tuple[int, float, "Tree", "Tree"] | float
"""A leaf's score; or a measure's place, a bound, the way up to it, the way beyond."""
TreeAndRest = tuple[Tree, float, float]


@cache
def model_trees() -> tuple[Tree, ...]:
    """Return the trees; the first is but a score to start from."""
    return tuple(map(_tree, _model()["trees"]))


@cache
def _words() -> dict[str, float]:
    return dict(_model()["words"])


@cache
def _model() -> dict[str, Any]:
    text = files("transforms.stripping").joinpath("block_model.json").read_text("utf-8")
    return dict(json.loads(text))


def _tree(node: object) -> Tree:
    """Return a tree as tuples, which are quicker to walk than lists."""
    if isinstance(node, list):
        place, bound, low, high = node
        return place, bound, _tree(low), _tree(high)
    return float(str(node))


def are_story(blocks: Sequence[Block], least: float) -> list[bool]:
    """Tell which blocks score above a bound; above 0 is rather the story than not."""
    trees = _trees_and_rest()
    return [_is_above(least, trees, row) for row in measures(blocks, weight_of_hints)]


def _is_above(least: float, trees: tuple[TreeAndRest, ...], row: list[float]) -> bool:
    """Tell whether the sum of all trees is above a bound; ask no more than needed."""
    total = 0.0
    for tree, low, high in trees:
        while isinstance(tree, tuple):
            tree = tree[2] if row[tree[0]] <= tree[1] else tree[3]  # noqa: PLW2901
        total += tree
        if total + low > least or total + high <= least:
            break
    return total + low > least


@cache
def _trees_and_rest() -> tuple[TreeAndRest, ...]:
    """Return each tree with the least and the most that those behind it may add."""
    found: list[TreeAndRest] = []
    low = high = 0.0
    for tree in reversed(model_trees()):
        found.append((tree, low, high))
        leaves = list(_leaves(tree))
        low, high = low + min(leaves), high + max(leaves)
    return tuple(reversed(found))


def _leaves(tree: Tree) -> Iterator[float]:
    if isinstance(tree, tuple):
        yield from _leaves(tree[2])
        yield from _leaves(tree[3])
    else:
        yield tree


@lru_cache(maxsize=4096)  # blocks that stand together have the same
def weight_of_hints(hints: frozenset[str]) -> tuple[float, float, float]:
    """Return the sum, the least and the greatest weight of the hints' words."""
    weights = _words()
    said = {word for hint in hints for word in _class_words(hint)}
    found = [weights[word] for word in said if word in weights]
    if not found:
        return 0.0, 0.0, 0.0
    return fsum(found), min(found), max(found)  # whatever the order of a set


@lru_cache(maxsize=16384)
def _class_words(hint: str) -> tuple[str, ...]:
    return tuple(class_words(hint))
