"""Find the title, and what stands over and under it: section, place, page header."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain, pairwise

from transforms.records import Page
from transforms.stripping.captions import Surroundings, is_caption, weigh
from transforms.stripping.lines import FULL_STOP, Line, fold
from transforms.stripping.marks import Mark, Marks
from transforms.stripping.rules import furniture
from transforms.stripping.signatures import read_signature, signed_stamp
from transforms.stripping.vocabulary import any_of, phrase_set, phrases

# a class or id by which a page names its headline: "title_detail", "lblTieuDe"
NAMED = re.compile(
    r"\.(?:ctl[\da-z_]{1,60}_)?(?:lbl|(?:news|article|post|detail|entry|print|content"
    r"|story|art)[-_]?)?(?:title|tieu-?de)(?:[-_]?(?:news|detail|article|post))?"
)
NAME_BEFORE = re.compile(r"\w\W?[:|»-] $")
LOWER_HEADINGS = frozenset(("h2", "h3", "h4"))
MOST_MENU = 12  # short lines over a headline
LEAST_MENU = 6  # short lines on end: no headline has as many over it by chance
SHORT_MENU = 4
LEAST_KNOWN = 2  # of them, where it may be verse
MENU_GAP = 3  # lines: some of a menu's entries are marked for what they say
MENU_WORDS = 3  # hardly any headline is as short
TITLE_WORDS = 5  # a shorter line over a longer headline is its section
MOST_TITLE_WORDS = 40
SECTION_WORDS, MOST_SECTION_WORDS = 6, 14
MOST_DECLARED_WORDS = 60
PLACE_WORDS = 5
# a place of its own line: "huyện X", "Quận 8", "Hà Nội, Việt Nam"
PLACE = re.compile(
    rf"(?:{any_of(phrases('place_types'))})\s(?!(?:đoàn|ủy|đội)\b)[^\W_][^.:;!?]{{0,40}}"
)
# what a line in capitals over the headline says: the occasion
KICKER = re.compile(
    r"(?:kỷ niệm|chào mừng|hướng tới|tiến tới|hưởng ứng|nhân kỷ niệm|thi đua"
    r"|đưa nghị quyết|thực hiện nghị quyết|học tập và làm theo|bảo vệ nền tảng"
    r"|phòng,? chống)\b"
)
SERIES = re.compile(r"(?:bài|kỳ|phần|tập) (?:\d{1,2}|cuối|[ivx]{1,4})\b ?[:.–-]")
IN_SERIES = re.compile(r"\b(?:bài|kỳ|phần|tập) (?:\d{1,2}|cuối)\b")
# whose page it is, in capitals over everything
MASTHEAD = re.compile(
    r"(?:ubnd|hđnd|ủy ban|đảng bộ|đảng ủy|tỉnh ủy|thành ủy|huyện ủy|quận ủy|sở|ban|hội"
    r"|cổng|trang|báo|đài|tạp chí|tỉnh|thành phố|huyện|quận|xã|phường|bộ|cục|viện"
    r"|trường|tỉnh đoàn|công đoàn|liên đoàn|mặt trận|trung tâm|công an|cơ quan)\b"
)
MASTHEAD_WORDS = 10
# what makes a headline of it: somebody does something
HAPPENS = re.compile(
    r"\b(?:tổ chức|khai mạc|bế mạc|tổng kết|sơ kết|họp|gặp mặt|trao|tặng|thăm|kiểm tra"
    r"|phát động|ra quân|đón|công bố|ký|tập huấn|hưởng ứng|triển khai|làm việc|đại hội"
    r"|hội nghị|khánh thành|khởi công|chúc|bàn giao|tiếp|giao|mở|bắt|giúp|xây dựng|bầu"
    r"|nâng cao|đẩy mạnh|tăng cường|quán triệt|diễn tập|huấn luyện|có|được|sẽ|với)\b"
)
PICTURED = re.compile(
    r"^(?:quang cảnh|toàn cảnh|khung cảnh|các đại biểu|đại biểu|trong ảnh)\b"
    r"|\btại (?:hội nghị|buổi [^,]{1,30}|lễ [^,]{1,40}|đại hội|hội thảo)$"
)
# where the author works, the number of a letter
ASIDE = re.compile(r"\(.{1,200}\)$|[Ss]ố\s?: ?\d")
MENU_ONLY = {"giới thiệu", "liên hệ", "về chúng tôi", "sơ đồ cổng", "sơ đồ trang"}
MENU_ANY = MENU_ONLY | {"tin tức", "tin", "văn bản", "thông báo", "hoạt động"}
JOINT = re.compile(r"\s?(?:[-–—,&/|+]|\bvà\b)\s?")


@cache
def _sections() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(phrases("sections")) + ")")


@cache
def _run_of_sections() -> re.Pattern[str]:
    return re.compile(f"{_sections().pattern}(?: {_sections().pattern}){{2,8}}")


def _is_menu_line(line: Line) -> bool:
    """Tell whether a line is a row of section names, each with its capital."""
    if line.words > MOST_SECTION_WORDS or not _run_of_sections().fullmatch(line.core):
        return False
    return sum(word[0].isupper() for word in line.text.split()) > 2  # noqa: PLR2004


def is_section(line: Line) -> bool:
    """Tell whether a line consists of known section names."""
    if line.words > MOST_SECTION_WORDS:
        return False
    if _sections().fullmatch(line.core):
        return True
    parts = [p for p in JOINT.split(line.core) if p]
    return len(parts) > 1 and all(_sections().fullmatch(p) for p in parts)


def is_place(line: Line) -> bool:
    """Tell whether a line is only the name of a place."""
    if line.words > PLACE_WORDS + 3 or line.has_stop:
        return False
    parts = [p.strip(" .") for p in re.split(r"[,–-]", line.core) if p.strip(" .")]
    known = phrase_set("places")
    if line.core in known or (parts and all(p in known for p in parts)):
        return True
    if line.words > PLACE_WORDS or not PLACE.fullmatch(line.core):
        return False
    return all(w[0].isupper() or w[0].isdigit() for w in line.text.split()[-1:])


def may_be_title(line: Line) -> bool:
    """Tell whether a line has the shape of a headline."""
    if line.words > MOST_TITLE_WORDS or (line.is_prose and not line.asks):
        return False
    return not FULL_STOP.search(line.text) or line.text[-1] in '!?”"…'


def find_title(
    page: Page, lines: Sequence[Line], head: Sequence[int], stamp: int, *, verse: bool
) -> int | None:
    """Return the index of the title: the markup's word first, then the lines' shape.

    `head` are the lines over the story that no rule takes; `stamp` is where the last
    stamp over the story stands, 0 where there is none. What is over the first prose of
    `verse` is verse, too.
    """
    declared = {fold(d.value) for d in page.declared if d.name == "title"}
    marked = _headings(lines, range(len(lines)), "h1") or _headings(lines, head, "h2")
    if not any(lines[i].folded in declared for i in marked):
        told = _told(lines, declared)  # a blog's h1 is its own name, not the post's
        if told is not None:
            return told
    for among, agrees in (
        (marked, _agrees),
        (marked, _holds),
        (range(len(lines)), _agrees),
    ):
        same = (i for i in among if declared and agrees(lines[i], declared))
        title = next((i for i in same if not furniture(lines[i], "head")), None)
        if title is not None:
            return title
    over = [i for i in marked if i in head] or marked
    if over:
        return max(over, key=lambda i: min(lines[i].words, MOST_TITLE_WORDS))
    named = [i for i in head if _is_named(lines[i]) and may_be_title(lines[i])]
    return named[-1] if named else _by_shape(lines, head, stamp, verse=verse)


def _is_named(line: Line) -> bool:
    """Tell whether a class names the line the title of what is no list of links."""
    return not line.block.link_share and any(map(NAMED.fullmatch, line.block.hints))


def _told(lines: Sequence[Line], declared: Iterable[str]) -> int | None:
    """Return the first lower heading that is word for word a declared title.

    Or all of one but the blog's name in front: "A blog: A post".
    """
    lower = [i for i, line in enumerate(lines) if line.block.tag in LOWER_HEADINGS]
    same = (i for i in lower if lines[i].folded in declared)
    tail = (i for i in lower if _ends_one(lines[i], declared))
    return next(chain(same, tail), None)


def _ends_one(line: Line, declared: Iterable[str]) -> bool:
    if not TITLE_WORDS <= line.words <= MOST_DECLARED_WORDS:
        return False
    heads = (one.removesuffix(line.folded) for one in declared)
    return any(NAME_BEFORE.search(head[-3:]) for head in heads)


def _headings(lines: Sequence[Line], among: Iterable[int], tag: str) -> list[int]:
    return [
        i
        for i in among
        if lines[i].block.tag == tag and not furniture(lines[i], "head")
    ]


def _agrees(line: Line, declared: Iterable[str]) -> bool:
    """Tell whether it is a declared title, or all of one but the outlet's name."""
    if line.words > MOST_DECLARED_WORDS:
        return False
    return any(
        line.folded == title or (line.words >= 4 and title.startswith(line.folded))  # noqa: PLR2004
        for title in declared
    )


