"""Turn bytes into text by evidence, and say how sure that is.

In this order: byte order mark, strict UTF-8, the pattern of zero bytes, what the page
declares, what reads as Vietnamese, plain Western text. A declaration is believed only
where the bytes bear it out; bytes that nothing explains are not decoded at all.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass, replace

from transforms.reading.legacy import (
    CLEAR_MARGIN,
    READERS,
    Reading,
    may_be_vietnamese,
    read_as,
    typed_in_legacy_font,
    vietnamese_reading,
)
from transforms.reading.lookalike import d_with_stroke
from transforms.reading.mojibake import repaired
from transforms.reading.normal import beyond_ascii
from transforms.reading.syllable import VIETNAMESE_LETTER

REPLACEMENT = "\ufffd"
HEAD_BYTES = 4096  # where a page declares its encoding, if it does
SAMPLE_CHARS = 4000
GOOD_PER_BAD = 50  # whole UTF-8 letters per broken one in a file that is still UTF-8
MOST_STRANGE = 0.05  # of the characters: not assigned, private or control
BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like UTF-16's, so it is asked first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
DECLARATION = re.compile(
    rb"""<meta\b[^>]{0,200}?\bcharset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})"""
    rb"""|<\?xml\b[^>]{0,100}?\bencoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})""",
    re.IGNORECASE,
)
# What a page may declare and be believed, by Python's names. UTF-7, UTF-16 and the
# like are not here: bytes in which the declaration could be read are not in those.
MULTI_BYTE = frozenset({"gb18030", "big5", "big5hkscs", "euc_jp", "cp932", "cp949"})
ASCII_COMPATIBLE = MULTI_BYTE | frozenset(
    """
    koi8-r koi8-u cp866 cp874 mac-roman mac-cyrillic
    cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257
    iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8
    iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16
    """.split()  # noqa: SIM905 (a table reads better so)
)
# As browsers do, a name stands for the larger table that contains it.
OTHER_NAMES = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "cp1258": "windows-1258",
    "tcvn": "tcvn3",
    "tcvn-5712": "tcvn3",
    "tcvn5712": "tcvn3",
    "x-viet-tcvn": "tcvn3",
    "x-viet-tcvn5712": "tcvn3",
    "abc": "tcvn3",
    "x-viet-vni": "vni",
    "vni-windows": "vni",
    "x-viet-vps": "vps",
}
WESTERN_WORD = re.compile("[A-Za-zÀ-ÖØ-öø-ÿŒœŠšŽžŸƒ’'-]+")
CAPITAL_INSIDE = re.compile("[a-zß-öø-ÿ][À-ÖØ-Þ]")
WESTERN_SIGNS = "“”„‘’‚«»‹›…–—•·°€£§©®™\xa0"  # that stand beside or between words
NOT_A_WORD = re.compile(r"[\s\x00-&(-,./:-@\[-`{-\x7f]+")
LATIN_1 = re.compile("[\xa1-\xff]")  # but for the no-break space
MOST_MARKED_LETTERS = 0.5  # more is no Western language


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the name of the encoding it was in, and the warnings it earned."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(raw: bytes, charset: str | None = None) -> Decoded | None:
    """Return the text of some bytes, or None where nothing explains them.

    `charset` is what they came with says (HTTP): it goes before their own declaration.
    """
    declared = known_encoding(charset) if charset else declared_encoding(raw)
    found = (
        _by_mark(raw)
        or _as_utf8(raw)
        or _by_zero_bytes(raw)
        or _by_declaration(raw, declared)
        or _by_look(raw)
    )
    if found is None:
        return None
    if _is_lie(declared, found):
        found = _warned(found, "encoding_lie")
    return _mended(found)


def declared_encoding(raw: bytes) -> str | None:
    """Return the encoding an HTML page or XML declares, by Python's name if known.

    >>> declared_encoding(b"<meta charset='ISO-8859-1'>")
    'cp1252'
    """
    head = raw[:HEAD_BYTES]
    if b"charset" not in head.lower() and b"encoding" not in head:
        return None
    match = DECLARATION.search(COMMENT.sub(b"", head))
    if match is None:
        return None
    return known_encoding((match[1] or match[2]).decode("ascii", "replace"))


def known_encoding(name: str) -> str:
    """Return an encoding by Python's name, if it is known, else as it is written.

    >>> known_encoding("Windows-1258")
    'windows-1258'
    """
    name = name.lower()
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        known = name
    return OTHER_NAMES.get(known, known)


def _by_mark(raw: bytes) -> Decoded | None:
    for mark, encoding in BOMS:
        if raw.startswith(mark):
            rest = raw[len(mark) :]
            return _as_utf8(rest) if encoding == "utf-8" else _as_wide(rest, encoding)
    return None


def _as_utf8(raw: bytes) -> Decoded | None:
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as fault:
        before = raw[: fault.start]
        if fault.reason == "unexpected end of data" and not before.isascii():
            return Decoded(before.decode("utf-8"), "utf-8", ("truncated",))
    return _as_damaged_utf8(raw)


def _as_damaged_utf8(raw: bytes) -> Decoded | None:
    """Read a file whose UTF-8 is broken in a few places, which show as U+FFFD."""
    text = raw.decode("utf-8", "replace")
    bad = text.count(REPLACEMENT)
    good = sum(char > "\x7f" for char in text) - bad
    return Decoded(text, "utf-8") if good >= GOOD_PER_BAD * bad else None


def _by_zero_bytes(raw: bytes) -> Decoded | None:
    """Take bytes for UTF-16 or 32 where zeros stand at every other place, or so."""
    sample = raw[: SAMPLE_CHARS // 4 * 4]
    if b"\0" not in sample:
        return None
    shares = [sample[i::4].count(0) / max(len(sample[i::4]), 1) for i in range(4)]
    zero = [share > 0.3 for share in shares]  # noqa: PLR2004 (Vietnamese has 0.6)
    encoding = {
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
    }.get((zero[0], zero[1], zero[2], zero[3]))
    found = _as_wide(raw, encoding) if encoding else None
    return _warned(found, "encoding_guessed") if found else None


def _as_wide(raw: bytes, encoding: str) -> Decoded | None:
    """Decode UTF-16 or 32; a character cut at the end is left off, with a warning."""
    whole = raw[: len(raw) - len(raw) % (int(encoding[4:6]) // 8)]
    if encoding.startswith("utf-16") and _ends_in_half_a_pair(whole, encoding):
        whole = whole[:-2]
    text = whole.decode(encoding, "replace")
    if not _is_plausible(text):
        return None
    return Decoded(text, encoding, ("truncated",) if len(whole) < len(raw) else ())


def _ends_in_half_a_pair(raw: bytes, encoding: str) -> bool:
    last = int.from_bytes(raw[-2:], "little" if encoding.endswith("le") else "big")
    return 0xD800 <= last < 0xDC00  # noqa: PLR2004 (the first half of a pair)


def _is_plausible(text: str) -> bool:
    """Say whether nearly all characters are ones that people write."""
    sample = text[:SAMPLE_CHARS]
    strange = sum(
        unicodedata.category(char) in ("Cn", "Co", "Cs") or char == REPLACEMENT
        for char in sample
    )
    controls = sum(char < " " and char not in "\t\n\r\f" for char in sample)
    return strange + controls <= MOST_STRANGE * len(sample)


def _by_declaration(raw: bytes, declared: str | None) -> Decoded | None:
    """Believe a declaration unless the bytes speak clearly for something else."""
    if declared in READERS:
        return _declared_legacy(raw, declared)
    if declared not in ASCII_COMPATIBLE or declared in ("utf-8", "cp1252"):
        return None  # windows-1252 is what _by_look falls back to, with better proof
    if declared not in MULTI_BYTE and (reading := vietnamese_reading(raw)):
        return _guessed(reading)
    try:
        text = raw.decode(declared)
    except UnicodeDecodeError:
        return None
    return Decoded(text, declared) if _is_plausible(text) else None


def _declared_legacy(raw: bytes, declared: str) -> Decoded | None:
    own = read_as(declared, raw)
    other = vietnamese_reading(raw)
    if other and other.share >= own.share + CLEAR_MARGIN:
        return _guessed(other)
    if REPLACEMENT in own.text or not _is_plausible(own.text):
        return None
    return Decoded(own.text, declared) if own.share >= 0.5 else None  # noqa: PLR2004


def _by_look(raw: bytes) -> Decoded | None:
    reading = vietnamese_reading(raw)
    if reading:
        return _guessed(reading)
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return None
    if not _is_western(text) or may_be_vietnamese(raw, text):
        return None
    return Decoded(text, "windows-1252", ("encoding_guessed",))


def _guessed(reading: Reading) -> Decoded:
    return Decoded(reading.text, reading.encoding, ("encoding_guessed",))


def _is_western(text: str) -> bool:
    """Say whether letters beyond ASCII stand in words as Western languages have them.

    A sign inside a word, or a marked capital after a small letter, is what a wrong
    table gives.
    """
    words = [part for part in NOT_A_WORD.split(text) if not part.isascii()]
    words = [word for part in words if (word := part.strip(WESTERN_SIGNS))]
    marked = [word for word in words if not word.isascii()]
    odd = sum(map(_is_odd, marked))
    letters = sum(map(str.isalpha, text))
    high = sum(char > "\x7f" for word in marked for char in word)
    return odd <= MOST_STRANGE * len(marked) and high <= MOST_MARKED_LETTERS * letters


def _is_odd(word: str) -> bool:
    return not WESTERN_WORD.fullmatch(word) or bool(CAPITAL_INSIDE.search(word))


def _is_lie(declared: str | None, found: Decoded) -> bool:
    if declared is None or found.text.isascii():
        return False
    return declared not in {found.encoding, _python_name(found.encoding)}


def _python_name(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return encoding


def _mended(found: Decoded) -> Decoded:
    """Repair what went wrong before the bytes were written."""
    text = repaired(found.text)
    if text != found.text:
        found = _warned(replace(found, text=text), "mojibake_repaired")
    if _may_be_drawn(text):
        found = _font_undone(found)
    if (text := d_with_stroke(found.text)) != found.text:
        found = _warned(replace(found, text=text), "lookalike_letters")
    if REPLACEMENT in found.text:
        found = _warned(found, "characters_lost")
    return found


def _may_be_drawn(text: str) -> bool:
    """Tell whether there are letters that fonts drew others for, and none of those."""
    high = beyond_ascii(text)
    return bool(LATIN_1.search(high)) and not VIETNAMESE_LETTER.search(high)


def _font_undone(found: Decoded) -> Decoded:
    reading = typed_in_legacy_font(found.text)
    if reading is None:
        return found
    encoding = f"{found.encoding}+{reading.encoding}"
    return Decoded(reading.text, encoding, (*found.warnings, "encoding_guessed"))


def _warned(found: Decoded, warning: str) -> Decoded:
    return replace(found, warnings=(*found.warnings, warning))
