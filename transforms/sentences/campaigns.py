"""Campaigns and models: a name in quotation marks behind a word for such a thing."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from transforms.identity import fold
from transforms.reference import table
from transforms.sentences.phrases import Phrases
from transforms.sentences.reading import Reading, ReadLine
from transforms.sentences.tokens import MARK, Line
from transforms.text_records import CampaignNamed

QUOTED = re.compile(r"“([^“”\n]{3,120})”|\"([^\"\n]{3,120})\"")
MOST_WORDS = 14  # a longer one is speech, or a title
FURTHEST = 6  # tokens from the word to the name, such as 'phong trào thi đua của Đoàn'
FURTHEST_LIST = 12  # from the word to a list of names: '24 mô hình, nổi bật như “A”'
JOINS = frozenset({",", ";", "và", "với", "hay", "hoặc"})
# 'Chi bộ 4 tốt', '5 không, 3 sạch': a count of virtues is a model's name by itself
COUNTED = re.compile(
    r"(?<!\w)\d{1,2} "
    r"(?:không|có|biết|sạch|tốt|nhất|sẵn sàng|xung kích|an toàn|cùng)(?!\w)",
    re.IGNORECASE,
)


class Name(NamedTuple):
    """A name's characters in its line; the word for what it names, if there is one."""

    start: int
    end: int
    kind: str | None
    rule: str


def campaigns(reading: Reading) -> Iterator[CampaignNamed]:
    """Yield the campaigns and models that a title or a story names."""
    for read in reading.lines:
        if not read.is_told_once or not (
            "“" in read.line.text or '"' in read.line.text
        ):
            continue
        for name in names_in(read.line):
            yield _record(read, name)


@cache
def _words() -> Phrases[str]:
    return Phrases((row["phrase"], row["phrase"]) for row in table("campaign_word"))


def names_in(line: Line) -> Iterator[Name]:
    """Yield what a line names in quotation marks."""
    last: tuple[int, str] | None = None  # where the name before ends, and its kind
    for found in QUOTED.finditer(line.text):
        start, end = found.span(1) if found.group(1) else found.span(2)
        text = line.text[start:end]
        if len(text.split()) > MOST_WORDS or text[-1] in ".!?":
            last = None
            continue
        kind = _kind_before(line, found.start())
        if kind is None and last and _only_joins(line.text[last[0] : found.start()]):
            kind = last[1]
        if kind:
            yield Name(start, end, kind, "campaign.word")
            last = (found.end(), kind)
        elif COUNTED.search(text):
            yield Name(start, end, None, "campaign.counted")


def _kind_before(line: Line, start: int) -> str | None:
    """Return the word for campaigns that stands last before a character, and close."""
    mark = bisect_left(line.starts, start, hi=line.size)
    is_list = mark > 0 and line.keys[mark - 1] == "như"
    furthest = FURTHEST_LIST if is_list else FURTHEST
    for at in range(mark - 1, max(mark - 1 - furthest, -1), -1):
        if line.cases[at] == MARK and not (is_list and line.keys[at] == ","):
            return None
        if line.keys[at] in _words().tree and (
            known := _words().longest(line.keys, at)
        ):
            return _longest_through(line, at, known[1])
    return None


def _longest_through(line: Line, at: int, kind: str) -> str:
    """Return the longest word for campaigns that the one at a token is the end of."""
    for earlier in (at - 2, at - 1):
        if earlier >= 0 and line.keys[earlier] in _words().tree:
            longer = _words().longest(line.keys, earlier)
            if longer and longer[0] > at:
                return longer[1]
    return kind


def _only_joins(between: str) -> bool:
    return set(between.lower().replace(",", " , ").split()) <= JOINS


def _record(read: ReadLine, name: Name) -> CampaignNamed:
    text = read.line.text[name.start : name.end]
    return CampaignNamed(
        campaign_id=fold(text),
        campaign_kind=name.kind,
        as_written=text,
        line_no=read.line.line_no,
        char_start=read.line.offset + name.start,
        char_end=read.line.offset + name.end,
        rule=name.rule,
        confidence=0.9 if name.kind else 0.8,
    )
