"""Who wrote an HTML page, by what it declares and by the line that says 'By ...'.

Sources in the order of their measured precision on development pages: JSON-LD, a meta
element, a byline by the headline, a link to an author's page. Pages credit others too
(of other stories, of a review), so the best source alone counts. Each answer is told as
the page writes it: with a doctor's degrees, in small letters where it is a pen name.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import dropwhile, pairwise, takewhile
from typing import NamedTuple

from transforms.identity import canonical_url, outlet_of_url
from transforms.records import Block, Declared, Page
from transforms.stripping.lines import fold
from transforms.stripping.names import is_name, is_vouched_name
from transforms.stripping.signatures import is_unit
from transforms.stripping.vocabulary import words

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĹĽŁŃŇŌŐŘŚŞŠŤŪŮŰŽ"
WORD = rf"[{UPPER}][\w'’.\-]*"
SMALL = "van|von|de|del|der|den|da|di|la|le|el|bin|al|of|and|with|&"
DEGREE = r"M\.?D\.?|Ph\.?D\.?|DVM|RDN?|RN|MS|MA|MPH|MBA|JD|CPA|CFP|DO|DDS|LCSW"
NAME = (
    rf"(?:(?:[Tt]he|Dr\.?|Prof\.?) )?{WORD}(?: (?:{WORD}|{SMALL})){{0,6}}"
    rf"(?:,? (?:{DEGREE})(?![a-z]))*"
)
LEAD = re.compile(
    r"(?:^|[|•·⋅–—]\s?|\d,?\s)(?:written|posted|words|story|published)?\s?"
    r"by\s{0,2}:?\s{0,3}(?=\S)",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"(?:(?:written|posted|story|words|published) by|by|authors?|author\(s\)|tác giả)"
    r"\s?:?",
    re.IGNORECASE,
)
NAMED = re.compile(NAME)
MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|"
    "December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
ROLES = (
    "Last Updated|Updated|Published|Posted|Staff|Senior|Former|Contributor|"
    "Contributing|Editor|Writer|Journalist|Founder|Reporter|Correspondent|Associate|"
    "Dietitian|View|Share|Read|Follow|On|In|At|For|Head|Director|Manager|Chief|CEO|"
    "CTO|Columnist|Professor|Lecturer|Specialist|Strategist|Freelance"
)
# 'Jane Roe Senior Editor', 'Jane RoeNovember 3': what follows a name is no name
AFTER = re.compile(rf"(?:\s|(?<=[a-z]))(?:{MONTHS}|{ROLES})(?![a-z]).*$")
SIGNING = re.compile(r"author|byline|writer|vcard|posted-?by|attribution|contributor")
OTHERS_WORDS = re.compile(r"quote|comment")  # classes: who is quoted signs nothing
NOBODY = frozenset(
    """
    admin|administrator|adminn|anonymous|author|auteur|autor|автор|tác giả|bởi|by|
    contributor|editor|fact checked|follow us|
    guest|guest author|guest post|home|login|name|share|staff|super user|unknown|user|
    webmaster|writer|written by
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
# first words: of a box about the author, of what a newspaper, a station, an office or
# its desk is called in Vietnamese
OTHERS = frozenset(
    "about author báo tạp đài cổng trang ban tòa bbt theo nguồn pv".split()  # noqa: SIM905
)
# addresses, templates left unfilled, keys of a translation
NO_NAME = re.compile(
    r"https?:|www\.|@|\{\{|\.com\b|^[\d\W]+$"
    r"|\b(?:inc|llc|ltd|gmbh|corp|plc|jsc)\.?$"
    r"|\b(?:newswire|wire|newsroom|editorial team|agency)$"
    r"|(?-i:^[a-z]{2,}(?:\.[a-z]{2,}){2,9}$)",
    re.IGNORECASE,
)
LONGEST_NAME = 4  # words of a Vietnamese one
LEAST_LETTERS = 3  # of an outlet's name
NONE: frozenset[str] = frozenset()
MOST_WORDS = 14
MOST_CHARS = 120  # of a byline's block
NEAR = 30  # blocks behind the headline
BEFORE = 6


class Author(NamedTuple):
    """A name as written, the rule that found it, and the block it stands in."""

    name: str
    rule: str
    block: Block | None
    start: int  # in the block's text


def page_authors(page: Page) -> tuple[Author, ...]:
    """Return the authors by the best source that names any.

    A name that begins as the outlet's own does ("Hoa Ban Staff" of Hoa Ban) comes last.
    """
    told = [one for one in page.declared if one.name == "author"]
    declared = {fold(one.value) for one in page.declared if one.name == "outlet"}
    outlets = _outlets(page)
    named = [one for one in told if _names_somebody(one.value)]
    others = [one for one in named if not _letters(one.value).startswith(outlets)]
    return (
        _of_one_source(one for one in others if one.source.startswith("json-ld"))
        or _of_one_source(others)
        or _by_the_headline(page)
        or _linked(page)
        or _of_one_source(one for one in named if fold(one.value) not in declared)
        or _of_one_source(one for one in named if is_name(one.value))
    )


def _outlets(page: Page) -> tuple[str, ...]:
    """Return how the outlet's own names begin: as declared, and as in its address."""
    names = [one.value for one in page.declared if one.name == "outlet"]
    url = next((one.value for one in page.declared if one.name == "url"), None)
    host = outlet_of_url(canonical_url(url)) or ""
    names.append(max(host.split(".")[:-1], key=len, default=""))
    letters = map(_letters, names)
    return tuple(name for name in letters if len(name) >= LEAST_LETTERS)


