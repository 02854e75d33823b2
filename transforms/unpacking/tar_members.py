"""The members of a tar archive, read from front to back."""

import tarfile
from collections.abc import Iterator
from io import BufferedIOBase
from typing import Any, cast

from transforms.records import Reason
from transforms.unpacking.limits import Meter
from transforms.unpacking.members import (
    DamageError,
    Fault,
    Found,
    Member,
    too_large,
)
from transforms.unpacking.streams import DAMAGE, Metered


def tar_members(file: BufferedIOBase, meter: Meter) -> Iterator[Found]:
    """Yield each file of a tar archive. DamageError where it breaks off."""
    stream = Metered(file, meter)
    ends = _ends()
    try:
        with tarfile.open(
            fileobj=cast("Any", stream),
            mode="r|",
            encoding="utf-8",
            errors="surrogateescape",
            tarinfo=ends,
        ) as pack:
            while info := pack.next():
                stream.allow(info.size)
                if not info.isdir():
                    meter.member()
                    yield _member(pack, info, meter)
                pack.members.clear()  # type: ignore[attr-defined] # else all are kept
    except (*DAMAGE, tarfile.TarError) as error:
        raise DamageError(str(error)) from error
    if ends.damage:
        raise DamageError(ends.damage)


class _Header(tarfile.TarInfo):
    """A header; the class remembers one that makes no sense.

    The library takes such a header for the end of the archive.
    """

    damage: str | None = None

    @classmethod
    def frombuf(cls, buf: bytes, encoding: str, errors: str) -> "_Header":  # type: ignore[override]
        try:
            return super().frombuf(buf, encoding, errors)
        except (tarfile.EOFHeaderError, tarfile.EmptyHeaderError):  # type: ignore[attr-defined]
            raise
        except tarfile.HeaderError as error:
            cls.damage = str(error)
            raise


def _ends() -> type[_Header]:
    """Return a class of headers for one archive alone."""
    return type("Header", (_Header,), {})


def _member(
    pack: tarfile.TarFile, info: tarfile.TarInfo, meter: Meter
) -> Member | Fault:
    name = info.name.encode("utf-8", "surrogateescape")
    if not info.isreg() or info.issparse():
        detail = "A link, device or sparse file inside an archive."
        return Fault(name, Reason.MEMBER_LINK, detail)
    if info.size > meter.limits.member_bytes:
        return too_large(name, meter)
    stream = pack.extractfile(info)
    raw = stream.read() if stream else b""
    if len(raw) < info.size:
        raise DamageError("cut within a member")
    return Member(name, raw)
