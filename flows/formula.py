"""Guard exports against formulas: text from anywhere must not run in a spreadsheet.

As OWASP advises on CSV injection, a text that a spreadsheet would evaluate gets an
apostrophe in front, which makes it text. Numbers are numbers and stay as they are.
"""

import unicodedata

from transforms.reading.text_page import BLANK

STARTS = ("=", "+", "-", "@")  # what a formula begins with, full-width forms included
BREAKS = ("\t", "\r", "\n")  # what moves a formula into a cell of its own


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet might evaluate a text.

    >>> is_formula("=1+1"), is_formula(" ＝1+1"), is_formula("1+1=2")
    (True, True, False)
    """
    head = text.lstrip(BLANK)[:1]
    return text.startswith(BREAKS) or unicodedata.normalize("NFKC", head) in STARTS


def guarded(text: str) -> str:
    """Return a text that no spreadsheet evaluates.

    >>> guarded("-2+3"), guarded("Tin trong ngày")
    ("'-2+3", 'Tin trong ngày')
    """
    return f"'{text}" if is_formula(text) else text
