"""Headings such as "Tin khác" and "Bình luận", and the lists that follow them."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate

from transforms.stripping.lines import Line
from transforms.stripping.marks import Mark, Marks
from transforms.stripping.rules import furniture, rules
from transforms.stripping.signatures import read_signature

LONG_WORDS = 60  # no teaser is this long: the story goes on
MOST_INLINE = 5  # links of a list inside the story
MOST_BOXED = 0.25  # of the page's prose, in a box of teasers
LINK_WORDS = range(4, 31)
MOST_WORDS = (8, 2)  # of a teaser's stamp: where it is known for one, where not
TEASER_WORDS = 30  # in a text file, where subheadings and links look alike
LEAST_TEASERS = (4, 2)  # in a text file, on a page
COMMENTED = 0.6  # of the page's prose stands over the heading of its comments
HEADINGS = frozenset(("h2", "h3", "h4", "h5"))
SIGNED = ("byline", "photo_credit")
ZONED = ("comments", "visitor_counter")  # lists with wording of their own
# what a list brings along: its entries have stamps, counters and pictures too
BROUGHT = {"pub_meta", "view_counter", "header_clock"}


def opening(marks: Marks) -> list[int]:
    """Return where the headings stand."""
    return [i for i, m in enumerate(marks) if m and _opens(m)]


def _opens(mark: Mark) -> bool:
    return mark.rule in _opening_rules()


@cache
def _opening_rules() -> frozenset[str]:
    return frozenset(r.id for r in rules() if r.opens)


def open_comments(lines: Sequence[Line], marks: Marks) -> int:
    """Mark a heading "Comments" with most of the prose over it; return where it stands.

    That is behind the last line where there is none.
    """
    words = [
        line.words if mark is None and line.is_prose else 0
        for line, mark in zip(lines, marks, strict=True)
    ]
    over = accumulate(words)
    least = COMMENTED * sum(words)
    for i, (line, said) in enumerate(zip(lines, over, strict=True)):
        if marks[i] is None and said >= least > 0 and line.block.tag in HEADINGS:
            found = furniture(line, "edge")
            if found and found.kind == "comments" and found.opens:
                marks[i] = Mark(found.kind, found.id)
                return i
    return len(lines)


def close_over_story(lines: Sequence[Line], marks: Marks) -> None:
    """Take back headings over the story: "Tin nóng" is its section, no list."""
    first = next((i for i in _prose(lines, marks)), 0)
    over = [i for i in opening(marks) if i < first]
    if over and any(_paragraphs(lines, marks)[first:]):
        for i in over:
            found = marks[i]
            if found and found.kind == "related_links":
                marks[i] = None
            elif found:
                marks[i] = Mark(found.kind, found.rule + ".over_story")


def _prose(lines: Sequence[Line], marks: Marks) -> Iterator[int]:
    return (i for i, m in enumerate(marks) if m is None and lines[i].is_prose)


def _paragraphs(lines: Sequence[Line], marks: Marks) -> list[bool]:
    """Tell for each line whether it is a story's paragraph, not a teaser.

    It is by its length, or where another paragraph or a signature follows.
    """
    found = [False] * len(lines)
    last = None
    for i, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        if mark is not None and mark.kind not in SIGNED:
            continue
        if last is not None and (line.is_prose or _signs(line, mark)):
            found[last] = True
        last = i if mark is None and line.is_prose else None
        found[i] = last == i and line.words >= LONG_WORDS
    return found


def _signs(line: Line, mark: Mark | None) -> bool:
    if mark is not None:
        return mark.kind in SIGNED
    signature = read_signature(line.text)
    return signature is not None and bool(signature.signed)


def story_goes_on(lines: Sequence[Line], marks: Marks) -> list[bool]:
    """Tell for each line whether the story goes on after it.

    It does where paragraphs follow, or more sentences than headlines. What follows
    a heading of comments may be talk in paragraphs: there length alone tells, and
    nothing where a signature stands over the heading.
    """
    prose = [m is None and line.is_prose for line, m in zip(lines, marks, strict=True)]
    long = [
        p and line.words >= LONG_WORDS for p, line in zip(prose, lines, strict=True)
    ]
    solid = _paragraphs(lines, marks)
    short = [m is None and not p for m, p in zip(marks, prose, strict=True)]

    def after(flags: list[bool]) -> list[int]:
        sums = list(accumulate(reversed(flags), initial=0))
        return sums[-2::-1]

    talk = _talk(lines, marks)
    counts = zip(talk, *map(after, (prose, short, long, solid)), strict=True)
    return [
        signed is not True and (bool(far) or p > s or bool(near and signed is None))
        for signed, p, s, far, near in counts
    ]


def _talk(lines: Sequence[Line], marks: Marks) -> list[bool | None]:
    """Tell for headings of comments whether a signature stands over; None elsewhere."""
    if not any(mark and mark.kind == "comments" for mark in marks):
        return [None] * len(lines)
    signed = False
    found: list[bool | None] = []
    for line, mark in zip(lines, marks, strict=True):
        is_heading = mark is not None and mark.kind == "comments" and _opens(mark)
        found.append(signed if is_heading else None)
        if mark is None or mark.kind in SIGNED:
            signed = _signs(line, mark)
    return found


def mark_teasers(lines: Sequence[Line], marks: Marks) -> None:
    """Mark what follows a heading of links: headlines, each with a paragraph."""
    own: set[tuple[int, ...]] = set()  # boxes of the paragraphs over the heading
    seen = 0
    for i in opening(marks):
        own.update(ln.block.path[:-1] for ln in lines[seen:i] if ln.is_prose)
        seen = i
        mark = marks[i]
        if mark is None or mark.kind != "related_links":
            continue
        ends = list(_teasers(lines, marks, i + 1, own))
        if len(ends) >= LEAST_TEASERS[bool(lines[i].block.tag)]:
            for j in range(i + 1, ends[-1]):
                marks[j] = marks[j] or Mark(mark.kind, mark.rule + ".teaser")


def _teasers(
    lines: Sequence[Line], marks: Marks, at: int, own: set[tuple[int, ...]]
) -> Iterator[int]:
    """Yield where each teaser ends: a link, perhaps its stamp, a short paragraph.

    A paragraph that stands in one of our own boxes is none; a text file has no boxes.
    """
    while at < len(lines) and _is_headline(lines[at]):
        at += 1
        while at < len(lines) and lines[at].words <= MOST_WORDS[marks[at] is None]:
            at += 1
        if at == len(lines) or marks[at] or not _may_tease(lines[at]):
            return
        box = lines[at].block.path[:-1]
        if box and box in own:
            return
        at += 1
        yield at


def _may_tease(line: Line) -> bool:
    most = LONG_WORDS if line.block.tag else TEASER_WORDS
    return line.words < most and not line.is_link


def _is_headline(line: Line) -> bool:
    """Tell whether a line is a link as headlines are; a text file keeps no links."""
    is_link = line.is_link if line.block.tag else _stands(line)
    return is_link and line.words in LINK_WORDS


def _stands(line: Line) -> bool:
    return not line.has_stop or line.text[-1] in "?!"  # headlines ask and shout


def mark_boxes(lines: Sequence[Line], marks: Marks) -> None:
    """Mark what stands in one box with a heading that opens it, teasers as well.

    The box is the outermost that begins with the heading; one that holds much of the
    page's prose is a part of the story.
    """
    prose = sum(1 for _ in _prose(lines, marks))
    for i in opening(marks):
        mark = marks[i]
        if mark is None or mark.kind != "related_links" or not i:
            continue
        path = lines[i].block.path
        depth = _shared(lines[i - 1].block.path, path)
        if depth == len(path):
            continue  # what stands before it is in its own box
        box = path[: depth + 1]
        end = i + 1
        while end < len(lines) and lines[end].block.path[: depth + 1] == box:
            end += 1
        inside = [j for j in range(i + 1, end) if marks[j] is None]
        if sum(lines[j].is_prose for j in inside) <= MOST_BOXED * prose:
            for j in inside:
                marks[j] = Mark(mark.kind, mark.rule + ".box")


def _shared(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """Return how many boxes from the outermost on two blocks share."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def mark_lists(lines: Sequence[Line], marks: Marks, tail: int) -> None:
    """Mark what the headings open: all the rest after the story, links within it.

    A text file keeps no links: there a line like a headline may be one.
    """
    current: Mark | None = None
    budget = 0
    for i, line in enumerate(lines):
        mark = marks[i]
        is_link = line.is_link
        if current and i >= tail and _of_list(line, current):
            marks[i] = current
        elif mark and _opens(mark):
            current, budget = Mark(mark.kind, mark.rule + ".list"), MOST_INLINE
        elif current and i >= tail:
            if mark is None or mark.kind in BROUGHT:
                marks[i] = current
        elif current and current.kind == "related_links" and mark is None:
            ends = line.has_stop or (line.block.tag and not is_link)
            if not budget or ends or line.words not in LINK_WORDS:
                current = None
                continue
            marks[i] = current
            budget -= 1


def _of_list(line: Line, current: Mark) -> bool:
    """Tell whether an open list's own wording takes a line: "Mới nhất", "Tất cả"."""
    return current.kind in ZONED and furniture(line, current.kind) is not None
