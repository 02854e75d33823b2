"""Mark what a page sells or signs its readers up for, in boxes within its story."""

import re
from collections.abc import Sequence
from itertools import chain, islice

from transforms.stripping.lines import Line
from transforms.stripping.marks import Mark, Marks, kind_of

SELLING = frozenset(("newsletter", "offer"))
ACTION = re.compile(
    r"\b(?:subscribe|sign (?:me )?up|submit|download|get (?:the|your|my|a)|book a|start"
    r"|try|join|đăng ký|gửi|nhận|tải|mua|đặt|tư vấn|s'inscrire|anmelden|abonnieren"
    r"|suscrib\w{1,6}|apúntate)\b"
)
MOST_LINES, MOST_WORDS = 8, 60  # of the story in one box
MOST_INSIDE = 120  # lines in one box, furniture too
MOST_ASKED = 60  # lines of a page that sell
LONG_WORDS = 25  # of a paragraph: no box of an offer has one
# of a page, and of its story's words: where more is in such boxes, it is about them
MOST_BOXES, MOST_SHARE = 6, 0.15


def mark_boxes(lines: Sequence[Line], marks: Marks) -> None:
    """Mark what stands in one small box with a price, a sign-up or its button.

    The box is the outermost that is still small: in it is a product's name, or what
    the newsletter is about.
    """
    boxes: dict[tuple[int, ...], Mark] = {}
    selling = (i for i, m in enumerate(marks) if m is not None and _sells(lines[i], m))
    for i in islice(selling, MOST_ASKED):
        found = kind_of(marks[i])
        kind = found if found in SELLING else "newsletter"
        boxes[tuple(_in_box(lines, marks, i))] = Mark(kind, f"{kind}.box")
    boxes.pop((), None)
    told = sum(line.words for line, m in zip(lines, marks, strict=True) if m is None)
    words = sum(lines[j].words for j in chain.from_iterable(boxes))
    if len(boxes) <= MOST_BOXES and words <= MOST_SHARE * told:
        for inside, mark in boxes.items():
            for j in inside:
                marks[j] = mark


def _sells(line: Line, mark: Mark) -> bool:
    if mark.kind in SELLING:
        return True
    is_pressed = mark.kind == "form" or "button" in line.block.hints
    return is_pressed and ACTION.search(line.folded) is not None


def _in_box(lines: Sequence[Line], marks: Marks, i: int) -> list[int]:
    """Return the story's lines in the largest small box around a line."""
    found: list[int] = []
    path = lines[i].block.path
    for depth in range(len(path), 0, -1):
        inside = _inside(lines, marks, i, path[:depth])
        if inside is None:
            break
        found = inside
    return found


def _inside(
    lines: Sequence[Line], marks: Marks, i: int, box: tuple[int, ...]
) -> list[int] | None:
    """Return the story's lines in a box around line `i`; None where they are many."""
    depth, inside, words = len(box), [], 0
    for step in (-1, 1):
        j = i + step
        while 0 <= j < len(lines) and lines[j].block.path[:depth] == box:
            if abs(j - i) > MOST_INSIDE:
                return None
            if marks[j] is None:
                inside.append(j)
                words += lines[j].words
                if lines[j].words > LONG_WORDS or words > MOST_WORDS:
                    return None
            j += step
    return inside if len(inside) <= MOST_LINES else None
