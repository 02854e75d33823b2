r"""All that a file says anywhere: in its text, its attributes, its data, its comments.

For finding words in bytes whether or not an article was read of them. Nothing is
parsed, so no page is too broken for it, and none takes long.
"""

import html
import re

from transforms.reading.decode import decode
from transforms.reading.normal import nfc
from transforms.reading.unpack import MAX_BYTES, Unpacked, unpack

TAG = re.compile(r"<(/?[a-z][^<>]*)>", re.IGNORECASE)
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


def source_text(raw: bytes) -> str:
    r"""Return what some bytes say, NFC, with tags on lines of their own.

    Escapes of HTML and JSON are read. "" for what no encoding explains.

    >>> source_text(b'<p title="L&ograve; A">"M\\u1ea9y"</p>').split()
    ['p', 'title="Lò', 'A"', '"Mẩy"', '/p']
    """
    unpacked = unpack(raw, MAX_BYTES)
    decoded = decode(unpacked.raw) if isinstance(unpacked, Unpacked) else None
    if decoded is None:
        return ""
    text = TAG.sub(r"\n\1\n", decoded.text)
    return nfc(html.unescape(ESCAPE.sub(lambda one: chr(int(one[1], 16)), text)))
