"""Mark the captions of a page's pictures: by the block, and by what is round it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.reading.syllable import VIETNAMESE_LETTER
from transforms.stripping import captions
from transforms.stripping.lines import Line, fold
from transforms.stripping.marks import Mark, Marks
from transforms.stripping.rules import furniture, prefix
from transforms.stripping.signatures import (
    ends_with_source,
    glued_signature,
    photo_tail,
)

HEADING = re.compile("h[1-6]")  # an element that says what it is
MOST_FRAMED = 2  # pictures in one row of a table
ITEMS = frozenset(("li", "dt", "dd"))  # of lists: hardly a picture's
HEADING_WORDS, LEAST_HEADINGS = 8, 2
CAPTION_WORDS = 30  # of what is rather a caption for standing under a picture
SHORT_WORDS = 60  # of a caption that ends with its photographer
PARAGRAPH_WORDS, LEAST_PARAGRAPHS = 35, 3
SENTENCE_WORDS, MOST_SHORT = 20, 1.0  # of short lines to paragraphs
CAPTION_KINDS = {"caption", "duplicate_caption"}
NUMBERED = re.compile(r"\s[-–] ?(?:Ảnh|Hình) \d{1,2}\.?$")  # what systems write
NUMBERED_CHARS = 12
SOURCE_END = re.compile(r"[.!?\s](?:Nguồn|Source): [^:().]{2,50}\.?$")
SOURCE_CHARS = 64
GALLERY = "caption.gallery"
NEARLY = "caption.nearly"  # never stored
RESIDUE = {"editor_toolbar_residue", "cms_placeholder"}


@dataclass(frozen=True, slots=True)
class Rest:
    """What the whole page says of one line of it."""

    times: Counter[str]
    is_paragraphed: bool

    @classmethod
    def of(cls, lines: Sequence[Line], marks: Marks) -> "Rest":
        """Count how often each line stands there, and tell how the story is written.

        In a story of long paragraphs a single short sentence is hardly one of them.
        """
        told = [line for line, mark in zip(lines, marks, strict=True) if mark is None]
        times = Counter(line.folded for line in told if not line.is_long)
        long = sum(line.is_long or line.words >= PARAGRAPH_WORDS for line in told)
        short = sum(len(name.split()) <= SENTENCE_WORDS for name in times)
        return cls(times, long >= LEAST_PARAGRAPHS and short <= long * MOST_SHORT)


def mark_captions(lines: Sequence[Line], marks: Marks, parts: Sequence[bool]) -> None:
    """Mark captions, and the second time one stands there; `parts` are none."""
    seen: set[str] = set()
    nearly: list[int] = []
    rest = Rest.of(lines, marks)
    for i, line in enumerate(lines):
        found = marks[i]
        if found is None and (parts[i] or _is_no_caption(line)):
            continue
        if found is None and not line.is_long and line.folded not in seen:
            marks[i] = found = _caption(lines, marks, i, rest)
            if found and found.rule == NEARLY:
                nearly.append(i)
                marks[i] = found = None
        elif (found is None and not line.is_long) or _is_again(line, found, seen):
            rule = found.rule if found else "caption.again"
            marks[i] = found = Mark("duplicate_caption", rule)
        if found and found.kind in CAPTION_KINDS:
            seen.add(line.folded)
    _mark_vouched(marks, nearly)
    _give_back_headings(lines, marks)


def _is_no_caption(line: Line) -> bool:
    """Tell whether a line is an item, or in bold alone as headings are."""
    hints = line.block.hints
    if "\t" in line.text:  # a table's row, ripped out of its page
        return True
    return line.block.tag in ITEMS or ("strong" in hints and "em" not in hints)


def is_told(line: Line) -> bool:
    """Tell whether a line's own words are those of a caption, or nearly."""
    return captions.is_nearly(captions.weigh(line, captions.Surroundings()))


def _is_again(line: Line, found: Mark | None, seen: set[str]) -> bool:
    return found is not None and found.kind in CAPTION_KINDS and line.folded in seen


def _mark_vouched(marks: Marks, nearly: Sequence[int]) -> None:
    """Mark lines that are nearly captions beside each other, or beside a caption."""
    for i in nearly:
        around = {*range(i - 1, i + 2, 2)}
        if around & set(nearly) or any(_is_caption(marks, j) for j in around):
            marks[i] = Mark("caption", "caption.pair")


def _give_back_headings(lines: Sequence[Line], marks: Marks) -> None:
    """Take back weak captions of a page whose paragraphs have headings like them."""
    shaped = [i for i, line in enumerate(lines) if _like_heading(lines, marks, i)]
    taken = [i for i in shaped if marks[i] is not None]
    if len(shaped) - len(taken) < max(LEAST_HEADINGS, len(taken)):
        return
    alone = captions.Surroundings(between_prose=True)
    for i in taken:
        if captions.is_weak(captions.weigh(lines[i], alone)):
            marks[i] = None


def _like_heading(lines: Sequence[Line], marks: Marks, i: int) -> bool:
    """Tell whether a short line without a stop stands between two paragraphs."""
    line, mark = lines[i], marks[i]
    if line.words > HEADING_WORDS or line.has_stop or not 0 < i < len(lines) - 1:
        return False
    if mark is not None and mark.rule != "caption.signs":
        return False
    return all(marks[j] is None and lines[j].is_prose for j in (i - 1, i + 1))


