"""Open a file that holds files: its members come out one at a time, itself last.

    a.zip!/tin.txt            a member, to be read like a file
    a.zip!/b.tar!/tin.txt     a member of an archive within
    a.zip!/b.tar              that archive: "archive", and how many members it has
    a.zip                     this one

Nothing is written to disk under a member's name, and no member is held longer than it
takes to hand it on. An archive that breaks off or goes too far gives what came before
and is told so; nothing raises.
"""

import hashlib
import io
import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedIOBase

from transforms.records import Judged, RawFile, Reason
from transforms.unpacking.kinds import Access, Kind, kind_of
from transforms.unpacking.limits import LimitError, Limits, Meter
from transforms.unpacking.members import (
    DamageError,
    Fault,
    Member,
    NoArchiveError,
    PassedOver,
)
from transforms.unpacking.names import Names
from transforms.unpacking.streams import DAMAGE, expanded

log = logging.getLogger(__name__)

Given = RawFile | Judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """A file that looks like an archive. `whole` is None where it is not at hand."""

    source_file: str
    sha256: str
    byte_count: int
    file: BufferedIOBase
    kind: Kind
    whole: RawFile | None = None


def contents(file: RawFile, limits: Limits) -> Iterator[Given]:
    """Yield what a file holds: itself where it is a page, else all that is in it."""
    kind = kind_of(file.raw)
    if kind is None:
        yield file
    else:
        yield from opened(_at_hand(file, kind), Meter(limits, len(file.raw)))


def opened(archive: Archive, meter: Meter, depth: int = 1) -> Iterator[Given]:
    """Yield what an archive holds, then what became of itself."""
    counts = Counter[str]()
    try:
        yield from _members(archive, meter, depth, counts)
    except LimitError as limit:
        yield _judged(archive, limit.reason, f"{limit}{_so_far(counts)}")
    except NoArchiveError:
        yield _as_it_is(archive, "no archive of files")
    except DamageError as damage:
        yield _as_it_is(archive, f"damaged ({damage}){_so_far(counts)}")
    except Exception as error:  # a bug met on one file costs that file, not the night
        log.exception("%s could not be opened", archive.source_file)
        detail = f"{type(error).__name__}: {error}"
        yield _judged(archive, Reason.READER_FAILED, detail[:500])
    else:
        yield _judged(archive, Reason.ARCHIVE, _summary(counts), archive.sha256)


def _members(
    archive: Archive, meter: Meter, depth: int, counts: Counter[str]
) -> Iterator[Given]:
    names = Names(archive.source_file)
    for found in archive.kind.members(_stream(archive, meter), meter):
        if isinstance(found, PassedOver):
            counts[found.what] += 1
            continue
        counts["members"] += 1
        name = names.of(found.name)
        if isinstance(found, Fault):
            yield Judged(source_file=name, reason=found.reason, detail=found.detail)
        elif archive.kind.holds_files:
            yield from _file(_raw_file(name, found), meter, depth)
        else:
            yield _raw_file(name, found)


def _file(file: RawFile, meter: Meter, depth: int) -> Iterator[Given]:
    """Yield a member that is a file: a page, or an archive in its turn."""
    kind = kind_of(file.raw)
    if kind is None:
        yield file
    elif depth < meter.limits.depth:
        yield from opened(_at_hand(file, kind), meter, depth + 1)
    else:
        yield Judged(
            source_file=file.source_file,
            reason=Reason.NESTED_TOO_DEEP,
            detail=f"An archive within {depth} others.",
            byte_count=len(file.raw),
        )


def _stream(archive: Archive, meter: Meter) -> BufferedIOBase:
    """Return an archive as its kind wants to have it."""
    access, stream = archive.kind.access, archive.file
    try:
        inner = expanded(stream)
        if access is Access.STREAM or (access is Access.SEEK and inner is stream):
            return inner
        raw = inner.read(meter.limits.file_bytes + 1)
    except DAMAGE as error:
        raise DamageError(str(error)) from error
    if inner is not stream:
        meter.expand(len(raw))
    if len(raw) > meter.limits.file_bytes:
        detail = f"Larger than {meter.limits.file_bytes:,} bytes."
        raise LimitError(Reason.TOO_LARGE, detail)
    return io.BytesIO(raw)


def _raw_file(name: str, member: Member) -> RawFile:
    digest = hashlib.sha256(member.raw).hexdigest()
    return RawFile(source_file=name, sha256=digest, raw=member.raw)


def _at_hand(file: RawFile, kind: Kind) -> Archive:
    return Archive(
        source_file=file.source_file,
        sha256=file.sha256,
        byte_count=len(file.raw),
        file=io.BytesIO(file.raw),
        kind=kind,
        whole=file,
    )


def _as_it_is(archive: Archive, what: str) -> Given:
    """Return an archive to be kept and told by those who read; too large, be told."""
    if archive.whole:
        return archive.whole
    return _judged(archive, Reason.CORRUPT_ARCHIVE, f"{archive.kind.name}: {what}")


def _judged(
    archive: Archive, reason: Reason, detail: str, sha256: str | None = None
) -> Judged:
    return Judged(
        source_file=archive.source_file,
        reason=reason,
        detail=detail,
        sha256=sha256,
        byte_count=archive.byte_count,
    )


def _summary(counts: Counter[str]) -> str:
    """Return how many members there were, and what else, most of it first.

    >>> _summary(Counter({"members": 2, "request record": 3}))
    '2 members; passed over: 3 request record'
    """
    others = ", ".join(
        f"{number} {what}"
        for what, number in counts.most_common(10)
        if what != "members"
    )
    return f"{counts['members']} members" + (f"; passed over: {others}" * bool(others))


def _so_far(counts: Counter[str]) -> str:
    return f" Before that: {_summary(counts)}." if counts else ""
