"""Read a file from front to back, expanded on the way, and no further than allowed."""

import bz2
import gzip
import io
import lzma
import re
import zlib
from collections.abc import Callable
from contextlib import suppress
from io import BufferedIOBase
from typing import Any, cast

from transforms.records import Reason
from transforms.unpacking.limits import LimitError, Meter
from transforms.unpacking.members import DamageError

HEADER_BYTES = 4 * 2**20  # what may stand between two members
XZ_MEMORY = 128 * 2**20  # the largest dictionary that `xz -9` makes needs half of it
PIECE = 65_536
# What reading a damaged stream raises.
DAMAGE = (EOFError, OSError, ValueError, zlib.error, lzma.LZMAError)


class Metered(io.RawIOBase):
    """A stream that counts what it gives.

    `left` is how much it gives until somebody allows for more: a library that reads a
    header of any size into memory is stopped there.
    """

    def __init__(self, stream: BufferedIOBase, meter: Meter) -> None:
        """Count on this meter what the stream gives."""
        self._stream = stream
        self._meter = meter
        self.left = HEADER_BYTES

    def readable(self) -> bool:
        """Say that this is for reading."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Give what fits into the buffer; LimitError where it is too much.

        A piece at a time: before a stream breaks off, by DamageError, it gives all
        there is.
        """
        try:
            piece = self._stream.read1(len(buffer))
        except DAMAGE as error:
            raise DamageError(str(error) or "cut") from error
        buffer[: len(piece)] = piece
        self._meter.expand(len(piece))
        self.left -= len(piece)
        if self.left < 0:
            detail = f"A header of more than {HEADER_BYTES:,} bytes."
            raise LimitError(Reason.ARCHIVE_BOMB, detail)
        return len(piece)

    def allow(self, byte_count: int) -> None:
        """Let a member of that size be read or skipped, and the next header."""
        self.left = byte_count + HEADER_BYTES


def _xz(file: BufferedIOBase) -> BufferedIOBase:
    """Return the stream in an xz file; LZMAError for one that wants much memory."""
    lzma.LZMADecompressor(memlimit=XZ_MEMORY).decompress(file.read(PIECE), PIECE)
    file.seek(0)
    return lzma.LZMAFile(cast("Any", file))


COMPRESSIONS: dict[re.Pattern[bytes], Callable[[BufferedIOBase], BufferedIOBase]] = {
    re.compile(rb"\x1f\x8b\x08"): lambda file: gzip.GzipFile(fileobj=file),
    re.compile(rb"BZh[1-9]1AY&SY"): bz2.BZ2File,
    re.compile(rb"\xfd7zXZ\0"): _xz,
}


def is_compressed(head: bytes) -> bool:
    """Say whether bytes begin as a compressed stream does."""
    return any(magic.match(head) for magic in COMPRESSIONS)


def expanded(file: BufferedIOBase) -> BufferedIOBase:
    """Return the stream inside a compressed file; a plain file as it is."""
    head = file.read(10)
    file.seek(0)
    for magic, opened in COMPRESSIONS.items():
        if magic.match(head):
            return opened(file)
    return file


def beginning(head: bytes, limit: int) -> bytes:
    """Return the first bytes of a file whose head is given, expanded if need be."""
    if not is_compressed(head):
        return head
    pieces = bytearray()
    with suppress(*DAMAGE):  # it breaks off where the head does
        stream = expanded(io.BytesIO(head))
        while len(pieces) < limit and (piece := stream.read1(PIECE)):
            pieces += piece
    return bytes(pieces)
