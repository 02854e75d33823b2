"""Tell how likely each block of an HTML page is part of its story.

The model is a sum of small decision trees over the measures of `block_features`, as
`block_model.json` holds them: learned once, by `tests/training/block_model.py`, and
read here without any framework. The words of classes and ids have weights of their own.
"""

import json
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from transforms.records import Block
from transforms.stripping.block_features import class_words, measures

Tree = tuple[int, float, "Tree", "Tree"] | float
"""A leaf's score; or a measure's place, a bound, the way up to it, the way beyond."""


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


def story_scores(blocks: Sequence[Block]) -> list[float]:
    """Return a score for each block: above 0 it is rather the story's than not."""
    trees = model_trees()
    return [_sum(trees, row) for row in measures(blocks, weight_of_hints)]


def _sum(trees: tuple[Tree, ...], row: list[float]) -> float:
    total = 0.0
    for tree in trees:
        while isinstance(tree, tuple):
            tree = tree[2] if row[tree[0]] <= tree[1] else tree[3]  # noqa: PLW2901
        total += tree
    return total


@lru_cache(maxsize=4096)  # blocks that stand together have the same
def weight_of_hints(hints: frozenset[str]) -> tuple[float, float, float]:
    """Return the sum, the least and the greatest weight of the hints' words."""
    weights = _words()
    said = {word for hint in hints for word in _class_words(hint)}
    found = [weights[word] for word in said if word in weights]
    if not found:
        return 0.0, 0.0, 0.0
    return sum(found), min(found), max(found)


@lru_cache(maxsize=16384)
def _class_words(hint: str) -> tuple[str, ...]:
    return tuple(class_words(hint))
