"""Write names out in full: abbreviations expanded, one spelling for one word."""

from functools import cache

from transforms.reference import table
from transforms.sentences.phrases import Phrases
from transforms.sentences.places import Place
from transforms.sentences.tokens import UPPER, Line, spelled

ROMAN = {
    "I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7",
    "VIII": "8", "IX": "9", "X": "10",
}  # fmt: skip
CLOSE = frozenset(",.;:)%’'")
APOSTROPHES = "’'"  # within a name: 'Cư M'gar'


@cache
def abbreviations() -> Phrases[str]:
    """Return what each abbreviation stands for."""
    rows = table("abbreviation")
    return Phrases((row["abbreviation"], row["expansion"]) for row in rows)


def in_full(line: Line, start: int, end: int) -> str:
    """Return the tokens with abbreviations written out and tone marks in one place."""
    parts: list[str] = []
    at = start
    while at < end:
        short = abbreviations().longest(line.keys, at)
        is_short = line.cases[at] == UPPER or len(line.words[at]) == 1
        if short and short[0] <= end and is_short:
            parts.append(short[1])
            at = short[0]
        else:
            parts.append("và" if line.words[at] == "&" else spelled(line.words[at]))
            at += 1
    return _joined(parts)


def _joined(parts: list[str]) -> str:
    text = ""
    for part in parts:
        is_open = not text or text[-1] in APOSTROPHES
        text += part if is_open or part in CLOSE else f" {part}"
    return text


def numbered(text: str) -> str:
    """Return a unit's number in figures.

    >>> numbered("II"), numbered("316")
    ('2', '316')
    """
    return ROMAN.get(text, text)


def place_text(line: Line, found: Place) -> str:
    """Return a place's bare name in full ('Hồ Chí Minh'), "" where it has none."""
    if found.end <= found.name:
        return ""
    text = line.span(found.name, found.end)
    if text.isupper() and len(text) > 5:  # noqa: PLR2004 (a heading, no abbreviation)
        return " ".join(map(str.capitalize, text.split()))
    name = in_full(line, found.name, found.end)
    return name.removeprefix("Thành phố ")


def place_kind(found: Place) -> str | None:
    """Return the word for the kind of place, small: 'huyện', None where untold."""
    return found.type.name.lower() if found.type else None
