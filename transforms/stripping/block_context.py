"""Measure how the scores of a page's blocks lie around each of them.

A block that the model is unsure of is rather the story's where its neighbours, the
blocks of its box and those of its class are. No measure looks at the block itself
again: what it says and how it looks has been weighed in its score.
"""

from collections.abc import Hashable, Sequence

import numpy as np

from transforms.reading.word_count import word_count
from transforms.records import Block
from transforms.stripping.block_features import MOST_WORDS, NEAR, Column, shifted

OUTSIDE = -6.0  # the score of what stands beyond the first and the last block
REACHES = (2, 5, 12)  # blocks to each side
BOXES_OUT = (1, 2)  # from a block's own element

NAMES = (
    *("score", "together"),
    *(f"score{step:+d}" for step in NEAR),
    *(f"within_{reach}" for reach in REACHES),
    *(f"box_{out}" for out in BOXES_OUT),
    "alike",
)


def surroundings(blocks: Sequence[Block], scores: Column) -> Column:
    """Return what lies around each block: a row a block, columns as in `NAMES`."""
    words = np.array([float(word_count(block.text)) for block in blocks])
    weights = np.minimum(words, MOST_WORDS)
    boxes = [
        [b.path[-1 - out] if len(b.path) > out else -1 for b in blocks]
        for out in BOXES_OUT
    ]
    siblings = [
        (box if block.path else -2 - i, block.tag)  # without a box it is alone
        for i, (box, block) in enumerate(zip(boxes[0], blocks, strict=True))
    ]
    kinds = [(block.hints, block.tag) for block in blocks]
    even = np.ones(len(blocks))
    return np.column_stack(
        [
            scores,
            (scores + _means(siblings, scores, even)) / 2,
            *(shifted(scores, step, OUTSIDE) for step in NEAR),
            *(_within(scores, weights, reach) for reach in REACHES),
            *(_means(box, scores, weights) for box in boxes),
            _means(kinds, scores, weights),
        ]
    )


def _means(keys: Sequence[Hashable], scores: Column, weights: Column) -> Column:
    """Return the mean score of the blocks that have a block's key."""
    numbers: dict[Hashable, int] = {}
    groups = np.array([numbers.setdefault(key, len(numbers)) for key in keys])
    sums = np.bincount(groups, scores * weights)
    return np.asarray((sums / np.bincount(groups, weights))[groups])


def _within(scores: Column, weights: Column, reach: int) -> Column:
    """Return the mean score of the blocks at most `reach` away."""
    places = np.arange(len(scores))
    low = np.maximum(places - reach, 0)
    high = np.minimum(places + reach + 1, len(scores))
    sums = np.concatenate([[0.0], np.cumsum(scores * weights)])
    sizes = np.concatenate([[0.0], np.cumsum(weights)])
    return np.asarray((sums[high] - sums[low]) / (sizes[high] - sizes[low]))
