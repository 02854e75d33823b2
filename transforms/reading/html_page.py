"""Cut an HTML page into its blocks, as a browser would set them.

Every text of the page is a block's, hidden ones too, but for what is no text: scripts,
styles, the head, templates, comments. What is the story among them is not decided
here. Nothing recurses: a page may nest as deep as it likes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from transforms.reading.normal import normal
from transforms.reading.text_page import is_blank
from transforms.records import Block

NO_TEXT = frozenset(("script", "style", "head", "title", "template"))
# Elements that start a line of their own by the HTML standard's style sheet, and those
# that stand as a box of their own inside a line.
BOXES = frozenset(
    """
    address article aside audio blockquote body button canvas caption center dd details
    dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header
    hgroup html iframe legend li listing main menu nav noscript object ol optgroup
    option p plaintext pre search section select summary table tbody td textarea tfoot
    th thead tr ul video xmp
    """.split()  # noqa: SIM905 (a table reads better so)
)
BLOCK_ELEMENTS = BOXES | {"br", "hr"}
KEEPS_LINES = frozenset(("pre", "listing", "plaintext", "textarea", "xmp"))
TELLING_ELEMENTS = frozenset(
    """
    nav aside footer header figure figcaption form button table caption li ul ol dl
    blockquote article main section address time label select option textarea details
    summary dialog h1 h2 h3 h4 h5 h6
    """.split()  # noqa: SIM905 (a table reads better so)
)
FALLBACKS = frozenset(
    ("noscript", "iframe", "object", "audio", "video", "canvas", "datalist")
)
NOTABLE = TELLING_ELEMENTS | BOXES | FALLBACKS | KEEPS_LINES
HIDDEN_STYLE = re.compile(
    r"(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)", re.IGNORECASE
)
HIDDEN = "hidden"
MOST_HINTS = 200  # no page means this many; a hostile one nests a class a level
XML_PROLOGUE = re.compile(r"\s{0,99}<\?xml[^>]{0,1000}>")
COLLAPSIBLE = re.compile(r"[ \t\n\r\f]+")  # white space to HTML: no-break space is not
# A character reference such as &#150; means what windows-1252 has there.
WINDOWS_1252 = {
    code: bytes([code]).decode("cp1252", "replace").replace("\ufffd", " ")
    for code in range(0x80, 0xA0)
}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the tree a text stands; `tag` is the innermost block element."""

    tag: str
    hints: frozenset[str]
    in_link: bool
    keeps_lines: bool


@dataclass(frozen=True, slots=True)
class _Open:
    """An element the walk is inside of, and its children still to come."""

    place: _Place
    children: Iterator[PageElement]
    ends_line: bool


_Texts = list[tuple[str, _Place]]
_Line = tuple[str, frozenset[str], str, float]  # text, hints, tag, link share
_PAGE = _Place("html", frozenset(), in_link=False, keeps_lines=False)


def parsed(html: str) -> BeautifulSoup:
    """Return a page's tree. It is decoded: the encoding it declares is not asked."""
    start = XML_PROLOGUE.match(html)
    return BeautifulSoup(html[start.end() if start else 0 :], "lxml", huge_tree=True)


def html_blocks(soup: BeautifulSoup) -> tuple[Block, ...]:
    """Return a page's blocks in order; page text is their texts joined by LF.

    The text of a hidden inline element is a block of its own, after the one around it.
    """
    blocks = []
    start = 0
    lines = (line for texts, place in _runs(soup) for line in _lines(texts, place))
    for line_no, (text, hints, tag, link_share) in enumerate(lines, start=1):
        block = Block(
            line_no=line_no,
            char_start=start,
            char_end=start + len(text),
            text=text,
            tag=tag,
            hints=hints,
            link_share=link_share,
        )
        blocks.append(block)
        start = block.char_end + 1
    return tuple(blocks)


def _runs(soup: BeautifulSoup) -> Iterator[tuple[_Texts, _Place]]:
    """Walk the tree; give the texts gathered wherever an element ends a line."""
    opened = [_Open(_PAGE, iter(soup.contents), ends_line=True)]
    texts: _Texts = []
    while opened:
        inside = opened[-1]
        child = next(inside.children, None)
        if isinstance(child, Tag):
            if child.name in NO_TEXT:
                continue
            if _ends_line(child):
                yield texts, inside.place
                texts = []
            opened.append(_entered(child, inside.place))
        elif isinstance(child, NavigableString):
            if not isinstance(child, PreformattedString):  # comments, CDATA and such
                texts.append((child, inside.place))
        else:
            opened.pop()
            if inside.ends_line:
                yield texts, inside.place
                texts = []


def _ends_line(element: Tag) -> bool:
    return element.name in BLOCK_ELEMENTS


def _entered(element: Tag, around: _Place) -> _Open:
    name = element.name
    if not element.attrs and name not in NOTABLE:
        return _Open(around, iter(element.contents), _ends_line(element))
    place = _Place(
        tag=name if name in BOXES else around.tag,
        hints=_hints(element, around.hints),
        in_link=around.in_link or (name == "a" and element.has_attr("href")),
        keeps_lines=around.keeps_lines or name in KEEPS_LINES,
    )
    return _Open(place, iter(element.contents), _ends_line(element))


def _hints(element: Tag, around: frozenset[str]) -> frozenset[str]:
    own = {element.name} if element.name in TELLING_ELEMENTS else set()
    if _is_hidden(element):
        own.add(HIDDEN)
    if len(around) < MOST_HINTS:
        own.update("." + token for token in _tokens(element))
    return around | own if own else around


def _tokens(element: Tag) -> list[str]:
    """Return the words of an element's class and id, in lower case."""
    values = element.get_attribute_list("class") + element.get_attribute_list("id")
    return " ".join(filter(None, values)).lower().split()[:MOST_HINTS]


def _is_hidden(element: Tag) -> bool:
    attributes = element.attrs
    return element.name in FALLBACKS or (
        bool(attributes)
        and (
            "hidden" in attributes
            or attributes.get("aria-hidden") == "true"
            or attributes.get("type") == "hidden"
            or bool(HIDDEN_STYLE.search(str(attributes.get("style", ""))))
        )
    )


def _lines(texts: _Texts, place: _Place) -> Iterator[_Line]:
    """Give the lines of one run of texts: those a reader sees, then the hidden ones."""
    for hidden in (False, True):
        part = [(t, where) for t, where in texts if (HIDDEN in where.hints) is hidden]
        if not part:
            continue
        hints = frozenset.intersection(*(_hints_of_ink(part) or [place.hints]))
        for text in _as_set("".join(text for text, _ in part), place):
            yield text, hints, place.tag, _link_share(part)


def _hints_of_ink(texts: _Texts) -> list[frozenset[str]]:
    return [place.hints for text, place in texts if not is_blank(text)]


def _as_set(text: str, place: _Place) -> list[str]:
    """Return text as a browser sets it: white space made one space, or lines kept."""
    text = normal(text.translate(WINDOWS_1252))
    lines = text.split("\n") if place.keeps_lines else [_collapsed(text)]
    return [line for line in lines if not is_blank(line)]


def _collapsed(text: str) -> str:
    return COLLAPSIBLE.sub(" ", text).strip(" ")


def _link_share(texts: _Texts) -> float:
    """Return how much of the ink stands inside links, 0 to 1."""
    ink = [(len("".join(text.split())), place.in_link) for text, place in texts]
    total = sum(size for size, _ in ink)
    linked = sum(size for size, in_link in ink if in_link)
    return linked / total if total else 0.0
