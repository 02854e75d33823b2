"""Expand what is compressed (gzip, bzip2, xz), so far and no further."""

import io
from dataclasses import dataclass

from transforms.records import Reason, Rejected
from transforms.unpacking.streams import DAMAGE, PIECE, expanded, is_compressed

MAX_BYTES = 64 * 2**20  # of one page, as it lies there and expanded


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
    return _expand(raw, limit) if is_compressed(raw) else Unpacked(raw)


def _expand(raw: bytes, limit: int) -> Unpacked | Rejected:
    """Expand every member; compressed files may be joined end to end."""
    pieces = bytearray()
    try:
        stream = expanded(io.BytesIO(raw))
        while piece := stream.read1(PIECE):
            pieces += piece
            if len(pieces) > limit:
                return _too_large(limit)
    except EOFError:
        return _cut(bytes(pieces))
    except DAMAGE as fault:
        detail = f"compressed, and damaged: {fault}"
        return Rejected(reason=Reason.CORRUPT_ARCHIVE, detail=detail)
    return Unpacked(bytes(pieces))


def _cut(raw: bytes) -> Unpacked | Rejected:
    if raw:
        return Unpacked(raw, is_cut=True)
    detail = "compressed, and cut before any text"
    return Rejected(reason=Reason.CORRUPT_ARCHIVE, detail=detail)


def _too_large(limit: int) -> Rejected:
    detail = f"more than {limit} bytes"
    return Rejected(reason=Reason.TOO_LARGE, detail=detail)
