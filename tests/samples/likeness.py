"""When two writings are the same answer: normal forms that both sides go through.

Spaces, Unicode form, letter case and the place of the tone mark never matter; in names
of bodies and posts, abbreviations don't either; in codes, spaces and leading zeros.
"""

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Self

from tests.samples.judge import flat

REFERENCE = Path(__file__).parents[2] / "seeds" / "reference"
TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
COMMITTEE = re.compile(
    r"\b(tỉnh|thành|huyện|quận|thị) (ủy) (?:tỉnh|thành phố|huyện|thị xã) "
)
CITY = re.compile(r"\bTP[. ]{0,2}HCM\b")


class Alike(str):
    """A normal form that remembers how the text was written, to show in a miss."""

    __slots__ = ("written",)
    written: str

    @classmethod
    def of(cls, normal: str, written: str | None) -> Self:
        """Return the normal form of a writing."""
        alike = cls(normal)
        alike.written = flat(written)
        return alike


def toned(text: str) -> str:
    """Return text with each syllable's tone mark at its end: 'ủy' is 'uỷ'.

    >>> toned("hóa") == toned("hoá"), toned("Hiểu") == toned("Hiếu")
    (True, False)
    """
    return re.sub(r"\w+", _tone_last, unicodedata.normalize("NFC", text))


def _tone_last(syllable: re.Match[str]) -> str:
    marks = unicodedata.normalize("NFD", syllable.group())
    bare = "".join(mark for mark in marks if mark not in TONES)
    tones = "".join(mark for mark in marks if mark in TONES)
    return unicodedata.normalize("NFC", bare) + tones


def name_like(text: str | None) -> Alike:
    """Return the normal form of a person's name, a kind or a type.

    >>> name_like("Ng. V. A") == name_like("NG.V.A")
    True
    """
    initials = re.sub(r"(?<=\w)\. (?=\w)", ".", flat(text))
    return Alike.of(toned(initials.casefold()), text)


def body_like(text: str | None) -> Alike:
    """Return the normal form of a body or a post, its abbreviations written out.

    >>> body_like("UBND xã") == body_like("Uỷ ban Nhân dân xã")
    True
    """
    written_out = _short_forms().sub(
        lambda short: _expansions()[short.group()],
        CITY.sub("TPHCM", flat(text)),
    )
    plain = flat(re.sub(r"[(),]", " ", written_out)).casefold().replace("uỷ", "ủy")
    return Alike.of(toned(COMMITTEE.sub(r"\1 \2 ", plain)), text)


def code_like(text: str | None) -> Alike:
    """Return the normal form of a document's code or number.

    >>> code_like("36 – KL/TƯ") == code_like("36-KL/TW"), code_like("05")
    (True, '5')
    """
    joined = re.sub(r"\s*[-–—]\s*", "-", re.sub(r"\s*/\s*", "/", flat(text)))
    central = re.sub(r"(?<!\w)(?:T\.Ư|TƯ|Trung ương)(?!\w)", "TW", joined)
    number = re.sub(r"(?<!\d)0+(?=\d)", "", central.removeprefix("TW "))
    return Alike.of(toned(number.casefold()), text)


@cache
def _expansions() -> dict[str, str]:
    with (REFERENCE / "abbreviation.csv").open(encoding="utf-8") as table:
        return {row["abbreviation"]: row["expansion"] for row in csv.DictReader(table)}


@cache
def _short_forms() -> re.Pattern[str]:
    longest_first = sorted(_expansions(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
