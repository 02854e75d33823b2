"""Learn `transforms/stripping/block_model.json` from pages whose story is known.

    python tests/training/block_model.py PAGES OUT [TENTHS]

PAGES holds `gold.json`, {name: {"body": text}}, and `html/<name>.html`. Needs
scikit-learn, which the project itself does not: run it in an environment of its own.
Which block of a page is the story's is told by the body's runs of four words; the
weight of a class's word is the log odds, over pages, that blocks under it are. With
TENTHS only pages whose names hash to as many of ten are learned from, so that the rest
can judge what is learned: 6 was used to choose all there is to choose. The model that
is kept is learned from all of them.
"""

import hashlib
import json
import math
import random
import re
import sys
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from transforms.reading.read import read_page
from transforms.records import Block, Page
from transforms.stripping.block_context import surroundings
from transforms.stripping.block_features import Weigh, class_words, measures

ALL = 10  # tenths of the pages
RUN = 4  # words
WORD = re.compile(r"\w+")
USUAL = 0.3  # of a page's blocks are the story's
FEWEST_PAGES, LEAST_WEIGHT = 6, 0.4
SHORT_WEIGHT = 0.3  # of a page cut short, to that of the page itself
FEWEST_PARAGRAPHS, MOST_PARAGRAPHS = 2, 8  # of a page cut short
KEPT_GROUPS, KEPT_BLOCKS = 0.3, 6  # of what stands around its story
PARAGRAPH = 12  # words
FOLDS = 4  # what a page's trees build on is learned on the pages of other folds
FIRST = {
    "max_iter": 60,
    "max_leaf_nodes": 24,
    "max_depth": 6,
    "learning_rate": 0.15,
    "min_samples_leaf": 40,
    "l2_regularization": 5,
    "max_bins": 64,
    "early_stopping": False,
}
SECOND = FIRST | {"max_iter": 30, "max_leaf_nodes": 16, "max_depth": 5}
Labelled = tuple[tuple[Block, ...], list[bool]]
Rows = NDArray[np.floating]


def is_learned(name: str, tenths: int) -> bool:
    """Tell whether a page is one to learn from."""
    return int(hashlib.sha1(name.encode()).hexdigest(), 16) % 10 < tenths  # noqa: S324


def pages(folder: Path, tenths: int) -> Iterator[Labelled]:
    """Give the blocks of each page to learn from, and which are its story's."""
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    for name in sorted(gold):
        if not is_learned(name, tenths):
            continue
        page = read_page((folder / "html" / f"{name}.html").read_bytes())
        if isinstance(page, Page):
            yield page.blocks, labels(page.blocks, gold[name]["body"])


def labels(blocks: Sequence[Block], body: str) -> list[bool]:
    """Tell of each block whether it is in the body: by its runs, else by its place."""
    told = WORD.findall(body)
    places = defaultdict(list)
    for at in range(len(told) - RUN + 1):
        places[tuple(told[at : at + RUN])].append(at)
    said = [WORD.findall(block.text) for block in blocks]
    where = [_where(words, places) for words in said]
    sure = [i for i, at in enumerate(where) if at is not None and len(said[i]) > 9]
    return [
        at is not None if len(words) >= RUN else _is_near(i, said, (told, where, sure))
        for i, (words, at) in enumerate(zip(said, where, strict=True))
    ]


def _where(words: list[str], places: dict[tuple[str, ...], list[int]]) -> int | None:
    """Return where in the body most of a block's runs stand."""
    runs = [tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]
    found = Counter(places[r][0] - at for at, r in enumerate(runs) if places.get(r))
    most = sum(found.values()) * 2 >= len(runs) > 0
    return found.most_common(1)[0][0] if most else None


def _is_near(i: int, said: list[list[str]], body: tuple[Any, Any, Any]) -> bool:
    """Tell whether a short block stands in the body between its neighbours."""
    (told, where, sure), words = body, said[i]
    if not words or not sure:
        return False
    j = bisect(sure, i)
    low = where[sure[j - 1]] + len(said[sure[j - 1]]) - 2 if j else where[sure[0]] - 40
    high = where[sure[j]] if j < len(sure) else low + 40
    part = told[max(low, 0) : max(high + 3, 0)]
    starts = range(len(part) - len(words) + 1)
    return high - low <= 400 and any(part[a : a + len(words)] == words for a in starts)


def weights_of_words(learned: Iterable[Labelled]) -> dict[str, float]:
    """Return the log odds that the words of classes speak for the story."""
    kept: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for blocks, flags in learned:
        shares = defaultdict(list)
        for block, flag in zip(blocks, flags, strict=True):
            for word in {w for hint in block.hints for w in class_words(hint)}:
                shares[word].append(flag)
        for word, found in shares.items():
            kept[word] += sum(found) / len(found)
            seen[word] += 1
    odds = {word: _log_odds(kept[word], seen[word]) for word in seen}
    return {
        word: round(value, 2)
        for word, value in sorted(odds.items())
        if seen[word] >= FEWEST_PAGES and abs(value) >= LEAST_WEIGHT
    }


def _log_odds(kept: float, seen: int) -> float:
    share = (kept + USUAL * 3) / (seen + 3)
    return math.log(share / (1 - share)) - math.log(USUAL / (1 - USUAL))


