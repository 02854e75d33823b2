"""A line of text as tokens: syllables, numbers and marks, each with its place.

The columns of a `Line` run in parallel (a token is an index, no object): what stands
there, the key it is looked up by, its letter case, where it starts.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from transforms.remembered import WordsTold

LOWER, TITLE, UPPER, NUMBER, MARK = range(5)
PADDING = 4  # empty tokens behind the last one, so that looking ahead needs no care

TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
# The tone mark stands on the first of two closing vowels here: ủy, not uỷ.
CLOSING = re.compile(
    r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])$",
)
TONES = {
    plain + marked: first + last
    for plain, rows in {
        "o": (("àáảãạ", "òóỏõọ", "a"), ("èéẻẽẹ", "òóỏõọ", "e")),
        "u": (("ỳýỷỹỵ", "ùúủũụ", "y"),),
    }.items()
    for marked_row, first_row, last in rows
    for marked, first in zip(marked_row, first_row, strict=True)
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of page text in tokens; `offset` is where it starts on the page."""

    text: str
    offset: int
    line_no: int
    words: list[str]
    keys: list[str]
    cases: list[int]
    starts: list[int]
    size: int

    def end(self, token: int) -> int:
        """Return where a token ends, in the line."""
        return self.starts[token] + len(self.words[token])

    def span(self, start: int, end: int) -> str:
        """Return the text of the tokens from start up to end."""
        return self.text[self.starts[start] : self.end(end - 1)]

    def __len__(self) -> int:
        """Return how many tokens there are."""
        return self.size


def tokens(text: str, offset: int = 0, line_no: int = 1) -> Line:
    """Cut a line into tokens.

    >>> tokens("Đảng uỷ, TP.HCM").keys[:4]
    ['đảng', 'ủy', ',', 'tp']
    """
    words: list[str] = []
    keys: list[str] = []
    cases: list[int] = []
    starts: list[int] = []
    start = 0
    for part in text.split(" "):
        key, case, several = PARTS[part]
        if several is None:
            words.append(part)
            keys.append(key)
            cases.append(case)
            starts.append(start)
        else:
            for word, key, case, at in several:
                words.append(word)
                keys.append(key)
                cases.append(case)
                starts.append(start + at)
        start += len(part) + 1
    size = len(words)
    words += [""] * PADDING
    keys += [""] * PADDING
    cases += [MARK] * PADDING
    starts += [len(text)] * PADDING
    return Line(text, offset, line_no, words, keys, cases, starts, size)


class Part(NamedTuple):
    """What stands between two spaces: one token, as most are, or the tokens in it."""

    key: str
    case: int
    several: tuple[tuple[str, str, int, int], ...] | None  # word, key, case, start


def _part(text: str) -> Part:
    if text.isalnum():
        return Part(key_of(text), case_of(text), None)
    found = ((match[0], match.start()) for match in TOKEN.finditer(text))
    several = ((word, key_of(word), case_of(word), at) for word, at in found)
    return Part("", MARK, tuple(several))


@lru_cache(maxsize=1 << 16)
def spelled(word: str) -> str:
    """Return a word with its tone mark where it is put here, letter case kept.

    >>> spelled("Uỷ"), spelled("THUỶ")
    ('Ủy', 'THỦY')
    """
    key = key_of(word)
    if word.isupper() and len(word) > 1:
        return key.upper()
    return (
        key.capitalize()
        if word[:1].isupper() and word[1:].islower()
        else (key if word.islower() else word)
    )


def key_of(word: str) -> str:
    """Return what a token is looked up by.

    >>> key_of("Thuỷ"), key_of("UBND")
    ('thủy', 'ubnd')
    """
    return CLOSING.sub(lambda tone: TONES[tone.group()], word.lower())


def case_of(word: str) -> int:
    """Return a token's letter case, or that it is no word.

    >>> case_of("Thuỷ"), case_of("UBND"), case_of("B12")
    (1, 2, 3)
    """
    if any(map(str.isdigit, word)):
        return NUMBER
    if not word[0].isalpha():
        return MARK
    if not word[0].isupper():
        return LOWER
    return UPPER if len(word) > 1 and word.isupper() else TITLE


PARTS = WordsTold(_part)