def _is_caption(marks: Marks, i: int) -> bool:
    found = marks[i] if 0 <= i < len(marks) else None
    return found is not None and found.kind in CAPTION_KINDS


def _caption(lines: Sequence[Line], marks: Marks, i: int, rest: Rest) -> Mark | None:
    line = lines[i]
    if HEADING.fullmatch(line.block.tag) or _is_signed(line):
        return None
    if told := _told(lines, marks, i):
        return Mark("caption", told)
    weight = captions.weigh(line, _surroundings(lines, marks, i, rest))
    if not captions.is_nearly(weight) or prefix(line.text):  # agencies sign stories
        return None
    sure = captions.is_caption(weight)
    return Mark("caption", "caption.signs" if sure else NEARLY)


def _is_signed(line: Line) -> bool:
    """Tell whether a paragraph ends with the name of its author."""
    glued = glued_signature(line.text)
    return bool(glued and glued[1] == "byline" and not ends_with_source(line.text))


def _told(lines: Sequence[Line], marks: Marks, i: int) -> str | None:
    """Return the rule that alone makes a line a caption, if one does."""
    line = lines[i]
    if ended := _ended(line):
        return ended
    if line.block.picture and fold(line.block.picture) == line.folded:
        return "caption.alternative_text"
    if line.block.picture is not None and _names_source(line):
        return "caption.source"
    if _is_framed(lines, marks, i):
        return "caption.framed"
    if captions.opens_gallery(line) or _in_gallery(lines, marks, i):
        return GALLERY
    return None


def _names_source(line: Line) -> bool:
    if SOURCE_END.search(line.text[-SOURCE_CHARS:]):
        return True
    found = (
        furniture(line, "edge") if line.words <= captions.scale().max_words else None
    )
    return found is not None and found.kind == "source"


def _ended(line: Line) -> str | None:
    """Return the rule by which the end of a line makes it a caption."""
    if line.words <= SHORT_WORDS and photo_tail(line.text) is not None:
        return "caption.credit_tail"
    if ends_with_source(line.text):
        return "caption.source_tail"
    if NUMBERED.search(line.text[-NUMBERED_CHARS:]):
        return "caption.numbered"
    return None


def _is_framed(lines: Sequence[Line], marks: Marks, i: int) -> bool:
    """Tell whether a line is all that a table between two paragraphs says.

    Such a table holds a picture, or two side by side, and what is written under them.
    """
    if lines[i].block.tag != "td" or lines[i].words > captions.scale().max_words:
        return False
    start, end = i, i + 1
    while start > 0 and i - start < MOST_FRAMED and lines[start - 1].block.tag == "td":
        start -= 1
    while end < len(lines) and end - i <= MOST_FRAMED and lines[end].block.tag == "td":
        end += 1
    around = (start - 1, end)
    return end - start <= MOST_FRAMED and all(
        0 <= j < len(lines) and marks[j] is None and lines[j].is_prose for j in around
    )


def _in_gallery(lines: Sequence[Line], marks: Marks, i: int) -> bool:
    """Tell whether a short line follows the line that opens a gallery, or is in it."""
    if not i or lines[i].is_prose or lines[i].words > captions.scale().max_words:
        return False
    before = marks[i - 1]
    return before is not None and before.rule == GALLERY


def _surroundings(
    lines: Sequence[Line], marks: Marks, i: int, rest: Rest
) -> captions.Surroundings:
    line = lines[i]
    before = marks[i - 1] if i else None
    after = marks[i + 1] if i + 1 < len(lines) else None
    solid = _solid(lines, marks, i - 1) and _solid(lines, marks, i + 1)
    return captions.Surroundings(
        after_picture=line.block.picture is not None
        and line.words <= CAPTION_WORDS
        and VIETNAMESE_LETTER.search(line.text) is not None,
        doubled=after is None and i + 1 < len(lines) and _same(lines[i + 1], line),
        repeated=rest.times[line.folded] > 1,
        after_residue=before is not None and before.kind in RESIDUE,
        before_credit=after is not None and after.kind == "photo_credit",
        between_prose=solid,
        out_of_place=solid
        and rest.is_paragraphed
        and line.has_stop
        and line.words <= SENTENCE_WORDS,
        in_a_run=_loose(lines, marks, i - 1) and _loose(lines, marks, i + 1),
        after_colon=before is None and i > 0 and lines[i - 1].text.endswith(":"),
        runs_on=after is None and _runs_on(lines[i : i + 2]),
    )


def _runs_on(pair: Sequence[Line]) -> bool:
    """Tell whether the second of two lines goes on with the first one's sentence."""
    return len(pair) > 1 and not pair[0].has_stop and pair[1].text[0].islower()


def _same(one: Line, other: Line) -> bool:
    return not one.is_long and one.folded == other.folded


def _solid(lines: Sequence[Line], marks: Marks, i: int) -> bool:
    """Tell whether there is prose, furniture or the page's end."""
    return not 0 <= i < len(lines) or marks[i] is not None or lines[i].is_prose


def _loose(lines: Sequence[Line], marks: Marks, i: int) -> bool:
    """Tell whether there is another short line of the story, without a stop."""
    return 0 <= i < len(lines) and marks[i] is None and not lines[i].has_stop