def _holds(line: Line, declared: Iterable[str]) -> bool:
    """Tell whether a heading says all of a declared title, and some more."""
    if line.words > MOST_DECLARED_WORDS:
        return False
    return any(
        title in line.folded
        for title in declared
        if title.count(" ") + 1 >= TITLE_WORDS
    )


def _by_shape(
    lines: Sequence[Line], head: Sequence[int], stamp: int, *, verse: bool
) -> int | None:
    able = [i for i in head if may_be_title(lines[i]) and not is_section(lines[i])]
    able = [i for i in able if not is_place(lines[i])]
    for i in able:
        if _is_in_path(lines[i], lines[max(0, i - MOST_MENU) : i]):
            return i
    menu_end = _menu_end(lines, head, verse=verse)
    able = [i for i in able if i >= menu_end] or able
    if able and verse and not menu_end and len(head) > LEAST_MENU:
        return able[0]
    if not able:
        return None
    stamped = _over_stamp(lines, able, stamp)
    return _first_headline(lines, able) if stamped is None else stamped


def _is_in_path(line: Line, over: Sequence[Line]) -> bool:
    """Tell whether a line is the last step of a breadcrumb over it: "Tin > A title"."""
    if line.words < TITLE_WORDS:
        return False
    ends = [one for one in over if one.folded.endswith(line.folded)]
    return any(one.folded != line.folded for one in ends)


