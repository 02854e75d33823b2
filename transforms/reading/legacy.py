"""Read the 8-bit Vietnamese encodings from before Unicode, and tell them apart.

TCVN3 (ABC), VNI, VISCII and VPS share their bytes with Latin-1 and carry no mark. What
tells them apart is what comes out: the right table gives words built like Vietnamese
syllables, a wrong one does not. The tables are viparse's (MIT); windows-1258 is
Python's own. A reading wins only when it is good and clearly better than the next.
"""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

from viparse.normalize.encodings import CHARMAPS

from transforms.reading.normal import nfc
from transforms.reading.syllable import share_of_syllables, words_with_marks

SAMPLE_BYTES = 100_000  # enough words to judge by; the rest of a large file is not
GOOD_SHARE = 0.8  # of the words with marks; the rest are abbreviations, foreign names
RIVAL_SHARE = 0.6  # that a Western reading must not leave beside it
CLEAR_MARGIN = 0.15
FEWEST_WORDS = 2  # different ones
UNREADABLE = "\ufffd"  # stands for a byte the table leaves out
WINDOWS_TOP = bytes(range(0x80, 0xA0)).decode("cp1252", "replace")
# viparse's VNI table leaves out what its corpus did not show; the VNI chart has them.
VNI_REST = {"aú": "ẳ", "AÚ": "Ẳ", "î": "ỵ", "Î": "Ỵ"}
ABBREVIATION = re.compile("[b-df-hj-np-tv-xzđ]+", re.IGNORECASE)
CAPITALS = re.compile(r"[^\W\d_a-z]+")  # words with no small ASCII letter
LETTER_OF_CAPITALS = re.compile(r"[A-Z]")
SMALL_ASCII = re.compile(r"[a-z]")


@dataclass(frozen=True, slots=True)
class Reading:
    """Some bytes read as one encoding; `share` is how Vietnamese they look, 0 to 1."""

    encoding: str
    text: str
    share: float


def _single_byte_table(name: str, top: str) -> str:
    """Return the 256 characters of an encoding; `top` gives 0x80 to 0x9F unmapped."""
    surface = [chr(byte) for byte in range(256)]
    surface[0x80:0xA0] = top
    letters = dict(CHARMAPS[name].pairs)
    return "".join(letters.get(chr(i), surface[i]) for i in range(256))


TCVN3 = _single_byte_table("tcvn3", WINDOWS_TOP)
VISCII = _single_byte_table("viscii", UNREADABLE * 32)
VPS = _single_byte_table("vps", UNREADABLE * 32)
TCVN3_SIGNS = str.maketrans(dict(CHARMAPS["tcvn3"].pairs))
VNI_PAIRS = dict(CHARMAPS["vni"].pairs) | VNI_REST
VNI_SEQUENCE = re.compile(
    "|".join(sorted(map(re.escape, VNI_PAIRS), key=len, reverse=True))
)


def _by_table(raw: bytes, table: str) -> str:
    return codecs.charmap_decode(raw, "strict", table)[0]


def vni_to_unicode(text: str) -> str:
    """Join VNI's base letters with the mark characters that follow them."""
    return VNI_SEQUENCE.sub(lambda match: VNI_PAIRS[match.group()], text)


def capitals_restored(text: str) -> str:
    """Return TCVN3 text with its headings in capitals again.

    TCVN3 has no marked capitals: its capital fonts draw the small letters large, so
    "CéNG HßA" reads "CộNG HòA". A word with two ASCII capitals and no small ASCII
    letter is in capitals; so is a whole line with three of them and none small.
    """
    return "\n".join(map(_capital_line, text.split("\n")))


def _capital_line(line: str) -> str:
    if not SMALL_ASCII.search(line):
        many = len(LETTER_OF_CAPITALS.findall(line[:200])) >= 3  # noqa: PLR2004
        return line.upper() if many else line
    return CAPITALS.sub(_capital_word, line)


def _capital_word(match: re.Match[str]) -> str:
    word = match.group()
    two = len(LETTER_OF_CAPITALS.findall(word)) > 1
    return word.upper() if two else word


def tcvn3_to_unicode(text: str) -> str:
    """Put a letter for each sign that stood for one in a TCVN3 font."""
    return capitals_restored(text.translate(TCVN3_SIGNS))


READERS: dict[str, Callable[[bytes], str]] = {
    "windows-1258": lambda raw: nfc(raw.decode("cp1258", "replace")),
    "tcvn3": lambda raw: capitals_restored(_by_table(raw, TCVN3)),
    "vni": lambda raw: vni_to_unicode(raw.decode("cp1252", "replace")),
    "viscii": lambda raw: _by_table(raw, VISCII),
    "vps": lambda raw: _by_table(raw, VPS),
}
TYPED_READERS: dict[str, Callable[[str], str]] = {
    "tcvn3": tcvn3_to_unicode,
    "vni": vni_to_unicode,
}


def vietnamese_reading(raw: bytes) -> Reading | None:
    """Return the one legacy encoding these bytes are in, or None when in doubt."""
    sample = raw[:SAMPLE_BYTES]
    tried = [_judged(name, read(sample)) for name, read in READERS.items()]
    winner = _clear_winner(tried)
    if winner is None or len(raw) <= SAMPLE_BYTES:
        return winner
    whole = READERS[winner.encoding](raw)
    return Reading(winner.encoding, whole, winner.share)


def may_be_vietnamese(raw: bytes, western: str) -> bool:
    """Say whether a Western reading has a Vietnamese rival, were it of one word."""
    sample = raw[:SAMPLE_BYTES]
    shortest = 1 if words_with_marks(western[:SAMPLE_BYTES]) else 2  # © alone is a sign
    return any(
        share_of_syllables(_words(rival, shortest)) >= RIVAL_SHARE
        for rival in (read(sample) for read in READERS.values())
        if rival != western[: len(rival)]
    )


def typed_in_legacy_font(text: str) -> Reading | None:
    """Return Unicode text that was typed for a TCVN3 or VNI font as real letters.

    None where the text is fine as it stands, which a reading must clearly beat.
    """
    parts = text[:SAMPLE_BYTES].split("<")  # most hold nothing but ASCII
    words = (word for part in parts if not part.isascii() for word in part.split())
    sample = "\n".join(word for word in words if not word.isascii())
    tried = [_judged(name, read(sample)) for name, read in TYPED_READERS.items()]
    winner = _clear_winner([*tried, _judged("as it stands", sample)])
    if winner is None or winner.encoding == "as it stands":
        return None
    whole = TYPED_READERS[winner.encoding](text)
    return Reading(winner.encoding, whole, winner.share)


def read_as(encoding: str, raw: bytes) -> Reading:
    """Return bytes read as the legacy encoding of that name, however it looks."""
    return _judged(encoding, READERS[encoding](raw))


def _judged(encoding: str, text: str) -> Reading:
    """Judge a reading by its words; too few of them prove nothing."""
    words = _words(text)
    enough = len(words) >= FEWEST_WORDS
    return Reading(encoding, text, share_of_syllables(words) if enough else 0.0)


def _words(text: str, shortest: int = 2) -> list[str]:
    """Return the words that tell: neither a lone sign nor an abbreviation."""
    return [
        word
        for word in words_with_marks(text)
        if len(word) >= shortest and not ABBREVIATION.fullmatch(word)
    ]


def _clear_winner(readings: list[Reading]) -> Reading | None:
    best, second = sorted(readings, key=lambda reading: -reading.share)[:2]
    clear = best.share - second.share >= CLEAR_MARGIN
    return best if best.share >= GOOD_SHARE and clear else None
