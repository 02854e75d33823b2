"""The members of a zip archive."""

import lzma
import stat
import struct
import zlib
from collections.abc import Iterator
from io import BufferedIOBase
from typing import Any, cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from transforms.records import Reason
from transforms.unpacking.limits import LimitError, Meter
from transforms.unpacking.members import (
    DamageError,
    Fault,
    Found,
    Member,
    NoArchiveError,
    too_large,
)

ENCRYPTED = 0x1  # flag bits of a member
UTF8 = 0x800
# A zip with one of these is a document, a book or a program.
DOCUMENT_PARTS = frozenset(
    {
        "[Content_Types].xml",
        "mimetype",
        "META-INF/container.xml",
        "META-INF/MANIFEST.MF",
        "AndroidManifest.xml",
    }
)
DIRECTORY_END = b"PK\x05\x06"
DIRECTORY_FIELDS = struct.Struct("<4x4xHHI")  # of its end: entries, and their bytes
DIRECTORY_TAIL = 22 + 65_535  # its end may be followed by a comment
ENTRY_BYTES = 256  # of a directory, for each member allowed
# What reading one damaged member raises.
DAMAGE = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zlib.error,
)


def zip_members(file: BufferedIOBase, meter: Meter) -> Iterator[Found]:
    """Yield each file of a zip archive; one that is damaged or locked costs itself."""
    _check_directory(file, meter)
    try:
        pack = ZipFile(cast("Any", file))
    except DAMAGE as error:
        raise DamageError(str(error)) from error
    with pack:
        if DOCUMENT_PARTS.intersection(pack.NameToInfo):
            raise NoArchiveError
        for info in pack.infolist():
            if not info.is_dir():
                meter.member()
                yield _member(pack, info, meter)


def _check_directory(file: BufferedIOBase, meter: Meter) -> None:
    """LimitError for a directory that would itself be too much to hold in memory."""
    size = file.seek(0, 2)
    file.seek(max(size - DIRECTORY_TAIL, 0))
    tail = file.read()
    at = tail.rfind(DIRECTORY_END)
    if at < 0 or len(tail) < at + DIRECTORY_FIELDS.size:
        return
    _, entries, byte_count = DIRECTORY_FIELDS.unpack_from(tail, at)
    is_zip64 = byte_count == 0xFFFF_FFFF  # noqa: PLR2004 (the size stands elsewhere)
    most = meter.limits.members
    if is_zip64 or byte_count > max(most * ENTRY_BYTES, DIRECTORY_TAIL):
        detail = f"Its directory is too large for {most:,} members."
        raise LimitError(Reason.TOO_MANY_MEMBERS, detail)
    if entries != 0xFFFF and entries > most:  # noqa: PLR2004 (or the number does)
        detail = f"It holds {entries:,} members, more than {most:,}."
        raise LimitError(Reason.TOO_MANY_MEMBERS, detail)


def _member(pack: ZipFile, info: ZipInfo, meter: Meter) -> Member | Fault:
    name = _name(info)
    if info.flag_bits & ENCRYPTED:
        return Fault(name, Reason.ENCRYPTED_MEMBER, "It is locked by a password.")
    if stat.S_ISLNK(info.external_attr >> 16):
        return Fault(name, Reason.MEMBER_LINK, "A link inside an archive.")
    if info.file_size > meter.limits.member_bytes:
        return too_large(name, meter)
    try:
        with pack.open(info) as stream:
            raw = stream.read(min(meter.limits.member_bytes, meter.left) + 1)
    except DAMAGE as error:
        detail = f"{type(error).__name__}: {error}"
        return Fault(name, Reason.CORRUPT_MEMBER, detail[:500])
    meter.expand(len(raw))
    is_small = len(raw) <= meter.limits.member_bytes
    return Member(name, raw) if is_small else too_large(name, meter)


def _name(info: ZipInfo) -> bytes:
    """Return a name's bytes: those not told to be UTF-8 were read as cp437."""
    is_utf8 = info.flag_bits & UTF8
    return info.orig_filename.encode("utf-8" if is_utf8 else "cp437", "replace")
