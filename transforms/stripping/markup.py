"""Mark what an HTML page's markup tells of its blocks, and where its story stands.

The model says which blocks are rather the story's; what stands in the others is for
elements, classes and wording to name. Where the model finds no story at all, the
element that holds most of the page's prose is taken for its place.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from math import inf
from statistics import fmean

from transforms.reading.profiles import STORY, kind_told
from transforms.remembered import WordsTold
from transforms.stripping.block_model import block_scores
from transforms.stripping.lines import Line
from transforms.stripping.marks import Mark, Marks
from transforms.stripping.rules import HINT_RULES, Rule, furniture, leads_away, rules

VAGUE = {"navigation", "related_links", "form"}  # kinds that wording can tell better
VAGUE_ZONES = ("any", "tail", "edge")
NEAR = 15  # lines round the story, where links may sign it or name its section
LEAST_SCORE = -0.8  # of a block of the story: odds of 3 to 7 are worth it
SURE_SCORE = 1.5  # from there: the model knows better than classes
LEAD = re.compile(r"\.(?:[a-z]{2,12}[-_]{1,2}){0,3}(?:sapo|chapo|chapp?eau)")
LEADS = WordsTold(lambda hint: LEAD.fullmatch(hint) is not None)
REGIONS = ("article", "main")  # elements that hold the story, the narrower first
FEWEST_PARAGRAPHS = 3
NEARLY_ALL = 0.75  # of the paragraphs
REGION_SHARE = 0.6  # of the page's prose: then it is the story's region
LINK_WORDS = 25
HALF = 0.5  # of a line stands in its link, behind a label
HEADINGS = ("h1", "h2")
PARTS = frozenset(("h2", "h3", "h4", "h5", "h6", "pre"))  # they say what they are
CELLS = frozenset(("td", "th"))
ROW = -2  # of a cell's path: its row and itself
LEAST_CELLS = 6  # of one table: fewer may frame a picture and its caption
DOUBTED = "story.doubted"
PROFILED = "outlet.profile"


def story_scores(lines: Sequence[Line]) -> list[float]:
    """Return how far each line is from being another's than the story; above 0 is in.

    All are in where the model takes no paragraph: of a page in pieces it knows nothing.
    A profile of the outlet knows better.
    """
    profiled = {hints: kind_told(hints) for hints in {ln.block.hints for ln in lines}}
    if STORY in profiled.values():
        told = (profiled[line.block.hints] for line in lines)
        return [inf if kind == STORY else -inf for kind in told]
    scores = block_scores([line.block for line in lines])
    found = [score - LEAST_SCORE for score in _tables_as_one(lines, scores)]
    for i, is_own in list(_leads(lines, found)):
        found[i] = inf if is_own else -inf
    rated = zip(found, lines, strict=True)
    is_sure = any(0 < score < inf and line.is_prose for score, line in rated)
    return found if is_sure else [inf] * len(lines)


def is_sure(line: Line, score: float) -> bool:
    """Tell whether the model is sure that a line is a paragraph of the story."""
    return SURE_SCORE < score < inf and line.is_prose


def are_parts(lines: Sequence[Line], scores: Sequence[float]) -> list[bool]:
    """Tell of each line whether its element makes it a part of the story.

    Headings, cells of a real table and what is set as written, where the model takes
    them in: a heading "Facebook" is no button, a cell that comes again no caption. But
    a heading heads a part only where the story goes on after it.
    """
    found = [False] * len(lines)
    at = 0
    for table, row in groupby(lines, _table):
        cells = list(row)
        if table is None:
            found[at : at + len(cells)] = [one.block.tag in PARTS for one in cells]
        elif len(cells) >= LEAST_CELLS:
            found[at : at + len(cells)] = [True] * len(cells)
        at += len(cells)
    for i, line in enumerate(lines):
        goes_on = i + 1 < len(lines) and scores[i + 1] > 0
        is_bare = line.block.tag not in CELLS and not goes_on
        found[i] = found[i] and 0 < scores[i] < inf and not is_bare
    return found


def _tables_as_one(lines: Sequence[Line], scores: Sequence[float]) -> Iterator[float]:
    """Give the scores again, all cells of a table that of its mean cell."""
    rated = zip(lines, scores, strict=True)
    for table, row in groupby(rated, lambda one: _table(one[0])):
        cells = [score for _, score in row]
        if table is None or len(cells) < LEAST_CELLS:
            yield from cells
        else:
            yield from [fmean(cells)] * len(cells)


def _leads(
    lines: Sequence[Line], scores: Sequence[float]
) -> Iterator[tuple[int, bool]]:
    """Give where leads stand by their class, and whether they are the story's own.

    Its own is the last one over its first sure paragraph; what stands below with a
    class of another kind is a teaser's.
    """
    rated = zip(lines, scores, strict=True)
    sure = [is_sure(ln, score) and ln.block.tag not in HEADINGS for ln, score in rated]
    start = sure.index(True) if True in sure else len(lines)
    named = {hints for hints in {ln.block.hints for ln in lines} if _is_lead(hints)}
    leads = [i for i, line in enumerate(lines) if line.block.hints in named]
    over = [i for i in leads if i <= start]
    own = lines[over[-1]].block.hints if over else None
    for i in leads if over else ():
        if lines[i].block.hints != own and start < i:
            yield i, False
        elif lines[i].block.hints == own and i <= start and lines[i].is_prose:
            yield i, True


def _table(line: Line) -> tuple[int, ...] | None:
    """Return the boxes around the row that a cell stands in; None for what is none."""
    return line.block.path[:ROW] if line.block.tag in CELLS else None


def _is_lead(hints: frozenset[str]) -> bool:
    """Tell whether a class names what Vietnamese newsrooms call a lead."""
    return any(map(LEADS.__getitem__, hints))


def mark_hints(lines: Sequence[Line], marks: Marks, scores: Sequence[float]) -> None:
    """Mark by elements and classes; the wording may know better what a block is."""
    unsure = min(scores, default=0) == inf
    around = _around_story(lines, scores)
    told = [score > 0 for score in scores]
    is_far, first = _are_far(lines, told), _first(told)
    kinds = {line.block.hints for line in lines}
    by_profile = {hints: kind_told(hints) for hints in kinds}
    by_rule = {hints: _first_rule(hints - around) for hints in kinds}
    for i, line in enumerate(lines):
        if profiled := by_profile[line.block.hints]:
            marks[i] = None if profiled == STORY else Mark(profiled, PROFILED)
            continue
        rule = by_rule[line.block.hints]
        if rule and (rule.sure or unsure or scores[i] < SURE_SCORE):
            zones = VAGUE_ZONES if rule.kind in VAGUE and not is_far[i] else ()
            said = next(filter(None, (furniture(line, z) for z in zones)), rule)
            marks[i] = Mark(said.kind, said.id)
        elif is_far[i]:
            marks[i] = _doubted(after=i > first)
    _give_back(lines, marks, told)


def _around_story(lines: Sequence[Line], scores: Sequence[float]) -> frozenset[str]:
    """Return the hints that nearly all paragraphs have: they tell nothing from them.

    ASP.NET puts its whole page into one form, designers theirs into one table.
    """
    rated = zip(lines, scores, strict=True)
    told = [ln.block.hints for ln, score in rated if 0 < score < inf and ln.is_prose]
    if len(told) < FEWEST_PARAGRAPHS:
        return frozenset()
    times = Counter(chain.from_iterable(told))
    return frozenset(h for h, n in times.items() if n >= NEARLY_ALL * len(told))


def _first(told: Sequence[bool]) -> int:
    return told.index(True) if True in told else 0


def _are_far(lines: Sequence[Line], told: Sequence[bool]) -> list[bool]:
    """Tell of each line whether it is a link far from all that the model takes in.

    Such links are another story's, or a menu's: their wording is not asked.
    """
    last = len(told) - 1 - _first(told[::-1])
    near = range(_first(told) - NEAR, last + NEAR + 1)
    return [
        i not in near and line.is_link and line.block.tag not in HEADINGS
        for i, line in enumerate(lines)
    ]


def _first_rule(hints: frozenset[str]) -> Rule | None:
    """Return the first of the rules that hints fall under."""
    place = min(map(HINT_RULES.__getitem__, hints), default=len(rules()))
    return rules()[place] if place < len(rules()) else None


def _give_back(lines: Sequence[Line], marks: Marks, told: Sequence[bool]) -> None:
    """Take back what would leave no paragraph: a class of the whole page says nothing.

    Pages hide their story until a script shows it, or wrap all in an open menu.
    """
    prose = [i for i, line in enumerate(lines) if told[i] and line.is_prose]
    if len(prose) >= FEWEST_PARAGRAPHS and all(marks[i] for i in prose):
        for i, ok in enumerate(told):
            marks[i] = None if ok else marks[i]


def mark_doubted(
    lines: Sequence[Line], marks: Marks, told: Sequence[bool], *, only_sure: bool
) -> None:
    """Mark what the model does not take for the story.

    What is not surely another's (a short line that may be a title or name its author)
    waits until the rest of the page is told apart.
    """
    first = _first(told)
    for i, line in enumerate(lines):
        if told[i] or marks[i] or line.block.tag in HEADINGS[: only_sure * 2]:
            continue
        if line.is_link or not only_sure or line.is_prose:
            marks[i] = _doubted(after=i > first)


def _doubted(*, after: bool) -> Mark:
    """Return the mark of what the model takes for another's, after our story or not."""
    return Mark("related_links" if after else "navigation", DOUBTED)


