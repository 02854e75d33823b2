"""Bring decoded text into the one form page text has."""

import re
import unicodedata

# A control character is nothing a reader sees; U+FEFF inside a text is a stray mark.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
BYTE_ORDER_MARK = "\ufeff"
# The same in UTF-8, where looking for bytes is many times faster.
CONTROL_BYTES = bytes({*range(0x20), 0x7F} - set(b"\t\n"))
HIGH_CONTROL = re.compile(b"\xc2[\x80-\x9f]")
LONG = 1_000  # characters
# Those that are no white space either: they have no business in a text.
STRANGE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")


def nfc(text: str) -> str:
    """Return text in NFC, at next to no cost where it is already."""
    if unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", text)


def normal(text: str) -> str:
    """Return page text: NFC, lines ended by LF only, no control characters but tab.

    A control character or lone surrogate becomes one space, so that no offset moves; a
    byte order mark, which has no width, goes. Clean text comes back as it is.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _has_control(text):
        text = CONTROL.sub(" ", text.replace(BYTE_ORDER_MARK, ""))
    return nfc(text)


def _has_control(text: str) -> bool:
    if len(text) < LONG:
        return CONTROL.search(text) is not None
    try:
        raw = text.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return True
    return (
        len(raw.translate(None, CONTROL_BYTES)) < len(raw)
        or HIGH_CONTROL.search(raw) is not None
        or BYTE_ORDER_MARK.encode() in raw
    )


def has_strange(text: str) -> bool:
    """Tell whether `normal` would make a space of what is none."""
    return STRANGE.search(text) is not None
