"""Repair UTF-8 that was once read as windows-1252 or Latin-1 and saved again.

"Äáº£ng" is what became of "Đảng". The repair runs the accident backwards: characters
to bytes by that table, bytes to text as strict UTF-8. Other text hardly ever survives
that, so the way back proves the way there; where it fails, the text stays.
"""

import re

import ftfy.bad_codecs  # noqa: F401 (registers sloppy-windows-1252, which has all bytes)

from transforms.reading.syllable import share_of_syllables, words_with_marks

MOST_TIMES = 3  # a text can go through the same accident more than once
FEWEST_REPAIRED = 2  # letters: one alone may be meant
GOOD_SHARE = 0.6
TABLES = ("sloppy-windows-1252", "latin-1")
# A first byte of UTF-8 before a following byte, as either table shows them.
MARK = re.compile(
    "[\u00c2-\u00c6\u00e1\u00e2][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
)
# The same in UTF-8, or nearly; looking for bytes is many times faster.
MAYBE = re.compile(
    b"\xc3[\x82-\x86\xa1\xa2](?:\xc2|\xe2[\x80\x82\x84]|\xc5[\x92\x93\xa0\xa1\xb8\xbd\xbe]|"
    b"\xc6\x92|\xcb[\x86\x9c])"
)
HEALTHY = re.compile("[ĐđƠơƯưẠ-ỹ]")


def repaired(text: str) -> str:
    """Return text with its mojibake read back; the very same text where there is none.

    Whole where the whole survives the way back, else line by line: a page's frame may
    be sound around a story that is not.
    """
    if not MAYBE.search(text.encode("utf-8", "surrogatepass")):
        return text
    if not MARK.search(text):
        return text
    whole = _read_back(text)
    if whole == text:
        whole = "\n".join(map(_repaired_line, text.split("\n")))
    return whole if len(text) - len(whole) >= FEWEST_REPAIRED else text


def _repaired_line(line: str) -> str:
    if HEALTHY.search(line) or not MARK.search(line):
        return line
    better = _read_back(line)
    words = words_with_marks(better)
    return better if share_of_syllables(words) >= GOOD_SHARE else line


def _read_back(text: str) -> str:
    """Undo the accident as often as it happened."""
    for _ in range(MOST_TIMES):
        once = next(filter(None, (_once(text, table) for table in TABLES)), None)
        if once is None:
            break
        text = once
    return text


def _once(text: str, table: str) -> str | None:
    try:
        before = text.encode(table).decode("utf-8")
    except UnicodeError:
        return None
    return before if before != text else None
