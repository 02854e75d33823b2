"""Tell how far a name reaches, and whether a run of capitals is a person's."""

from transforms.reading.syllable import is_syllable
from transforms.sentences.lexicon import Lexicon
from transforms.sentences.tokens import LOWER, MARK, TITLE, UPPER, Line

LONGEST = 6  # tokens of a name, marks aside
GLUE = frozenset(".'’-")


def run_end(line: Line, start: int, words: Lexicon, *, most: int = LONGEST) -> int:
    """Return where the capitalised words that start there end.

    They stop before a rank, a post or a body; a dot, an apostrophe or a hyphen joins
    only what it touches on both sides ("M.Quang", "H'Hen", "Hang-seo").
    """
    at, taken = start, 0
    cases, size = line.cases, len(line)
    while at < size and taken < most:
        if cases[at] == TITLE or cases[at] == UPPER:
            if taken and (
                _changes_case(line, start, at) or words.stops.longest(line.keys, at)
            ):
                break
            taken += 1
            at += 1
        elif taken and _joins(line, at):
            at += 1 + (cases[at + 1] == LOWER)
        else:
            break
    return at


def _changes_case(line: Line, start: int, at: int) -> bool:
    """Tell whether a name in small letters meets an abbreviation, or the other way."""
    if len(line.words[at]) == 1 or len(line.words[start]) == 1:
        return False
    return line.cases[at] != line.cases[start]


def _joins(line: Line, at: int) -> bool:
    """Tell whether a mark joins two parts of one name."""
    if line.words[at] not in GLUE or at + 1 >= len(line):
        return False
    touches = (
        line.end(at - 1) == line.starts[at] and line.end(at) == line.starts[at + 1]
    )
    if line.words[at] == ".":
        is_initial = len(line.words[at - 1]) == 1
        return is_initial and line.cases[at + 1] in (TITLE, UPPER)
    if line.words[at] == "-":
        return touches and line.cases[at + 1] in (LOWER, TITLE)
    return touches and line.cases[at + 1] != MARK


def person_end(line: Line, start: int, words: Lexicon, least: int) -> int | None:
    """Return where a Vietnamese person's name ends, None where none starts there.

    It starts with a family name and has at least so many syllables, all of the
    language.
    """
    if line.keys[start] not in words.surnames or line.cases[start] == LOWER:
        return None
    end = run_end(line, start, words, most=5)
    if end - start < least:
        return None
    return end if is_of_syllables(line, start, end) else None


def is_of_syllables(line: Line, start: int, end: int) -> bool:
    """Tell whether all words there could be Vietnamese, letters standing for names."""
    return all(
        len(key) == 1 or is_syllable(key)
        for key in line.keys[start:end]
        if key not in GLUE
    )


def is_likely_person(line: Line, start: int, end: int, words: Lexicon) -> bool:
    """Tell whether a run reads as family, middle and given name.

    >>> from transforms.sentences.lexicon import lexicon
    >>> from transforms.sentences.tokens import tokens
    >>> is_likely_person(tokens("Nguyễn Văn An"), 0, 3, lexicon())
    True
    """
    return (
        3 <= end - start <= 5  # noqa: PLR2004
        and line.keys[start] in words.surnames
        and line.keys[start + 1] in words.middle_names
        and is_of_syllables(line, start, end)
    )


def split_at_person(
    line: Line, start: int, end: int, words: Lexicon, *, told: bool
) -> int:
    """Return where a person's name begins in a run of capitals, its end for nowhere.

    Behind a post ("Bí thư Huyện ủy Nậm Pồng Vi Thị Hoài") the run is a place and the
    holder; elsewhere only a full name parts from what it follows.
    """
    for at in range(start + (0 if told else 1), end - 1):
        size = end - at
        if line.keys[at] not in words.surnames or size > 5:  # noqa: PLR2004
            continue
        if is_likely_person(line, at, end, words):
            return at
        if told and 2 <= size <= 4 and is_of_syllables(line, at, end):  # noqa: PLR2004
            return at
    return end
