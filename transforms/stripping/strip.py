"""Tell a page's story from its furniture, losing nothing.

The page's lines are marked in passes, surest first: markup, wording, headings and
their lists, the title and what stands round it, signatures, captions. What no pass
marks is the story; residue at the two ends of its blocks is split off last.
"""

import re
from collections.abc import Iterator, Sequence

from transforms.records import MediaType, Page, Piece, RemovedBlock, Stripped
from transforms.stripping import headline, markup, offers, opened, pictures, signers
from transforms.stripping.lines import Line, line_of
from transforms.stripping.marks import TITLE, Mark, Marks, kind_of
from transforms.stripping.rules import furniture, prefix, suffix
from transforms.stripping.signatures import glued_signature, labelled_signature

AGENCY_BLOCKS = 3  # an agency signs the head of the first blocks, no later
HEAD_CHARS = 12  # enough to see that two lines differ
NEVER_PARTS = ("pub_meta", "newsletter")
STAMP_WORDS, DATED_WORDS = 30, 8
# the line before says whose day it is: a member's
JOINED = re.compile("tham gia|joined|join date|ngày sinh")
MOST_LINKED = 2  # days beside links: more are a list of other stories
UNDER_DECK = 20  # lines from the first paragraph to the second, where it is a deck
FULL_DAY = re.compile(
    r"(?<!\d)\d{1,2}(?:[/.-]\d{1,2}[/.-]"
    r"| (?:tháng|thg) (?:\d{1,2}|[^\W\d]{2,4}(?: [^\W\d]{2,3})?),? (?:năm )?)\d\d"
    r"|(?<!\d)(?:19|20)\d\d[./年년-] ?\d{1,2}[./月월-] ?\d{1,2}"
)
# with a time beside it
LOOSE_DAY = re.compile(
    r"(?<!\d)\d{1,2}(?: th\d{1,2}|\.? (?:de )?[^\W\d]{3,10}\.?),? (?:de )?(?:19|20)\d\d"
)
YEAR, DATED_CHARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)"), 160
BESIDE_DAY = re.compile(
    r"(?<!\d)\d{1,2}[:h]\d\d(?!\d)|(?:lượt|lần) (?:xem|đọc)|(?:viết|đăng) bởi|tác giả"
    r"|(?:đăng|cập nhật) ?:"
)
DOUBTFUL = ("", "navigation", "related_links", "newsletter")
LEAST_WORDS = 14  # of a paragraph that a signature may be glued to
# a note under the story: "1 - Title, Nxb X, 2018, tr. 41."
NOTE = re.compile(r"[(\[]?\d{1,2}[)\]]?\s?[-–.:]?\s.{0,300}\b(?:tr|Nxb|NXB|Sđd)\b")
WEEKDAY = re.compile(
    r"(?:thứ|chủ nhật|t[2-7]|cn|(?:mon|tue|wed|thu|fri|sat|sun))\b|[a-z]{3,6}day\b"
)


def strip(page: Page) -> Stripped:
    """Return the page's title, story and furniture, every visible character once."""
    lines = [line for line in map(line_of, page.blocks) if line.text]
    marks = mark(page, lines)
    title = None
    removed: list[RemovedBlock] = []
    body: list[Piece] = []
    for line, found in zip(lines, marks, strict=True):
        if found is None:
            kept, cut = _split(line, first=len(body) < AGENCY_BLOCKS)
            body += kept
            removed += cut
        elif found.kind == TITLE:
            title = line.piece()
        else:
            removed.append(line.removed(found.kind, found.rule))
    return Stripped(title=title, body=tuple(body), removed=tuple(removed))


def section(page: Page, stripped: Stripped) -> str | None:
    """Return the section: the last step of the line that names it, else as declared."""
    title = stripped.title.char_start if stripped.title else 0
    named = [b for b in stripped.removed if b.kind == "section"]
    over = [b for b in named if b.char_start < title]
    for block in [*reversed(over), *named]:
        return headline.last_step(block.text)
    return next((d.value for d in page.declared if d.name == "section"), None)


