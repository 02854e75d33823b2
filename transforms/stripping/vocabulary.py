"""The packaged word tables, read once."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> dict[str, str]:
    """Return a packaged table: entry -> text, as written."""
    return tomllib.loads(
        files("transforms.stripping").joinpath(name).read_text("utf-8")
    )


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of single words; "_" stands for a space inside a word."""
    return frozenset(w.replace("_", " ") for w in table("words.toml")[name].split())


@cache
def phrases(name: str) -> tuple[str, ...]:
    """Return a list of phrases parted by "|", longest first."""
    entries = {p.strip() for p in table("words.toml")[name].split("|")} - {""}
    return tuple(sorted(entries, key=lambda p: (-len(p), p)))


@cache
def phrase_set(name: str) -> frozenset[str]:
    """Return the phrases of a list for looking one up."""
    return frozenset(phrases(name))


def any_of(*lists: Iterable[str]) -> str:
    """Return a pattern for any phrase of the lists, the longest first.

    >>> any_of(["tin", "tin tức"], ["bài"])
    'tin tức|bài|tin'
    """
    entries = {phrase for entries in lists for phrase in entries}
    return "|".join(sorted(entries, key=lambda p: (-len(p), p)))
