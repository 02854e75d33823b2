"""Bring decoded text into the one form page text has."""

import re
import unicodedata

# A control character is nothing a reader sees; U+FEFF inside a text is a stray mark.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
BYTE_ORDER_MARK = "\ufeff"
CONTROL_BYTES = bytes({*range(0x20), 0x7F} - set(b"\t\n"))  # those of ASCII
ASCII = bytes(range(0x80))
LONG = 1_000  # characters
MARKS = re.compile("[\u0300-\u033f]")  # all that NFC joins with a letter of ASCII
# Those that are no white space either: they have no business in a text.
STRANGE = re.compile("[\x80-\x84\x86-\x9f\ud800-\udfff]")
STRANGE_BYTES = bytes({*range(9), *range(0x0E, 0x1C), 0x7F})  # those of ASCII


def nfc(text: str) -> str:
    """Return text in NFC, at next to no cost where it is already."""
    if unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", text)


def beyond_ascii(text: str) -> str:
    """Return the characters beyond ASCII alone: to look at many times faster.

    A lone surrogate stays as it is.
    """
    if text.isascii():
        return ""
    raw = text.encode("utf-8", "surrogatepass").translate(None, ASCII)
    return raw.decode("utf-8", "surrogatepass")


def normal(text: str) -> str:
    """Return page text: NFC, lines ended by LF only, no control characters but tab.

    A control character or lone surrogate becomes one space, so that no offset moves; a
    byte order mark, which has no width, goes. Clean text comes back as it is.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) < LONG:
        return nfc(CONTROL.sub(" ", text.replace(BYTE_ORDER_MARK, "")))
    high = beyond_ascii(text)
    if CONTROL.search(high) or _holds(text, CONTROL_BYTES):
        text = CONTROL.sub(" ", text.replace(BYTE_ORDER_MARK, ""))
    elif unicodedata.is_normalized("NFC", high) and not MARKS.search(high):
        return text
    return nfc(text)


def _holds(text: str, some: bytes) -> bool:
    """Tell whether a text holds some of these characters of ASCII."""
    raw = text.encode("utf-8", "surrogatepass")
    return len(raw.translate(None, some)) < len(raw)


def has_strange(text: str) -> bool:
    """Tell whether `normal` would make a space of what is none."""
    high = STRANGE.search(beyond_ascii(text)) is not None
    return high or _holds(text, STRANGE_BYTES)