def mark(page: Page, lines: Sequence[Line]) -> Marks:
    """Return what each line is; None for the story's."""
    marks: Marks = [None] * len(lines)
    is_html = page.media_type == MediaType.HTML
    scores = markup.story_scores(lines) if is_html else []
    told = [score > 0 for score in scores]
    parts = markup.are_parts(lines, scores) if is_html else [False] * len(lines)
    if is_html:
        markup.mark_hints(lines, marks, scores)
    _mark_furniture(lines, marks, range(len(lines)), "any", parts)
    _mark_labelled(lines, marks)
    if is_html:
        markup.mark_outside(lines, marks, scores)
        signers.mark_author(lines, marks)
        markup.mark_doubted(lines, marks, told, only_sure=True)
    _mark_edge(lines, marks, range(len(lines)), ("head", "edge"))
    _mark_edge(lines, marks, range(len(lines) - 1, -1, -1), ("tail", "edge"))
    opened.mark_teasers(lines, marks)
    most = opened.open_comments(lines, marks)
    opened.close_over_story(lines, marks)
    rated = enumerate(zip(lines[:most], marks, scores, strict=False))
    sure = [i for i, (line, m, s) in rated if not m and markup.is_sure(line, s)]
    start, end = _story(lines, marks, sure[-1] if sure else -1)
    for zone in ("tail", "edge"):  # what comments in paragraphs hid from below
        _mark_furniture(lines, marks, range(end, len(lines)), zone)
    _mark_title(page, lines, marks, start)
    if is_html:
        markup.mark_links(lines, marks, parts)
        opened.mark_boxes(lines, marks)
        offers.mark_boxes(lines, marks)
    _mark_stamps(lines, marks, start)
    _mark_clock(lines, marks)
    opened.mark_lists(lines, marks, end)
    signers.mark_names(lines, marks, start, end)
    signers.mark_right(lines, marks, start)
    _mark_lead_again(lines, marks, start)
    signers.mark_counts(lines, marks)
    signers.mark_left_over(lines, marks, end)
    pictures.mark_captions(lines, marks, parts)
    if is_html:
        markup.mark_doubted(lines, marks, told, only_sure=False)
        _mark_text_again(lines, marks)
        signers.mark_bios(page, lines, marks)
    return marks


def _mark_edge(
    lines: Sequence[Line], marks: Marks, way: range, zones: tuple[str, ...]
) -> None:
    """Mark furniture from one end of the page on, up to the story."""
    for i in way:
        if marks[i] is not None:
            continue
        said = next(filter(None, (furniture(lines[i], z) for z in zones)), None)
        if said:
            marks[i] = Mark(said.kind, said.id)
        elif lines[i].is_prose:
            return


def _mark_furniture(
    lines: Sequence[Line],
    marks: Marks,
    span: range,
    zone: str,
    parts: Sequence[bool] = (),
) -> None:
    """Mark by wording; of the story's `parts` only links, and what opens a list."""
    for i in span:
        found = None if marks[i] else furniture(lines[i], zone)
        if found is None:
            continue
        leads_away = found.kind == "related_links" and lines[i].is_link
        is_sure = found.opens or found.sure or found.kind in NEVER_PARTS or leads_away
        if is_sure or not (parts and parts[i]):
            marks[i] = Mark(found.kind, found.id)


def _story(lines: Sequence[Line], marks: Marks, least: int) -> tuple[int, int]:
    """Return the first line of prose and the line after the last one.

    The story ends, too, at a heading or a signature after which it does not go on;
    `least` is a line up to which it does, -1 for none.
    """
    stops = [i for i in _full_stops(lines, marks) if i > least]
    goes_on = opened.story_goes_on(lines, marks) if stops else []
    stop = next((i for i in stops if not goes_on[i]), len(lines))
    prose = [i for i in range(stop) if marks[i] is None and lines[i].is_prose]
    while len(prose) > 1 and NOTE.match(lines[prose[-1]].text):
        prose.pop()
    if len(prose) > 1 and lines[prose[0]].asks:  # a headline's way
        prose.pop(0)
    if not prose:
        prose = [i for i in range(stop) if marks[i] is None and lines[i].has_stop]
    return (prose[0], prose[-1] + 1) if prose else (stop, stop)


def _full_stops(lines: Sequence[Line], marks: Marks) -> Iterator[int]:
    """Yield where a story may end: headings of lists, and signatures under prose."""
    openings = set(opened.opening(marks))
    prose = (i for i, m in enumerate(marks) if m is None and lines[i].is_prose)
    first = next(prose, 0)  # verse has none: it ends at its signature
    for i, found in enumerate(marks):
        signs = found is not None and found.kind in ("byline", "copyright")
        if i in openings or (signs and i > first):
            yield i


def _mark_labelled(lines: Sequence[Line], marks: Marks) -> None:
    for i, line in enumerate(lines):
        may_be = marks[i] is None and not line.is_long
        if may_be and (found := labelled_signature(line.text)):
            marks[i] = Mark(found.kind, f"{found.kind}.labelled")


def _mark_title(page: Page, lines: Sequence[Line], marks: Marks, start: int) -> None:
    head = [i for i in range(start) if marks[i] is None]
    if start == len(lines):  # verse: its first line is as long as its title
        head = [i for i in head if not headline.is_section(lines[i])][:1]
    stamps = (i for i in range(start - 1, 0, -1) if kind_of(marks[i]) == "pub_meta")
    verse = start == len(lines) or not lines[start].is_prose
    title = headline.find_title(page, lines, head, next(stamps, 0), verse=verse)
    if title is not None:
        marks[title] = Mark(TITLE, "title")
        headline.mark_head(lines, marks, title, start)


