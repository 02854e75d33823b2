"""Cut plain text into its blocks: one for each line that is not blank."""

from collections.abc import Iterator

from transforms.records import Block

# What takes no ink: white space, and characters of no width.
BLANK = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005"
    "\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
    "\xad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)


def is_blank(text: str) -> bool:
    r"""Say whether a text shows a reader nothing at all.

    >>> is_blank("\u00a0\u200b "), is_blank(".")
    (True, False)
    """
    return not text.strip(BLANK)


def text_blocks(text: str) -> tuple[Block, ...]:
    """Return the lines of page text that are not blank, whole, with their spans."""
    return tuple(_blocks(text))


def _blocks(text: str) -> Iterator[Block]:
    start = 0
    for line_no, line in enumerate(text.split("\n"), start=1):
        end = start + len(line)
        if not is_blank(line):
            yield Block(line_no=line_no, char_start=start, char_end=end, text=line)
        start = end + 1
