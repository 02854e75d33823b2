"""Find a person's name in a text as it is written, and tell it from a piece of another.

Case and spacing do not matter. Vietnamese marks tell people apart, so `Hoa` is never
`Hòa`; but where a tone mark stands, of which there are two schools (`Hòa`, `Hoà`), does
not matter. Where a word of a longer name seems to stand beside it (`Trần Lê An` for
`Lê An`) a name is found but not sure.
"""

import re
from dataclasses import dataclass

from transforms.reading.normal import nfc

# Where the two schools differ: the tone stands on the first or the second letter.
SCHOOLS = [
    (tone + rest, first + other)
    for tones, others, first, rest in (
        ("òóỏõọ", "àáảãạ", "o", "a"),
        ("òóỏõọ", "èéẻẽẹ", "o", "e"),
        ("ùúủũụ", "ỳýỷỹỵ", "u", "y"),
    )
    for tone, other in zip(tones, others, strict=True)
]
OTHER_SCHOOL = {
    cased(one): cased(other)
    for old, new in SCHOOLS
    for one, other in ((old, new), (new, old))
    for cased in (str.lower, str.upper, str.capitalize)
}
TONED = re.compile("|".join(OTHER_SCHOOL))
SPACES = "\\s\u00a0\u200b\u00ad"
AROUND = 40  # characters shown on either side
BEFORE = re.compile(r"([^\W\d_]+)(\.?)[ \u00a0]+\Z")
AFTER = re.compile(r"\A[ \u00a0]+([^\W\d_]+)")
# Titles that stand before a name and are no part of it, though written with a capital.
HONORIFICS = frozenset(
    """
    ông bà anh chị em cô chú bác cụ thầy mr mrs ms dr ts ths pgs gs bs ks cn
    nsnd nsưt ngưt ngnd lm ht đđ
    """.split()  # noqa: SIM905 (a table reads better so)
)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """The words around a name, and whether it is surely this name."""

    around: str
    is_sure: bool


def spelled(name: str) -> str:
    """Return a pattern for a name: any space, either place of a tone mark.

    >>> spelled("Hòa")
    'H(?:òa|oà)'
    """
    return f"[{SPACES}]+".join(map(_either_school, nfc(name).split()))


def occurrence(text: str, name: str) -> Occurrence | None:
    """Return the first sure place of a name in a text, else the first one."""
    first = None
    for match in re.finditer(rf"(?<!\w){spelled(name)}(?!\w)", text, re.IGNORECASE):
        is_sure = not _is_a_piece(text, match)
        if is_sure or first is None:
            around = text[max(0, match.start() - AROUND) : match.end() + AROUND]
            first = Occurrence(" ".join(around.split()), is_sure)
        if is_sure:
            break
    return first


def _either_school(word: str) -> str:
    return TONED.sub(
        lambda match: f"(?:{match[0]}|{OTHER_SCHOOL[match[0]]})", re.escape(word)
    )


def _is_a_piece(text: str, match: re.Match[str]) -> bool:
    """Tell whether a word of a longer name stands right before or after."""
    before = BEFORE.search(text, max(0, match.start() - AROUND), match.start())
    after = AFTER.search(text[match.end() : match.end() + AROUND])
    if before and before[2] and len(before[1]) > 1:  # the end of a sentence, a title
        before = None
    words = [found[1] for found in (before, after) if found]
    return any(_may_be_a_name(word, match[0]) for word in words)


def _may_be_a_name(word: str, name: str) -> bool:
    if word.lower() in HONORIFICS or not word[0].isupper():
        return False
    return len(word) == 1 or not word.isupper() or name.isupper()
