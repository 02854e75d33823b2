"""How much a file may hold, and the meter that runs while it is opened."""

from dataclasses import dataclass

from transforms.records import Reason

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a file may weigh and expand to. Members of nested archives count, too.

    `file_bytes` is for a file that is read whole, `archive_bytes` for one that is
    opened, `member_bytes` for what comes out of it. An archive may always expand to
    `file_bytes`; beyond that at most to `ratio` times its size and `expanded_bytes`.
    """

    file_bytes: int = 32 * MEGABYTE
    archive_bytes: int = 2_000 * MEGABYTE
    member_bytes: int = 32 * MEGABYTE
    members: int = 100_000
    depth: int = 3
    expanded_bytes: int = 4_000 * MEGABYTE
    ratio: float = 200


class LimitError(Exception):
    """An archive went past a limit: what came out before stays, the rest does not."""

    def __init__(self, reason: Reason, detail: str) -> None:
        """Say which limit, in a sentence for a person."""
        super().__init__(detail)
        self.reason = reason


class Meter:
    """What a file of the landing folder has given so far, with archives within."""

    def __init__(self, limits: Limits, archive_bytes: int) -> None:
        """Start at nothing; `archive_bytes` is the size of the file itself."""
        self.limits = limits
        by_ratio = max(limits.ratio * archive_bytes, limits.file_bytes)
        self._most = min(limits.expanded_bytes, int(by_ratio))
        self._expanded = 0
        self._members = 0

    @property
    def left(self) -> int:
        """The bytes that may still come out."""
        return self._most - self._expanded

    def expand(self, byte_count: int) -> None:
        """Count bytes that came out; LimitError where they are too many."""
        self._expanded += byte_count
        if self._expanded > self._most:
            detail = f"It expands to more than {self._most:,} bytes."
            raise LimitError(Reason.ARCHIVE_BOMB, detail)

    def member(self) -> None:
        """Count a member; LimitError where there are too many."""
        self._members += 1
        if self._members > self.limits.members:
            detail = f"It holds more than {self.limits.members:,} members."
            raise LimitError(Reason.TOO_MANY_MEMBERS, detail)
