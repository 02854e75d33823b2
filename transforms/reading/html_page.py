"""Cut an HTML page into its blocks, as a browser would set them.

Every text of the page is a block's, hidden ones too, but for what is no text: scripts,
styles, the head, templates, comments. What is the story among them is not decided
here. Nothing recurses: a page may nest as deep as it likes. lxml builds the tree, in C;
an object of our own is made only for an element that says something.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from lxml import etree
from lxml.etree import _Element as Element

from transforms.reading.normal import nfc, normal
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
ROW_GROUPS = frozenset(("thead", "tbody", "tfoot"))  # no boxes: a table may lack them
BLOCK_ELEMENTS = BOXES | {"br", "hr"}
PICTURES = frozenset(("img", "amp-img", "video", "iframe", "amp-video"))
LEAST_WIDTH = 60  # pixels; what is narrower is an icon
KEEPS_LINES = frozenset(("pre", "listing", "plaintext", "textarea", "xmp"))
TELLING_ELEMENTS = frozenset(
    """
    nav aside footer header figure figcaption form button table caption li ul ol dl
    blockquote article main section address time label select option textarea details
    summary dialog h1 h2 h3 h4 h5 h6
    """.split()  # noqa: SIM905 (a table reads better so)
)
HEADINGS = frozenset(("h1", "h2", "h3"))
DEPENDS = frozenset(("br", "span"))  # where and what they are tells if they end lines
FALLBACKS = frozenset(
    ("noscript", "iframe", "object", "audio", "video", "canvas", "datalist")
)
# What stands in bold is rather a heading, in italics rather a caption.
STYLES = {"strong": "strong", "b": "strong", "em": "em", "i": "em"}
SAYING = TELLING_ELEMENTS | frozenset(STYLES)
NOTABLE = SAYING | BOXES | FALLBACKS | KEEPS_LINES
CLOCK_END = re.compile(r"\d[:h]\d\d$")
MAIL = re.compile(r"[\w.+-]{1,40}@")
OWN_LINE = "location-stamp"  # a class: the place that a lead begins with
HIDING = frozenset(("hidden", "hide", "d-none"))  # classes, sure where there are two
HIDDEN_STYLE = re.compile(
    r"(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)", re.IGNORECASE
)
RIGHT_STYLE = re.compile(r"text-align\s{0,9}:\s{0,9}right", re.IGNORECASE)
HIDDEN, RIGHT = "hidden", "right"


def _style_told(value: str) -> str:
    if HIDDEN_STYLE.search(value):
        return HIDDEN
    return RIGHT if RIGHT_STYLE.search(value) else ""


TOLD: dict[str, Callable[[str], str]] = {  # attributes, and what their values tell
    "hidden": lambda _: HIDDEN,
    "style": _style_told,
    "align": lambda value: RIGHT if value.lower() == RIGHT else "",
    "aria-hidden": lambda value: HIDDEN if value == "true" else "",
    "type": lambda value: HIDDEN if value == HIDDEN else "",
}
MOST_HINTS = 200  # no page means this many; a hostile one nests a class a level
XML_PROLOGUE = re.compile(r"\s{0,99}<\?xml[^>]{0,1000}>")
LATE = re.compile("S:[0-9a-f]{1,9}")
# HTML goes on after these where a page does; libxml2 drops what follows.
EARLY_END = re.compile(r"</(?:body|html)\s{0,9}>", re.IGNORECASE)
DEEPEST_TREE = 1_000  # elements; lxml drops what is 2048 deep
DEEPEST_PATH = 100  # boxes; deeper ones are not told apart
WHITE = " \t\n\r\f"  # white space to HTML: no-break space is not
MARGIN = WHITE + "\u200b\u2060\ufeff"  # zero-width signs that editors leave
COLLAPSIBLE = re.compile(f"[{WHITE}]+")
# A character reference such as &#150; means what windows-1252 has there.
WINDOWS_1252 = {
    code: bytes([code]).decode("cp1252", "replace").replace("\ufffd", " ")
    for code in range(0x80, 0xA0)
}


@dataclass(slots=True, eq=False)
class _Place:
    """Where in the tree a text stands; `tag` is the innermost block element."""

    tag: str
    path: tuple[int, ...]  # numbers of the boxes around, the outermost first
    hints: frozenset[str] = frozenset()  # what this element and those around it say
    is_hidden: bool = False
    in_link: bool = False
    keeps_lines: bool = False


_Texts = list[tuple[str, _Place]]
_Line = tuple[str, _Place, frozenset[str], float]  # text, place, hints, link share


class _Flattened:
    """Builds a tree no deeper than lxml bears: past that, elements stand in a row."""

    def __init__(self) -> None:
        self._tree = etree.TreeBuilder()
        self._depth = 0
        self.data = self._tree.data
        self.close = self._tree.close

    def start(self, tag: str | bytes, attrib: dict[str | bytes, str | bytes]) -> None:
        self._depth += 1
        if self._depth <= DEEPEST_TREE:
            self._tree.start(tag, attrib)
        else:
            self._tree.start(tag, {})
            self._tree.end(tag)

    def end(self, tag: str | bytes) -> None:
        if self._depth <= DEEPEST_TREE:
            self._tree.end(tag)
        self._depth -= 1


def parsed(html: str) -> Element:
    """Return a page's tree. It is decoded: the encoding it declares is not asked."""
    start = XML_PROLOGUE.match(html)
    html = EARLY_END.sub(" ", html[start.end() if start else 0 :])
    raw = html.encode("utf-8", "replace")
    parser = etree.HTMLParser(
        huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    root = _rooted(raw, parser)
    if parser.error_log.filter_types([etree.ErrorTypes.ERR_RESOURCE_LIMIT]):
        flat = _Flattened()
        deep = etree.HTMLParser(huge_tree=True, encoding="utf-8", target=flat)  # type: ignore[arg-type]
        root = _rooted(raw, deep)
    if 'id="S:' in html:
        _set_in_place(root)
    return root


def _set_in_place(root: Element) -> None:
    """Put what React sends late, hidden at the page's end, where its script would.

    `<div hidden id="S:1">` goes to `<template id="B:1">`, or to "P:1".
    """
    templates = {one.get("id"): one for one in root.iter("template")}
    for late in list(root.iter("div")):
        name = late.get("id", "")
        if "hidden" in late.attrib and LATE.fullmatch(name):
            del late.attrib["hidden"]
            number = name[1:]
            there = templates.get("B" + number, templates.get("P" + number))
            if there is not None and late not in there.iterancestors():
                there.addprevious(late)


def _rooted(raw: bytes, parser: etree.HTMLParser) -> Element:
    """Return the root of a page, an empty one where it has no element."""
    try:
        root = etree.fromstring(raw, parser)
    except (etree.ParseError, AssertionError):  # not a single element
        root = None
    return etree.Element("html") if root is None else root


def html_blocks(root: Element) -> tuple[Block, ...]:
    """Return a page's blocks in order; page text is their texts joined by LF.

    The text of a hidden inline element is a block of its own, after the one around it.
    """
    blocks = []
    start = 0
    lines = (
        (line, None if at else picture)
        for texts, place, picture in _runs(root)
        for at, line in enumerate(_lines(texts, place))
    )
    for line_no, ((text, place, hints, link_share), picture) in enumerate(lines, 1):
        block = Block(
            line_no=line_no,
            char_start=start,
            char_end=start + len(text),
            text=text,
            tag=place.tag,
            hints=hints,
            link_share=link_share,
            path=place.path,
            picture=picture,
        )
        blocks.append(block)
        start = block.char_end + 1
    return tuple(blocks)


def _runs(root: Element) -> Iterator[tuple[_Texts, _Place, str | None]]:
    """Walk the tree; give the texts gathered wherever an element ends a line.

    With them comes what the picture says of itself that stands right before them.
    """
    place = _Place("html", (0,))
    opened: list[_Place] = []
    texts: _Texts = []
    walk = etree.iterwalk(root, events=("start", "end"))
    number = 0
    picture = before = None
    for event, element in walk:
        name = str(element.tag)
        ends_line = (
            _ends_line(element, name, place)
            if name in DEPENDS
            else name in BLOCK_ELEMENTS
        )
        if ends_line and texts:
            yield _trimmed(texts), place, before
            texts = []
        if event == "start":
            opened.append(place)
            if name in NO_TEXT:
                walk.skip_subtree()
                continue
            number += 1
            place = _entered(element, name, place, number)
            text = " " if name == "br" else element.text
            if name in PICTURES:
                picture = _shown(element, picture)
        else:
            place = opened.pop()
            text = element.tail
        if text and (texts or not text.isspace()):
            if not texts:
                before, picture = picture, None
            texts.append((text, place))
    if texts:
        yield _trimmed(texts), place, before


def _ends_line(element: Element, name: str, place: _Place) -> bool:
    """Tell whether a break ends a line: a headline in two lines is one."""
    if name == "br":
        return place.tag not in HEADINGS
    return OWN_LINE in element.get("class", "")


def _shown(element: Element, before: str | None) -> str | None:
    """Return what a picture says of itself; of an icon, what stood before it."""
    width = element.get("width", "")
    is_icon = width.isascii() and width.isdigit() and int(width) < LEAST_WIDTH
    return before if is_icon else normal(element.get("alt", "").strip(WHITE))


def _trimmed(texts: _Texts) -> _Texts:
    """Drop white space at the end of a line; the first text is none."""
    while not texts[-1][0].strip(WHITE):
        texts.pop()
    return texts


def _entered(element: Element, name: str, around: _Place, number: int) -> _Place:
    """Return the place inside an element; `number` counts the elements of the page."""
    items = cast("list[tuple[str, str]]", element.items())
    if not items and name not in NOTABLE:
        return around
    links, classes, own_id = around.in_link, "", ""
    told = HIDDEN if name in FALLBACKS else ""
    for attribute, value in items:
        if attribute == "class":
            classes = value
        elif attribute == "id":
            own_id = value
        elif attribute == "href":
            links = links or name == "a"
        elif attribute in TOLD:
            told = TOLD[attribute](value) or told
    told = HIDDEN if "hid" in classes and _hide_twice(classes) else told
    hints = around.hints
    if len(hints) >= MOST_HINTS:
        classes = own_id = ""
    if classes or own_id or told or name in SAYING:
        hints = _joined(hints, _own_hints(name, classes, own_id, told))
    is_box = name in BOXES
    path = around.path
    if is_box and name not in ROW_GROUPS and len(path) < DEEPEST_PATH:
        path = (*path, number)
    return _Place(
        name if is_box else around.tag,
        path,
        hints,
        around.is_hidden or told == HIDDEN,
        links,
        around.keeps_lines or name in KEEPS_LINES,
    )


def _hide_twice(classes: str) -> bool:
    return len(HIDING.intersection(classes.split())) > 1


@lru_cache(maxsize=4096)  # a list has a hundred elements alike
def _own_hints(name: str, classes: str, own_id: str, told: str) -> frozenset[str]:
    """Return what an element says: its name, class and id, what attributes tell."""
    words = f"{classes} {own_id}".lower().split()[:MOST_HINTS]
    own = {"." + word for word in words}
    if name in TELLING_ELEMENTS:
        own.add(name)
    if name in STYLES:
        own.add(STYLES[name])
    if told:
        own.add(told)
    return frozenset(own)


@lru_cache(maxsize=1024)  # so that hints that are alike are the same, and soon found
def _joined(outer: frozenset[str], own: frozenset[str]) -> frozenset[str]:
    return outer | own if own else outer


def _lines(texts: _Texts, place: _Place) -> Iterator[_Line]:
    """Give the lines of one run of texts: those a reader sees, then the hidden ones."""
    if len(texts) == 1:
        text, where = texts[0]
        for line in _as_set(text, place):
            yield line, place, where.hints, float(where.in_link)
        return
    for hidden in (False, True):
        part = [(t, where) for t, where in texts if where.is_hidden is hidden]
        yield from _set_lines(part, place)


def _set_lines(texts: _Texts, place: _Place) -> Iterator[_Line]:
    ink = [(t, where) for t, where in texts if not is_blank(t)]
    if not ink:
        return
    places = {where for _, where in ink}
    hints = frozenset.intersection(*[one.hints for one in places])
    for text in _as_set(_joined_texts(texts), place):
        yield text, place, hints, _link_share(ink)


def _joined_texts(texts: _Texts) -> str:
    """Join the texts of one line; a style sheet parts "Hà Nội" from "Sáng nay".

    Where what stands in one styled element runs into the next ("16/4/2024VŨ AN",
    "mùa3" with a footnote), or two buttons do ("Chia sẻIn bài"), the space that a
    reader sees is missing in the markup.
    """
    (before, place), *rest = texts
    parts = [before]
    for text, where in rest:
        is_one = where is place and not (text[0].isupper() and before[-1].islower())
        if not is_one and _runs_together(before, text):
            parts.append(" ")
        parts.append(text)
        before, place = text, where
    return "".join(parts)


def _runs_together(before: str, text: str) -> bool:
    """Tell whether no word goes on so: a letter to a capital, a clock to a number."""
    last, first = before[-1], text[0]
    if first.isdigit():
        return last.isalpha() or CLOCK_END.search(before[-5:]) is not None
    if first.isupper():
        return last.islower() or last.isdigit() or last in "₫€%"
    return last.isalnum() and MAIL.match(text) is not None


def _as_set(text: str, place: _Place) -> list[str]:
    """Return text as a browser sets it: white space made one space, or lines kept."""
    if place.keeps_lines:
        text = normal(text.translate(WINDOWS_1252))
        return [line for line in text.split("\n") if not is_blank(line)]
    text = text.strip(MARGIN)
    if "  " in text or not text.isprintable():
        text = COLLAPSIBLE.sub(" ", text)
    if not text.isprintable():
        text = COLLAPSIBLE.sub(" ", normal(text.translate(WINDOWS_1252))).strip(" ")
    elif not text.isascii():
        text = nfc(text)
    return [] if is_blank(text) else [text]


def _link_share(ink: _Texts) -> float:
    """Return how much of the ink stands inside links, 0 to 1."""
    ways = {place.in_link for _, place in ink}
    if len(ways) == 1:
        return float(ways.pop())
    sizes = [(len("".join(text.split())), place.in_link) for text, place in ink]
    linked = sum(size for size, in_link in sizes if in_link)
    return linked / sum(size for size, _ in sizes)
