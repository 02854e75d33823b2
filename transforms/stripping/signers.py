"""Mark who signs an article, and what pages put after the signature."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from transforms.reading.syllable import VIETNAMESE_LETTER
from transforms.records import Page
from transforms.stripping import pictures
from transforms.stripping.lines import Line
from transforms.stripping.marks import Mark, Marks, kind_of
from transforms.stripping.names import is_vouched_name
from transforms.stripping.page_author import OTHERS_WORDS
from transforms.stripping.signatures import is_unit, pen_name, read_signature

MOST_NAMES = 3  # more names in a row are a list, not a signature
MOST_NAME_WORDS = 5
MOST_HEADLINE_WORDS = 30
COUNTED = {"share_widget", "comments"}  # what has a bare number beside it
SIGNER = re.compile("author|byline|writer|tac-?gia|nguoi-?viet|but-?danh|vcard")
RIGHT = frozenset(
    ("right", ".text-right", ".text-end", ".align-right", ".has-text-align-right")
)
ALL_LINKS = "markup.all_links"
MOST_SIGNED_WORDS = 16  # two names, with their degrees
INITIAL = re.compile(r"[A-GI-OR-WYZĐ]\.[^\W\d_]{2}")  # "Q.Mẫu" is a district
MOST_BIOS = 4  # lines at the end of a story
NAME_END = re.compile(r",| \(")  # "Jane Roe, MD"
BIO = re.compile(
    r"\W{0,3}$|,| \(| (?:is|was|has|writes|covers|works|hiện|là)\b"
    r"|[’']s (?:column|work)"
)
COUNT = re.compile(r"\d{1,6}|\d{1,2}:\d\d")


def mark_names(lines: Sequence[Line], marks: Marks, start: int, end: int) -> None:
    """Mark lines that are only names, under the title and at the end."""
    over, after = (
        [i for i in span if _may_be_names(lines[i], marks[i])]
        for span in (range(start), range(end, len(lines)))
    )
    sure = [i for i in after if _is_vouched(lines[i])]
    if 0 < len(after) <= MOST_NAMES:
        for i in sure if sure or _signers(lines, marks) else after:
            marks[i] = Mark("byline", "byline.name")
    if 0 < len(over) <= MOST_NAMES:
        signers = _signers(lines, marks)
        story = " ".join(lines[i].text for i in range(start, end) if not marks[i])
        for i in over:
            marks[i] = _name_or_place(lines[i], signers, story)
    _mark_units(lines, marks, [*range(start), *range(end, len(lines))], end)


def _may_be_names(line: Line, mark: Mark | None) -> bool:
    """Tell whether a line is of names; in capitals they may be links."""
    is_open = mark is None or (mark.rule == ALL_LINKS and line.text.isupper())
    return is_open and _is_name_line(line)


def mark_right(lines: Sequence[Line], marks: Marks, start: int) -> None:
    """Mark names set to the right below most of the story: there its authors sign."""
    words = [ln.words if m is None else 0 for ln, m in zip(lines, marks, strict=True)]
    over = list(accumulate(words))
    for i in range(start + 1, len(lines)):
        if marks[i] is None and over[i] * 2 >= over[-1] and _is_right(lines[i]):
            found = read_signature(lines[i].text)
            if found and found.signed:
                marks[i] = Mark("byline", "byline.right")


def _is_right(line: Line) -> bool:
    return line.words <= MOST_SIGNED_WORDS and not RIGHT.isdisjoint(line.block.hints)


def _is_vouched(line: Line) -> bool:
    """Tell whether a line of names has only names that the tables know, or none."""
    found = read_signature(line.text)
    return found is None or all(is_vouched_name(s.person) for s in found.signed)


def _is_name_line(line: Line) -> bool:
    found = read_signature(line.text)
    if not found or not (_is_vouched(line) or _may_sign(line)):
        return False
    if found.signed:  # a single word is a name only where a table says so: "Cam"
        return not line.text.isalpha() or is_vouched_name(line.text)
    return len(line.text.split()) <= 3  # noqa: PLR2004


def _may_sign(line: Line) -> bool:
    """Tell whether two words may be a name no table knows: a menu's look like one.

    In a text file anything may; on a page its element has to say so.
    """
    return not line.block.tag or _names_signer(line.block.hints)


@lru_cache(maxsize=4096)  # blocks that stand together have the same
def _names_signer(hints: frozenset[str]) -> bool:
    return any(map(SIGNER.search, hints)) and not any(map(OTHERS_WORDS.search, hints))


def mark_author(lines: Sequence[Line], marks: Marks) -> None:
    """Mark the first name that its element gives to the author; a label goes before."""
    if not lines or any(kind_of(mark) == "byline" for mark in marks):
        return
    everywhere = lines[0].block.hints & lines[-1].block.hints  # as ".single-author"
    for i, line in enumerate(lines):
        if marks[i] is not None or line.words > MOST_NAME_WORDS:
            continue
        if _is_signed(line, everywhere):
            marks[i] = Mark("byline", "markup.author")
            return


def _is_signed(line: Line, everywhere: frozenset[str]) -> bool:
    if not _names_signer(line.block.hints - everywhere):
        return False
    found = read_signature(line.text)
    return found is not None and bool(found.signed)


def _is_headline(line: Line) -> bool:
    return not line.has_stop and line.words <= MOST_HEADLINE_WORDS


def _signers(lines: Sequence[Line], marks: Marks) -> set[str]:
    """Return whom the page's bylines name as authors."""
    texts = (line.text for line, m in zip(lines, marks, strict=True) if _signs(m))
    found = filter(None, map(read_signature, texts))
    return {s.person for one in found for s in one.signed if s.role == "author"}


