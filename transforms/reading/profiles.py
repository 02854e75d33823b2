"""Outlet profiles: CSS selectors by people who know an outlet, for its pages alone.

A profile tags the elements it selects with a class that says what they are; the page
is then read as every page is, so that nothing of it is lost. Selectors are those of
BeautifulSoup's `select`. Only pages that have a profile are parsed by it: its tree of a
whole page costs more than all the rest of the reading.
"""

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from bs4 import BeautifulSoup

TAG = "khobao-"  # in front of a class of ours
STORY = "story"
UNMATCHED = "profile_unmatched"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The selectors for one host: of its story, and of each kind of furniture."""

    host: str
    story: tuple[str, ...]
    furniture: dict[str, tuple[str, ...]]


@cache
def profiles() -> dict[str, Profile]:
    """Return the profiles by host, read once."""
    text = Path(__file__).with_name("profiles.toml").read_text("utf-8")
    return {
        row["host"]: Profile(
            host=row["host"],
            story=tuple(row["story"]),
            furniture={
                kind: tuple(selectors)
                for kind, selectors in row.get("furniture", {}).items()
            },
        )
        for row in tomllib.loads(text)["profile"]
    }


def tagged(html: str, profile: Profile) -> str | None:
    """Return a page with its elements tagged; None where the story is not found."""
    soup = BeautifulSoup(html, "lxml")
    if not _tag(soup, profile.story, STORY):
        return None
    for kind, selectors in profile.furniture.items():
        _tag(soup, selectors, kind)
    return str(soup)


@cache
def _own_hints() -> frozenset[str]:
    kinds = {STORY, *(kind for one in profiles().values() for kind in one.furniture)}
    return frozenset(f".{TAG}{kind}" for kind in kinds)


@lru_cache(maxsize=4096)  # blocks that stand together have the same
def kind_told(hints: frozenset[str]) -> str | None:
    """Return what a profile says a block is: "story", a kind of furniture, None."""
    told = sorted(hint.removeprefix(f".{TAG}") for hint in _own_hints() & hints)
    return next((kind for kind in told if kind != STORY), told[0] if told else None)


def _tag(soup: BeautifulSoup, selectors: tuple[str, ...], kind: str) -> int:
    """Put our class in front of those of all elements selected; return how many."""
    found = [one for selector in selectors for one in soup.select(selector)]
    for element in found:
        own = element.get_attribute_list("class")
        element["class"] = " ".join([f"{TAG}{kind}", *filter(None, own)])
    return len(found)
