"""The project's own sample pages, read and compared with their hand-made gold.

Outcomes that need a warehouse (copies, litter by name) are judged by the night.
"""

import gzip
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.samples.judge import SAMPLES, ZONE, Verdict, golds, judge
from transforms.clean import read_article
from transforms.records import Article, Rejected

ALL = golds()
READ = {name: gold for name, gold in ALL.items() if gold.get("judged_by") != "night"}


def raw_bytes(path: Path) -> bytes:
    raw = path.read_bytes()
    return gzip.decompress(raw) if path.suffix == ".gz" else raw


def read(name: str) -> Article | Rejected:
    return read_article(raw_bytes(SAMPLES / name), ZONE)


def test_every_sample_has_gold_and_every_gold_its_sample():
    files = {
        path.relative_to(SAMPLES).as_posix()
        for path in SAMPLES.rglob("*")
        if path.is_file()
    }

    assert files == set(ALL)


@pytest.mark.parametrize("name", READ)
def test_a_sample_is_read_as_its_gold_says(name: str):
    misses = [str(one) for one in judge(read(name), READ[name]) if not one.holds]

    assert not misses, "\n".join(["", name, *misses])


@pytest.mark.parametrize("name", READ)
def test_a_removed_block_stands_where_its_span_says(name: str):
    found = read(name)

    if isinstance(found, Article):
        for block in found.removed:
            text = found.page_text[block.char_start : block.char_end]
            assert text == block.text


def test_all_samples_together_hold_in_every_measure(
    capsys: pytest.CaptureFixture[str],
):
    verdicts = [one for name in READ for one in judge(read(name), READ[name])]

    with capsys.disabled():
        sys.stdout.write("\n" + table(verdicts) + "\n")
    assert all(one.holds for one in verdicts)


def table(verdicts: list[Verdict]) -> str:
    total = Counter(one.measure for one in verdicts)
    held = Counter(one.measure for one in verdicts if one.holds)
    return "\n".join(f"{name:<18}{held[name]:>5} of {total[name]:>4}" for name in total)
