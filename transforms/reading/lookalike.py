"""Write Đ where a letter that only looks like it was typed.

Icelandic Ð and African Ɖ draw the same capital as Vietnamese Đ, and some keyboards and
converters give them. Normalisation keeps them apart, so "Ðảng" is found by no search.
"""

import re

from transforms.reading.syllable import VIETNAMESE_LETTER, WORD, is_syllable

STROKED_D = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"})
CAPITALS = 6  # the longest abbreviation: "HÐND", "LLVTÐP"


def d_with_stroke(text: str) -> str:
    """Return text with Đ for its look-alikes; the same text where there are none.

    Only in Vietnamese text (some letter no other language has), and only in a word
    that is then a Vietnamese syllable or an abbreviation. The length never changes.
    """
    if not any(letter in text for letter in "ÐƉðɖ"):
        return text
    return WORD.sub(_word, text) if VIETNAMESE_LETTER.search(text) else text


def _word(match: re.Match[str]) -> str:
    word = match.group()
    meant = word.translate(STROKED_D)
    if meant == word:
        return word
    short = len(meant) <= CAPITALS and meant.isupper()
    return meant if short or is_syllable(meant) else word
