"""What a line is cut into: its chunks."""

from enum import StrEnum
from typing import Any, NamedTuple


class Kind(StrEnum):
    """What a chunk is."""

    PERSON = "person"
    BODY = "body"
    PLACE = "place"
    POST = "post"
    RANK = "rank"
    HONORIFIC = "honorific"
    RUN = "run"  # capitals that nothing in the line explains


class Chunk(NamedTuple):
    """Tokens start..end of a line, what they are, and the rule that says so."""

    kind: Kind
    start: int
    end: int
    value: Any
    rule: str
    confidence: float

    @property
    def after(self) -> int:
        """Return where to read on: inside a post whose last word a body shares."""
        return int(self.value.shared) if self.kind is Kind.POST else self.end