def _menu_end(lines: Sequence[Line], head: Sequence[int], *, verse: bool) -> int:
    """Return where the last menu over the story ends: a run of lines of few words.

    A short one, and one over what may be verse, has lines that are sections, or known
    for another part of a menu.
    """
    end = run = known = 0
    for before, i in pairwise([-1, *head]):
        is_short = lines[i].words <= SECTION_WORDS and not lines[i].has_stop
        if not is_short or i - before > MENU_GAP:
            run = known = 0
        run += is_short
        known += is_short and (is_section(lines[i]) or i - before > 1)
        is_menu = run >= LEAST_MENU and known >= LEAST_KNOWN * verse
        if is_menu or (run >= SHORT_MENU and known and not verse):
            end = i + 1
    return end


def _over_stamp(lines: Sequence[Line], able: Sequence[int], stamp: int) -> int | None:
    """Return the line over the stamp, unless it is but the section of one below."""
    over = [i for i in able if i < stamp and _may_be_headline(lines[i])]
    if not over:
        return None
    last = over[-1]
    below = [i for i in able if i > stamp and _may_be_headline(lines[i])]
    if below and _is_masthead(lines[last], lines[below[0]]):
        return None
    if below and _is_joint(lines[last]):
        return None
    alone = last == 0 or (len(over) == 1 and not is_section(lines[last - 1]))
    if below and alone and lines[last].words < TITLE_WORDS:
        return None
    return last


def _is_joint(line: Line) -> bool:
    """Tell whether a line joins two short names as sections do: "Sống - Viết"."""
    parts = [part for part in JOINT.split(line.text) if part]
    return len(parts) > 1 and all(part.count(" ") < 2 for part in parts)  # noqa: PLR2004


def _may_be_headline(line: Line) -> bool:
    """Tell whether a line is none that describes a picture or signs the article."""
    if PICTURED.search(line.core) or line.has_stop or ASIDE.match(line.text):
        return False
    signature = read_signature(line.text)
    return signature is None or not signature.signed


