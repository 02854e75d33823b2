"""Score the reading of sentences: `python -m tests.samples.score [SET ...] [--misses]`.

Each set of texts is loaded into a warehouse of its own, in one night; what the marts
then say is compared with the gold.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from tests.samples.facts_gold import SETS, Answered, TextSet, answered
from tests.samples.facts_judge import judge_set
from tests.samples.facts_told import tell
from tests.samples.settling import Key, Score

SHOWN = 12  # misses of a measure, on each side


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(list(SETS)))
@click.option("--misses", is_flag=True, help="Show what was missed and invented.")
def main(names: tuple[str, ...], *, misses: bool) -> None:
    """Print how well the sentences of the sets NAMES (all of them) are read."""
    for name in names or SETS:
        for line in report(SETS[name], misses=misses):
            click.echo(line)


def report(texts: TextSet, *, misses: bool) -> Iterator[str]:
    """Load one set and tell its scores, a line each."""
    golds = answered(texts)
    with tempfile.TemporaryDirectory() as scratch:
        scores = judge_set(golds, tell(texts.texts, Path(scratch)))
    words = count_words(golds)
    yield f"\n{texts.name}: {len(golds)} texts, {words} words"
    yield from table(scores, words)
    if misses:
        yield from shown_misses(scores)


def count_words(texts: list[Answered]) -> int:
    """Return how many words of page text the gold speaks of."""
    return sum(one.gold["words"] for one in texts)


def table(scores: dict[str, Score], words: int) -> Iterator[str]:
    """Yield a line a measure; the last column is what was invented in 1,000 words."""
    heads = f"{'P':>7}{'R':>7}{'F1':>7}{'hits':>7}{'wanted':>8}{'said':>6}{'‰':>8}"
    yield f"{'':<18}{heads}"
    for name, one in scores.items():
        shares = f"{one.precision:>7.3f}{one.recall:>7.3f}{one.f1:>7.3f}"
        counts = f"{one.hits:>7}{one.wanted:>8}{one.said:>6}"
        yield f"{name:<18}{shares}{counts}{1000 * len(one.extra) / words:>8.2f}"


def shown_misses(scores: dict[str, Score]) -> Iterator[str]:
    """Yield the first misses of every measure."""
    for name, one in scores.items():
        for word, keys in (("missed", one.missed), ("invented", one.extra)):
            yield from (f"{name} {word}: {readable(key)}" for key in keys[:SHOWN])


def readable(key: Key) -> str:
    """Return a key as text, names as they were written."""
    return " | ".join(str(getattr(part, "written", part)) for part in key)


if __name__ == "__main__":
    main()