def weigher(weights: dict[str, float]) -> Weigh:
    """Return the function that weighs the hints of a block."""

    def weigh(hints: frozenset[str]) -> tuple[float, float, float]:
        said = {word for hint in hints for word in class_words(hint)}
        found = [weights[word] for word in said if word in weights] or [0.0]
        return sum(found), min(found), max(found)

    return weigh


def cut_short(page: Labelled, chance: random.Random) -> Labelled | None:
    """Return a page with the head of its story and little around it; None if short.

    Pages of small outlets, for print and for telephones are so; few of those to learn
    from are.
    """
    blocks, flags = page
    ends = [i for i, b in enumerate(blocks) if flags[i] and _is_paragraph(b)]
    if len(ends) <= FEWEST_PARAGRAPHS:
        return None
    most = min(MOST_PARAGRAPHS, len(ends))
    end = ends[chance.randint(FEWEST_PARAGRAPHS, most) - 1]
    kept: list[int] = []
    for (told, _), found in groupby(
        range(len(blocks)), lambda i: (flags[i], blocks[i].path[:-1])
    ):
        group = list(found)
        if told:
            kept += [i for i in group if i <= end]
        elif blocks[group[0]].tag == "h1":
            kept += group
        elif chance.random() < KEPT_GROUPS:
            kept += group[: chance.randint(1, KEPT_BLOCKS)]
    return tuple(blocks[i] for i in kept), [flags[i] for i in kept]


def _is_paragraph(block: Block) -> bool:
    return block.text.count(" ") + 1 >= PARAGRAPH


@dataclass(frozen=True)
class Lesson:
    """A page, or a part of one, as the trees see it."""

    fold: int
    blocks: tuple[Block, ...]
    told: NDArray[np.bool_]
    weights: Rows  # of the blocks; every page weighs alike
    rows: Rows  # measures


def lessons(learned: list[Labelled]) -> list[Lesson]:
    """Return all pages, and some cut short, measured by words of the other folds."""
    found = []
    chance = random.Random(0)  # noqa: S311
    for fold in range(FOLDS):
        others = [one for i, one in enumerate(learned) if i % FOLDS != fold]
        weigh = weigher(weights_of_words(others))
        pages = learned[fold::FOLDS]
        short = filter(None, (cut_short(page, chance) for page in pages))
        weighed = [(1.0, one) for one in pages] + [(SHORT_WEIGHT, one) for one in short]
        for weight, (blocks, told) in weighed:
            size = np.array([math.log1p(b.text.count(" ") + 1) for b in blocks])
            weights = weight * size / max(30.0, float(size.sum())) ** 0.5
            rows = measures(blocks, weigh).astype(np.float32)
            found.append(Lesson(fold, blocks, np.array(told), weights, rows))
    return found


def grown(lessons: Sequence[Lesson], rows: Sequence[Rows], how: dict[str, Any]) -> Any:
    """Return trees learned on rows, one array of them a lesson."""
    model = HistGradientBoostingClassifier(**how)
    told = np.concatenate([one.told for one in lessons])
    weights = np.concatenate([one.weights for one in lessons])
    return model.fit(np.concatenate(rows), told, sample_weight=weights)


def looks(found: Sequence[Lesson]) -> dict[str, list[Any]]:
    """Return the trees of both looks, the second learned on scores of other folds."""
    around: list[Rows] = []
    for fold in range(FOLDS):
        others = [one for one in found if one.fold != fold]
        first = grown(others, [one.rows for one in others], FIRST)
        for one in (each for each in found if each.fold == fold):
            alone = first.decision_function(one.rows)
            around.append(surroundings(one.blocks, alone).astype(np.float32))
    first = grown(found, [one.rows for one in found], FIRST)
    return {"trees": _trees(first), "second": _trees(grown(found, around, SECOND))}


def _trees(model: Any) -> list[Any]:
    """Return the trees of a model, the first a bare score."""
    start = round(float(model._baseline_prediction.ravel()[0]), 3)  # noqa: SLF001
    return [start, *(_tree(one[0].nodes, 0) for one in model._predictors)]  # noqa: SLF001


def _tree(nodes: Any, at: int) -> Any:
    node = nodes[at]
    if node["is_leaf"]:
        return round(float(node["value"]), 3)
    bound = round(float(node["num_threshold"]), 4)
    low, high = _tree(nodes, node["left"]), _tree(nodes, node["right"])
    return [int(node["feature_idx"]), bound, low, high]


def main() -> None:
    """Learn from the pages of a folder; write the model, an entry a line."""
    folder, out = map(Path, sys.argv[1:3])
    learned = list(pages(folder, int(sys.argv[3]) if sys.argv[3:] else ALL))
    words = [f"{json.dumps(w)}: {v}" for w, v in weights_of_words(learned).items()]
    table = {"words": ("{", words, "}")}
    for name, trees in looks(lessons(learned)).items():
        table[name] = (
            "[",
            [json.dumps(one, separators=(",", ":")) for one in trees],
            "]",
        )
    parts = (
        f'"{name}": {opens}\n' + ",\n".join(entries) + f"\n{closes}"
        for name, (opens, entries, closes) in table.items()
    )
    out.write_text("{\n" + ",\n".join(parts) + "\n}\n", "utf-8")


if __name__ == "__main__":
    main()