def _first_headline(lines: Sequence[Line], able: Sequence[int]) -> int:
    """Return the first line that stands over the story, not over a headline."""
    for at, i in enumerate(able[:-1]):
        series = [j for j in able[at + 1 :][:2] if SERIES.match(lines[j].core)]
        if len(series) == 1 and series[0] == able[at + 1] and not _numbered(lines[i]):
            return able[at + 1]
        if not _is_over(lines[i], [lines[j] for j in able[at + 1 :][:MOST_MENU]]):
            return i
    return able[-1]


def _numbered(line: Line) -> bool:
    return IN_SERIES.search(line.core) is not None


def _is_over(line: Line, rest: Sequence[Line]) -> bool:
    """Tell whether a line is a section or masthead over the headline below it."""
    below = rest[0]
    if not _may_be_headline(below):
        return False
    if _is_masthead(line, below) or _is_occasion(line, below):
        return True
    if line.text.endswith(":") and below.words >= TITLE_WORDS:  # "The series X:"
        return True
    if line.words > SECTION_WORDS:
        return False
    if below.words >= TITLE_WORDS and below.words > line.words:
        return True
    return _is_menu(rest, sure=line.words <= MENU_WORDS)


def _is_masthead(line: Line, below: Line) -> bool:
    """Tell whether a line in capitals says whose page it is."""
    shouts = line.text.isupper() and not below.text.isupper()
    if not shouts or line.words > MASTHEAD_WORDS or is_section(line):
        return False
    return bool(MASTHEAD.match(line.core)) and not HAPPENS.search(line.core)


def _is_occasion(line: Line, below: Line) -> bool:
    """Tell whether a line in capitals says on what occasion the story is told."""
    shouts = line.text.isupper() and not below.text.isupper()
    return shouts and KICKER.match(line.core) is not None


def _is_menu(rest: Sequence[Line], *, sure: bool) -> bool:
    """Tell whether short lines run on to one of a headline's length.

    Where the first may be a short headline, the long one may be a caption.
    """
    longer = next((n for n in rest if n.words > SECTION_WORDS), None)
    if longer is None or not _may_be_headline(longer):
        return False
    return sure or not is_caption(weigh(longer, Surroundings()))


def mark_head(lines: Sequence[Line], marks: Marks, title: int, story: int) -> None:
    """Mark what stands before the title, and the place and section after it."""
    open_lines = [i for i in range(min(title, story)) if marks[i] is None]
    topics = [i for i in open_lines if _is_topic(lines[i])]
    section = topics[-1] if topics and not _in_menu(lines, topics[-1]) else None
    for i in open_lines:
        if is_place(lines[i]):
            marks[i] = Mark("place_tag", "head.place")
            continue
        is_section_line = i == section and not _is_masthead(lines[i], lines[title])
        marks[i] = (
            Mark("section", "head.section")
            if is_section_line
            else Mark("navigation", "head.before_title")
        )
    for i in range(title + 1, story):
        if marks[i] is None:
            marks[i] = _under_title(lines[i], lines[title])


def _in_menu(lines: Sequence[Line], i: int) -> bool:
    """Tell whether a line of a site's menu stands under another, and names no topic."""
    return i > 0 and lines[i - 1].core in MENU_ONLY and lines[i].core in MENU_ANY


def _is_topic(line: Line) -> bool:
    if _is_menu_line(line):
        return False
    return is_section(line) or (
        not is_place(line) and line.words <= MOST_SECTION_WORDS and not line.has_stop
    )


def _under_title(line: Line, title: Line) -> Mark | None:
    if is_place(line):
        return Mark("place_tag", "head.place")
    if is_section(line):
        return Mark("section", "head.section")
    if line.folded == title.folded:
        return Mark("navigation", "head.title_again")
    if _numbered(title) and SERIES.match(line.core) and not line.has_stop:
        return Mark("related_links", "head.series")
    if signed_stamp(line.text):
        return Mark("pub_meta", "stamp.signed")
    return None


def last_step(text: str) -> str:
    """Return the last step of a breadcrumb, or the text itself.

    >>> last_step("Trang chủ > Thời sự > Trong tỉnh"), last_step("Văn hóa - Xã hội")
    ('Trong tỉnh', 'Văn hóa - Xã hội')
    """
    steps = [s.strip() for s in re.split(r"[>»›→|/]|::", text) if s.strip()]
    last = steps[-1] if steps else text
    return " ".join(last.split(":")[-1].split())
