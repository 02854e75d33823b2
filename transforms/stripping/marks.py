"""What each line of a page has been taken for while it is told apart."""

from typing import NamedTuple

TITLE = "title"


class Mark(NamedTuple):
    """The kind of a line that is no story, and the rule that said so."""

    kind: str
    rule: str


Marks = list[Mark | None]  # one a line; None: still part of the story


def kind_of(mark: Mark | None) -> str:
    """Return a mark's kind; nothing for the story's lines."""
    return mark.kind if mark else ""