def _mark_stamps(lines: Sequence[Line], marks: Marks, start: int) -> None:
    """Mark dates between title and story as its stamps, whatever box they stand in.

    There a line with a day and a time, or a count of views, is one, whoever it names.
    They may stand under the deck, too.
    """
    title = next((i for i, m in enumerate(marks) if m and m.kind == TITLE), start)
    near = range(start + 1, min(start + UNDER_DECK, len(lines)))
    under_deck = next((i for i in near if lines[i].is_prose), start)
    span = [*range(title + 1, start), *range(start + 1, under_deck)]
    linked = {i for i in span if lines[i].block.link_share and _is_stamped(lines[i])}
    for i in span:
        if kind_of(marks[i]) not in DOUBTFUL or lines[i].is_link:
            continue
        if i in linked and len(linked) > MOST_LINKED:
            continue
        if JOINED.match(lines[i - 1].core):
            continue
        said = furniture(lines[i], "edge")
        if said and said.kind == "pub_meta":
            marks[i] = Mark(said.kind, said.id)
        elif _is_stamped(lines[i]):
            marks[i] = Mark("pub_meta", "stamp.moment")


def _is_stamped(line: Line) -> bool:
    """Tell whether a line has a day and hardly more, or a time or views beside it."""
    if line.words > STAMP_WORDS:
        return False
    is_dated = FULL_DAY.search(line.folded) is not None
    if is_dated and line.words <= DATED_WORDS and not line.has_stop:
        return True
    may_be = is_dated or LOOSE_DAY.search(line.folded) is not None
    return may_be and BESIDE_DAY.search(line.folded) is not None


def _mark_clock(lines: Sequence[Line], marks: Marks) -> None:
    """Tell the clock of a page's header from the stamp of its article.

    The clock stands over the title, names the weekday, and is the page's first line
    or has another stamp below it.
    """
    dated = (i for i, line in enumerate(lines) if YEAR.search(line.text[:DATED_CHARS]))
    stamps = [i for i in dated if kind_of(marks[i]) == "pub_meta"]
    title = next((i for i, m in enumerate(marks) if m and m.kind == TITLE), 0)
    first = stamps[0] if stamps else title
    alone = len(stamps) == 1
    over = (m for m in marks[:first] if m is None or m.kind != "navigation")
    if first >= title or (alone and any(True for _ in over)):
        return
    is_weekday = WEEKDAY.match(lines[first].core) is not None
    if first and first == title - 1 and not is_weekday:
        return  # behind the menus, right over the title
    if not alone or is_weekday:
        marks[first] = Mark("header_clock", "clock.page_top")


def _mark_lead_again(lines: Sequence[Line], marks: Marks, start: int) -> None:
    """Mark the lead's second time: a page prints it in bold, then in the text."""
    if start >= len(lines):
        return
    lead = lines[start]
    again = [
        i
        for i in range(start + 1, len(lines))
        if marks[i] is None
        and lines[i].text[:HEAD_CHARS] == lead.text[:HEAD_CHARS]
        and lines[i].folded == lead.folded
    ]
    if again and not pictures.is_told(lead):
        for i in again:
            marks[i] = Mark("duplicate_lead", "lead.again")


def _mark_text_again(lines: Sequence[Line], marks: Marks) -> None:
    """Mark a paragraph's second time: pages hold one for each size of screen.

    So they do with the short lines beside it.
    """
    seen: set[str] = set()
    open_lines = [i for i, mark in enumerate(marks) if mark is None]
    again = []
    for i in open_lines:
        again.append(lines[i].text in seen)
        seen.add(lines[i].text)
    for way in (range(len(open_lines)), range(len(open_lines) - 1, -1, -1)):
        beside = False
        for at in way:
            i, is_again = open_lines[at], again[at]
            beside = is_again and (beside or lines[i].words >= LEAST_WORDS)
            if beside:
                marks[i] = Mark("duplicate_text", "text.again")


def _split(line: Line, *, first: bool) -> tuple[list[Piece], list[RemovedBlock]]:
    """Split the residue at both ends of a block off its story."""
    start, end = 0, len(line.text)
    cuts = []
    if first and (head := prefix(line.text)):
        start = head[0]
        cuts.append((0, start, head[1].kind, head[1].id))
    if line.words >= LEAST_WORDS and (signed := glued_signature(line.text)):
        end = signed[0]
        cuts.append((end, len(line.text), signed[1], "byline.glued"))
    if tail := suffix(line.text[:end].rstrip()):
        cuts.append((tail[0], end, tail[1].kind, tail[1].id))
        end = tail[0]
    if start >= end:  # nothing but residue
        kind, rule = cuts[-1][2:]
        return [], [line.removed(kind, rule)]
    kept = line.cut(start, end)
    removed = [
        RemovedBlock(
            line_no=line.line_no,
            char_start=part.char_start,
            char_end=part.char_end,
            kind=kind,
            rule=rule,
            text=part.text,
        )
        for a, b, kind, rule in cuts
        if (part := line.cut(a, b))
    ]
    return [kept] if kept else [], removed
