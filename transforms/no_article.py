"""Turn away pages that are plainly no article: errors, logins, stubs, lists of links.

When in doubt a page passes: a page with some prose is never turned away, and a short
note of two sentences is an article. The wording is data, in no_article.toml.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from transforms.records import Block, MediaType, Page, Reason, Rejected

LITTLE_PROSE = 600  # characters; the shortest press items have as many
LONGEST_TITLE = 120
LONGEST_NOTICE = 300
TITLE_TAIL = r"(?:\s{0,3}[-–—|:!.,].{0,80})?"  # the site's name, mostly
FEWEST_LINKS = 20  # blocks: a page with fewer is a short note, not an index
MOSTLY_LINKS = 0.8  # of the ink
LONGEST_LOOK = 2000  # characters into a block
SENTENCE = re.compile(r"[^.!?…]{60}[.!?…]")  # the end of one of some length


@dataclass(frozen=True, slots=True)
class Wording:
    """How one kind of page words itself; a pattern that is None asks for nothing."""

    reason: Reason
    title: re.Pattern[str] | None
    block: re.Pattern[str] | None
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@cache
def wordings() -> tuple[Wording, ...]:
    """Return the packaged wordings, in the order they are asked."""
    table = files("transforms").joinpath("no_article.toml").read_text("utf-8")
    return tuple(
        Wording(
            reason=Reason(reason),
            title=_one_of(entry.get("title"), TITLE_TAIL),
            block=_one_of(entry.get("block"), ""),
            examples=tuple(entry["examples"]),
            counter_examples=tuple(entry["counter_examples"]),
        )
        for reason, entry in tomllib.loads(table).items()
    )


def _one_of(patterns: list[str] | None, tail: str) -> re.Pattern[str] | None:
    return re.compile(f"(?:{'|'.join(patterns)}){tail}") if patterns else None


def why_no_article(page: Page) -> Rejected | None:
    """Return why a page holds no article, None where it may hold one."""
    seen = [block for block in page.blocks if "hidden" not in block.hints]
    if sum(len(block.text) for block in seen if not _is_link(block)) < LITTLE_PROSE:
        titles = _titles(page, seen)
        for wording in wordings():
            if (found := _worded(wording, titles, seen)) is not None:
                return _rejected(page, wording.reason, found)
    if _is_index(page, seen):
        return _rejected(page, Reason.INDEX_PAGE, "nearly all text stands in links")
    return None


def _is_link(block: Block) -> bool:
    return block.link_share > 0.5  # noqa: PLR2004


def _titles(page: Page, seen: list[Block]) -> list[str]:
    """Return what may be the page's title, casefolded."""
    titles = [value.value for value in page.declared if value.name == "title"]
    titles += [block.text for block in seen if block.tag == "h1"]
    titles += [block.text for block in seen[:1]]
    return [_folded(title) for title in titles if len(title) <= LONGEST_TITLE]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _worded(wording: Wording, titles: list[str], seen: list[Block]) -> str | None:
    """Return the words that give a page away, None where there are none."""
    pattern = wording.title
    title = next((t for t in titles if pattern and pattern.fullmatch(t)), None)
    if pattern and title is None:
        return None
    if wording.block is None:
        return title
    notices = (_folded(b.text) for b in seen if len(b.text) <= LONGEST_NOTICE)
    return next((text for text in notices if wording.block.search(text)), None)


def _is_index(page: Page, seen: list[Block]) -> bool:
    """Say whether a page is a list of links, without a paragraph of its own."""
    if page.media_type is not MediaType.HTML or _says_article(page):
        return False
    if sum(map(_is_link, seen)) < FEWEST_LINKS:
        return False
    ink = sum(len(block.text) for block in seen)
    linked = sum(len(block.text) * block.link_share for block in seen)
    prose = any(
        not _is_link(block) and SENTENCE.search(block.text[:LONGEST_LOOK])
        for block in seen
    )
    return linked >= MOSTLY_LINKS * ink and not prose


def _says_article(page: Page) -> bool:
    return any(
        value.name == "kind" and value.value.lower().endswith("article")
        for value in page.declared
    )


def _rejected(page: Page, reason: Reason, detail: str) -> Rejected:
    return Rejected(
        reason=reason, detail=detail, encoding=page.encoding, warnings=page.warnings
    )
