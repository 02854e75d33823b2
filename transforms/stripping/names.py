"""Tell a person's name from other short capitalised text, by shape and tables."""

import re
from functools import cache

from transforms.stripping.lines import fold
from transforms.stripping.vocabulary import phrase_set, words

MOST_WORDS = 5
MOST_CHARS = (
    9  # of a word in a Vietnamese name; foreign ones get the benefit in title case
)
WORD = re.compile(r"(?:[^\W\d_]\.){0,3}[^\W\d_]{1,14}(?:['’-][^\W\d_]{1,10})?\.?")
INITIALS = re.compile(r"(?:[^\W\d_]\.){1,3}[^\W\d_]?\.?")
SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvxj])?"
    r"[aeiouyăâêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]{1,3}"
    r"(?:ch|ng|nh|[cmnpt])?"
)


def is_name(text: str, *, told: bool = False) -> bool:
    """Tell whether a text can be the name of one person, pen names included.

    Where the line has told that a name follows ("Ảnh: ..."), the shape is enough.
    """
    parts = text.split()
    if not 1 <= len(parts) <= MOST_WORDS or len(text) > 40:  # noqa: PLR2004
        return False
    if not all(WORD.fullmatch(p) and p[0].isupper() for p in parts):
        return False
    folded = fold(text)
    if folded in phrase_set("places") or folded in words("sources"):
        return False
    if fold(parts[0]) in words("not_names") or folded in phrase_set("sections"):
        return False
    if told:
        return not text.isupper() or len(parts) > 1 or _capitals(parts)
    return _capitals(parts) if text.isupper() else _title_case(parts)


def _title_case(parts: list[str]) -> bool:
    if not all(_is_title(p) for p in parts):
        return False
    return len(parts) <= 3 or _known(parts)  # noqa: PLR2004


def _is_title(word: str) -> bool:
    last = re.split(r"[.'’-]", word.rstrip("."))[-1]
    return not last[1:] or last[1:].islower()


def _capitals(parts: list[str]) -> bool:
    """In capitals a heading looks like a name, so a table has to vouch for it."""
    if len(parts) == 1:
        return _is_initials(parts[0]) or _vouched(parts[0])
    if len(parts) == 2:  # noqa: PLR2004
        return any(map(_vouched, parts))
    return _known(parts) or (len(parts) == 3 and _vouched(parts[-1]))  # noqa: PLR2004


def _is_initials(word: str) -> bool:
    return "." in word and INITIALS.fullmatch(word) is not None


def _vouched(word: str) -> bool:
    last = fold(word).rstrip(".").split(".")[-1]
    return last in words("given") or last in words("surnames")


def _known(parts: list[str]) -> bool:
    """Tell whether it starts with a family name or has only name syllables."""
    folded = [fold(p) for p in parts]
    return folded[0] in words("surnames") or all(f in words("given") for f in folded)


def is_acronym(word: str) -> bool:
    """Tell whether a word in capitals is no Vietnamese syllable: "TTXVN", "BTC".

    >>> is_acronym("BTC"), is_acronym("HOA")
    (True, False)
    """
    shouted = len(word) > 1 and word.isupper() and "." not in word
    return shouted and not SYLLABLE.fullmatch(fold(word))


def is_vouched_name(text: str) -> bool:
    """Tell whether every syllable is Vietnamese and at least one a name's."""
    parts = text.replace(".", " ").split()
    return all(SYLLABLE.fullmatch(fold(p)) for p in parts) and any(
        _vouched(p) for p in parts
    )


@cache
def name_case(text: str) -> str:
    """Write a name in capitals as names are written; leave others alone.

    >>> name_case("ĐỖ MINH"), name_case("T.HOA"), name_case("T.Hoa")
    ('Đỗ Minh', 'T.Hoa', 'T.Hoa')
    """
    text = " ".join(text.split())
    if not text.isupper() or _is_initials(text):
        return text
    return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), text)
