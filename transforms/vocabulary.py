"""The packaged word tables, read once."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> dict[str, str]:
    """Return the packaged table of that name: entry -> text, as written."""
    return tomllib.loads(files("transforms").joinpath(name).read_text("utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of single words; "_" stands for a space inside a word."""
    return frozenset(w.replace("_", " ") for w in table("words.toml")[name].split())


@cache
def phrases(name: str) -> tuple[str, ...]:
    """Return a list of phrases parted by "|", longest first."""
    entries = {p.strip() for p in table("words.toml")[name].split("|")} - {""}
    return tuple(sorted(entries, key=lambda p: (-len(p), p)))
