"""Which line of a text a character stands in."""

import re
from bisect import bisect_right


class LineNumbers:
    """The line numbers of one text, looked up in logarithmic time."""

    def __init__(self, text: str) -> None:
        """Find where each line of the text starts."""
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def of(self, position: int) -> int:
        """Return the number, from 1 over LF, of the line a character stands in."""
        return bisect_right(self._starts, position)
