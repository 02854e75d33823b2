"""What comes out of an archive, one member at a time."""

from dataclasses import dataclass

from transforms.records import Reason
from transforms.unpacking.limits import Meter


@dataclass(frozen=True, slots=True)
class Member:
    """A member's bytes, under its name as the archive has it."""

    name: bytes
    raw: bytes


@dataclass(frozen=True, slots=True)
class Fault:
    """A member without bytes, and why."""

    name: bytes
    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class PassedOver:
    """What an archive of its kind holds beside pages, such as "request"."""

    what: str


class DamageError(Exception):
    """An archive breaks off or makes no sense; what came before can be trusted."""


class NoArchiveError(Exception):
    """A file looks like an archive but is a document of its own."""


Found = Member | Fault | PassedOver


def too_large(name: bytes, meter: Meter) -> Fault:
    """Return the fault of a member that is not read since it is too large."""
    detail = f"Larger than {meter.limits.member_bytes:,} bytes."
    return Fault(name, Reason.TOO_LARGE, detail)