def _signs(mark: Mark | None) -> bool:
    return kind_of(mark) in ("byline", "photo_credit")


def _name_or_place(line: Line, signers: set[str], story: str) -> Mark:
    """Tell a signature over the story from the place that the story is about.

    A place is named in the story, or the article is signed by others.
    """
    found = read_signature(line.text)
    persons = {s.person for s in found.signed} if found else set()
    vouched = persons and (_is_vouched(line) or INITIAL.match(line.text))
    if not vouched or (signers and not persons & signers) or line.text in story:
        return Mark("place_tag", "head.place_in_lead")
    return Mark("byline", "byline.name")


def _mark_units(
    lines: Sequence[Line], marks: Marks, span: Sequence[int], end: int
) -> None:
    """Mark the office that signs: right after the story, or after another name."""
    last = next((i for i in reversed(span) if marks[i] is None), -1)
    # "UP NEXT" heads a paragraph
    is_ours = any(VIETNAMESE_LETTER.search(ln.text) for ln in lines[end - 1 : end])
    for i in span:
        if marks[i] is not None:
            continue
        ends = i == end or (i == last and i > end)
        if not ends and not (i > 0 and _signs(marks[i - 1])):
            continue
        if is_unit(lines[i].text):
            marks[i] = Mark("byline", "byline.unit")
        elif ends and is_ours and pen_name(lines[i].text):
            marks[i] = Mark("byline", "byline.pen_name")


def mark_bios(page: Page, lines: Sequence[Line], marks: Marks) -> None:
    """Mark what the story's last lines tell of those whom the page declares as authors.

    On development pages 15 of 18 lines there that began with such a name were no part
    of the story.
    """
    told = (one.value for one in page.declared if one.name in ("author", "signed"))
    names = {NAME_END.split(name)[0].strip() for name in told}
    names = {name for name in names if " " in name}
    story = [i for i, mark in enumerate(marks) if mark is None]
    for i in story[-MOST_BIOS:] if names else ():
        for name in names:
            line = lines[i].text
            if line.startswith(name) and BIO.match(line, len(name)):
                marks[i] = Mark("byline", "byline.bio")


def mark_counts(lines: Sequence[Line], marks: Marks) -> None:
    """Mark bare numbers, and a player's times, beside share buttons."""
    for i in range(len(lines)):
        if marks[i] is not None:
            continue
        beside = {kind_of(m) for m in marks[max(0, i - 1) : i + 2]} & COUNTED
        if beside and COUNT.fullmatch(lines[i].core):
            marks[i] = Mark(min(beside), "share.count")


def mark_left_over(lines: Sequence[Line], marks: Marks, end: int) -> None:
    """Mark headlines and tags after the signature."""
    signed = False
    for i in range(end, len(lines)):
        signed = signed or kind_of(marks[i]) == "byline"
        if marks[i] is not None:
            continue
        if signed and _is_headline(lines[i]) and not pictures.is_told(lines[i]):
            marks[i] = Mark("related_links", "tail.after_signature")
