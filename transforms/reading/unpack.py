"""Expand gzip, so far and no further."""

import zlib
from dataclasses import dataclass

from transforms.records import Reason, Rejected

MAX_BYTES = 64 * 2**20  # of one page, as it lies there and expanded
MAGIC = b"\x1f\x8b\x08"
GZIP = 31  # zlib's name for "a gzip header and the largest window"


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The bytes of a page. `is_cut` where the archive ended before its time."""

    raw: bytes
    is_cut: bool = False


def unpack(raw: bytes, limit: int = MAX_BYTES) -> Unpacked | Rejected:
    """Return a page's own bytes, of `limit` at most.

    Rejected: too_large, or corrupt_archive where no byte of the archive can be trusted.
    One that is merely cut gives what is there.
    """
    if len(raw) > limit:
        return _too_large(limit)
    return _gunzip(raw, limit) if raw.startswith(MAGIC) else Unpacked(raw)


def _gunzip(raw: bytes, limit: int) -> Unpacked | Rejected:
    """Expand every member; gzip files may be joined end to end and padded by zeros."""
    parts: list[bytes] = []
    size = 0
    while raw.strip(b"\0"):
        member = zlib.decompressobj(GZIP)
        try:
            parts.append(member.decompress(raw, limit - size + 1))
        except zlib.error as fault:
            return Rejected(reason=Reason.CORRUPT_ARCHIVE, detail=f"gzip: {fault}")
        size += len(parts[-1])
        if size > limit:
            return _too_large(limit)
        if not member.eof:
            return _cut(b"".join(parts))
        raw = member.unused_data
    return Unpacked(b"".join(parts))


def _cut(raw: bytes) -> Unpacked | Rejected:
    if raw:
        return Unpacked(raw, is_cut=True)
    return Rejected(reason=Reason.CORRUPT_ARCHIVE, detail="gzip: cut before any text")


def _too_large(limit: int) -> Rejected:
    detail = f"more than {limit} bytes"
    return Rejected(reason=Reason.TOO_LARGE, detail=detail)