def _letters(name: str) -> str:
    """Return a name as an address writes it: "Hoa Bản" is "hoaban"."""
    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    return "".join(filter(str.isalnum, plain))


def is_nobody(value: str) -> bool:
    """Tell whether a name is but what a system calls its first user."""
    return fold(value) in NOBODY


def _names_somebody(value: str) -> bool:
    is_short = len(value.split()) <= MOST_WORDS
    folded = fold(value)
    if not folded or is_nobody(value) or folded in words("agencies"):
        return False
    is_other = folded.split()[0] in OTHERS or _is_office(value)
    return is_short and not is_other and not NO_NAME.search(value)


def _is_office(value: str) -> bool:
    """Tell an office, "Phòng CNTT", from "Trường Giang": "trường" is a school, too."""
    is_long = len(value.split()) > LONGEST_NAME
    return is_unit(value) and (is_long or not is_vouched_name(value))


def _of_one_source(told: Iterable[Declared]) -> tuple[Author, ...]:
    """Return the names of the first source, each once."""
    found: dict[str, Author] = {}
    told = list(told)
    persons = [one for one in told if is_name(one.value)]
    source: str | None = None
    for one in persons or told:
        source = source or one.source
        if one.source == source:
            name = " ".join(one.value.split()).strip(" ,;|/-–—")
            name = re.sub(r"^by:? ", "", name, flags=re.IGNORECASE)
            found.setdefault(fold(name), Author(name, f"declared.{source}", None, 0))
    return tuple(found.values())


def _by_the_headline(page: Page) -> tuple[Author, ...]:
    """Return whom the first byline by the headline names: 'By', else its element.

    Right after the element of one author those of others may stand, of the same class.
    """
    blocks = [block for block in _near(page) if block.tag]  # no line of a text file
    ends = page.blocks[:1] + page.blocks[-1:]
    everywhere = frozenset.intersection(*(one.hints for one in ends)) if ends else NONE
    found = (
        *map(_after_by, blocks),
        *(_below(*pair) for pair in pairwise(blocks)),
        *(_in_element(block, everywhere) for block in blocks),
    )
    first = next(filter(None, found), None)
    if first and first.block and first.rule == "markup.author":
        return _from(first.block, page.blocks)
    return (first,) if first else ()


def _from(block: Block, blocks: Iterable[Block]) -> tuple[Author, ...]:
    """Return the authors of a block and of those of its class right after it."""
    rest = dropwhile(lambda one: one is not block, blocks)
    alike = takewhile(lambda one: one.hints == block.hints, rest)
    return tuple(filter(None, map(_in_element, alike)))


def _linked(page: Page) -> tuple[Author, ...]:
    """Return the first name that a link to an author's page has for its text."""
    for one in page.declared:
        text = LEAD.sub("", one.value, count=1) if one.name == "signed" else ""
        if NAMED.fullmatch(text) and _names_somebody(text):
            return (Author(text, f"declared.{one.source}", None, 0),)
    return ()


def _near(page: Page) -> Iterator[Block]:
    """Yield the short blocks behind the headline, then those before it."""
    blocks = page.blocks
    title = fold(next((d.value for d in page.declared if d.name == "title"), ""))
    heads = [at for at, block in enumerate(blocks) if block.tag == "h1"]
    told = [at for at in heads if (words := fold(blocks[at].text)) and words in title]
    start = max(told or heads[:1], key=lambda at: len(blocks[at].text), default=0)
    for at in (
        *range(start, min(start + NEAR, len(blocks))),
        *range(max(start - BEFORE, 0), start),
    ):
        is_picture = blocks[at].tag == "figcaption" or "figure" in blocks[at].hints
        if len(blocks[at].text) <= MOST_CHARS and not is_picture:
            yield blocks[at]


def _after_by(block: Block) -> Author | None:
    lead = LEAD.search(block.text)
    if not lead:
        return None
    author = _named(block, lead.end(), "byline.by")
    # 'By Numbers' may be a heading: one word is a name where nothing follows it
    is_whole = lead.start() == 0 and author and lead.end() + len(author.name)
    if author and " " not in author.name and is_whole != len(block.text):
        return None
    return author


def _below(label: Block, block: Block) -> Author | None:
    """Return the name that is all of the block under a label: 'Written by'."""
    if not LABEL.fullmatch(label.text):
        return None
    author = _named(block, 0, "byline.by")
    return author if author and author.name == block.text else None


def _in_element(block: Block, everywhere: frozenset[str] = NONE) -> Author | None:
    """Return the name that begins an element made for the author's.

    What stands `everywhere` on the page, such as ".single-author", tells nothing.
    """
    hints = block.hints - everywhere
    if not any(map(SIGNING.search, hints)) or LEAD.match(block.text):
        return None
    if any(map(OTHERS_WORDS.search, block.hints)):
        return None
    author = _named(block, 0, "markup.author")
    return author if author and " " in author.name else None


def _named(block: Block, start: int, rule: str) -> Author | None:
    found = NAMED.match(block.text, start)
    if not found:
        return None
    name = AFTER.sub("", found.group()).rstrip(" ,.-&")
    name = re.sub(r" (?:and|with|of)$", "", name)
    return Author(name, rule, block, start) if _names_somebody(name) else None
