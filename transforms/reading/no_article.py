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
MANY_LINKS = 20  # blocks: a list of fewer is an index only where it has a pager
MOSTLY_LINKS = 0.8  # of the ink
LONGEST_LOOK = 2000  # characters into a block
SENTENCE = re.compile(r"[^.!?…]{60}[.!?…]")  # the end of one of some length
SENTENCE_END = re.compile(r"(?<![.\d])[.!?…][\s”\"')]{0,2}$")


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
    table = files("transforms.reading").joinpath("no_article.toml").read_text("utf-8")
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
    is_short = sum(len(b.text) for b in seen if not _is_link(b)) < LITTLE_PROSE
    is_list = _is_list(page, seen)
    for wording in wordings():
        asked = is_list if wording.reason is Reason.INDEX_PAGE else is_short
        found = _worded(wording, page, seen) if asked else None
        if found is not None:
            return _rejected(page, wording.reason, found)
    if is_list and sum(map(_is_link, seen)) >= MANY_LINKS:
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


def _worded(wording: Wording, page: Page, seen: list[Block]) -> str | None:
    """Return the words that give a page away, None where there are none."""
    if pattern := wording.title:
        title = next(filter(pattern.fullmatch, _titles(page, seen)), None)
        if title is None or wording.block is None:
            return title
    notices = (_folded(b.text) for b in seen if len(b.text) <= LONGEST_NOTICE)
    return next(
        (text for text in notices if wording.block and wording.block.search(text)), None
    )


def _is_list(page: Page, seen: list[Block]) -> bool:
    """Say whether a page has no sentence of its own, and its ink is that of a list."""
    own = [block.text for block in seen if not _is_link(block)]
    if any(SENTENCE.search(text[:LONGEST_LOOK]) for text in own) or _says_article(page):
        return False
    if page.media_type is MediaType.TEXT:
        return not any(SENTENCE_END.search(text[-3:]) for text in own)
    ink = sum(len(block.text) for block in seen)
    linked = sum(len(block.text) * block.link_share for block in seen)
    return linked >= MOSTLY_LINKS * ink


def _says_article(page: Page) -> bool:
    return any(
        value.name == "kind" and value.value.lower().endswith("article")
        for value in page.declared
    )


def _rejected(page: Page, reason: Reason, detail: str) -> Rejected:
    return Rejected(
        reason=reason, detail=detail, encoding=page.encoding, warnings=page.warnings
    )
