r"""Make what is not to be seen visible, before it reaches a terminal.

A terminal obeys control characters: an escape sequence in a title could recolour the
screen, retitle the window or hide the line before. Signs that turn the direction of
text make a name read as another.
"""

import re

UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls but tab and LF
    "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"  # line ends, direction of text
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"  # halves of pairs, noncharacters
)


def visible(text: str) -> str:
    r"""Return text with every unseen character written as its escape.

    >>> visible("tin\x1b[31m\u202enóng")
    'tin\\x1b[31m\\u202enóng'
    """
    return UNSEEN.sub(_escaped, text) if UNSEEN.search(text) else text


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"  # noqa: PLR2004