def mark_outside(lines: Sequence[Line], marks: Marks, scores: Sequence[float]) -> None:
    """Mark what stands outside the element that holds most of the page's prose.

    Not so what the model is sure of.
    """
    prose = [
        line
        for line, found in zip(lines, marks, strict=True)
        if found is None and line.is_prose
    ]
    words = sum(line.words for line in prose)
    for region in REGIONS:
        inside = sum(line.words for line in prose if region in line.block.hints)
        if words and inside >= REGION_SHARE * words:
            sure = [SURE_SCORE < score < inf for score in scores]
            _mark_beside(lines, marks, region, sure)
            return


def _mark_beside(
    lines: Sequence[Line], marks: Marks, region: str, sure: Sequence[bool]
) -> None:
    """Mark what is not in the region; a lead may stand between it and the title."""
    after = False
    for i, line in enumerate(lines):
        if region in line.block.hints:
            after = True
        elif marks[i] or sure[i] or line.block.tag in HEADINGS:
            continue
        elif after:
            marks[i] = Mark("related_links", "markup.outside")
        elif not line.is_prose:
            marks[i] = Mark("navigation", "markup.outside")


def mark_links(lines: Sequence[Line], marks: Marks, parts: Sequence[bool]) -> None:
    """Mark short blocks that are nothing but links, parts of the story apart."""
    for i, line in enumerate(lines):
        is_link = line.is_link and line.words <= LINK_WORDS
        may_be = not line.has_stop or line.text[-1] in "?!"  # headlines ask and shout
        if marks[i] is None and is_link and may_be and not parts[i]:
            marks[i] = Mark("related_links", "markup.all_links")
        elif marks[i] is None and line.block.link_share > HALF and leads_away(line):
            marks[i] = Mark("related_links", "markup.labelled_link")
