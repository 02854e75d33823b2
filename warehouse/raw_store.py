"""Keep the bytes of every file ever seen, once, by their sha256.

    warehouse.raw/3f9a....zip     a pack: up to some thousand files, each named by its
                                  sha256; an ordinary zip, so that any tool opens it
    warehouse.raw/.pack-...       a pack being written

A pack is written whole, flushed to disk, and only then given its name; after that it
never changes. So a torn write cannot be met, one flush serves a whole batch, a copy of
the folder is a backup at any moment, and processes need no lock: at worst two of them
keep the same bytes, in two packs.
"""

import hashlib
import os
import struct
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from warehouse.files import sync

LEVEL = 4  # a quarter less CPU than zlib's usual 6 for a few percent more bytes
PACK_BYTES = 32 * 2**20  # uncompressed; what writing holds, what erasing rewrites
MODE = 0o644 << 16  # where a zip keeps the permissions of a member
LOCAL_HEADER = struct.Struct("<26xHH")  # of a member: lengths of its name and extra
# A zip's table of contents: of a member the bytes it takes, the lengths of its name,
# extra and comment, where it is, and the name, which is a sha256; then the table's end.
MEMBER_SIGNATURE, MEMBER = b"PK\1\2", struct.Struct("<4s16xL4xHHH8xL64s")
END_SIGNATURE, END = b"PK\5\6", struct.Struct("<4s6xHLLH")
RAW_DEFLATE = -15  # zlib's word for a stream without its own header, as zip has it

# What reading damaged bytes as a zip raises.
DAMAGE = (
    BadZipFile,
    NotImplementedError,
    OSError,
    OverflowError,
    ValueError,
    struct.error,
    zlib.error,
)


class RawStoreError(Exception):
    """Bytes that should be kept are missing or damaged."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file's compressed bytes are: its pack, and its member in the pack."""

    pack: Path
    header_offset: int
    compressed_size: int


class RawStore:
    """The raw files kept in a folder.

    `damaged` holds the packs that could not be opened at the last look: what only they
    have counts as not kept, so that putting it again heals the store.
    """

    def __init__(self, folder: Path, barred: Collection[str] = ()) -> None:
        """Name the folder, made by the first put, and digests that are never put."""
        self._barred = frozenset(barred)
        self.damaged: frozenset[Path] = frozenset()
        self._folder = folder
        self._packs: frozenset[Path] = frozenset()
        self._places: dict[str, Place] = {}
        self._looked_at: int | None = None

    def put_many(self, items: Iterable[tuple[str, bytes]]) -> int:
        """Keep each (sha256, bytes) that is not kept yet; return how many were new.

        All are on disk when this returns; where it fails, some of the first may be.
        Raises ValueError for bytes that have another sha256.
        """
        self._look()
        count = 0
        for batch in _batches(self._unknown(items)):
            self._write(batch)
            count += len(batch)
        return count

    def get(self, sha256: str) -> bytes:
        """Return the bytes with this sha256, in any order at about the same speed.

        Raises RawStoreError where they are not kept, or no longer the same bytes.
        """
        for _ in range(2):
            try:
                return _read(sha256, self._places[sha256])
            except (KeyError, FileNotFoundError):  # put, or its pack rewritten, since
                self._looked_at = None
                self._look()
        raise self._missing(sha256)

    def pack_of(self, sha256: str) -> Path:
        """Return the pack that holds a file; RawStoreError where none does."""
        if sha256 not in self:
            raise RawStoreError(
                f"{sha256} is not kept in {self._folder}{self._doubt()}"
            )
        return self._places[sha256].pack

    def __contains__(self, sha256: object) -> bool:
        """Tell whether a file is kept; whether undamaged, only reading it can tell."""
        if sha256 not in self._places:
            self._look()
        return sha256 in self._places

    def digests(self) -> Iterator[str]:
        """Return the sha256 of every file kept, each once."""
        self._looked_at = None
        self._look()
        return iter(list(self._places))

    def erase(self, digests: Collection[str]) -> int:
        """Remove files for good, as a law may ask; return how many were kept.

        Every pack that holds one is rewritten without it, in one pass. Call it while
        the warehouse is locked. Raises RawStoreError where damage leaves a doubt that
        all is gone.
        """
        erased, found = frozenset(digests), set[str]()
        for pack in self._on_disk():
            try:
                places = _places(pack)
            except RawStoreError:
                continue  # told below
            if here := erased & places.keys():
                self._rewrite(pack, places, here)
                found |= here
        self._looked_at = None
        self._look()
        if erased and self.damaged:
            raise RawStoreError(f"{min(erased)} may still be there{self._doubt()}")
        return len(found)

    def sweep(self) -> None:
        """Remove what killed processes left; call it while the warehouse is locked."""
        for unfinished in self._folder.glob(".pack-*"):
            unfinished.unlink()

    def _unknown(
        self, items: Iterable[tuple[str, bytes]]
    ) -> Iterator[tuple[str, bytes]]:
        met: set[str] = set()
        for sha256, raw in items:
            if sha256 in met or sha256 in self._places or sha256 in self._barred:
                continue
            if hashlib.sha256(raw).hexdigest() != sha256:
                raise ValueError(f"{sha256} is not the sha256 of these bytes")
            met.add(sha256)
            yield sha256, raw

    def _write(self, batch: list[tuple[str, bytes]]) -> None:
        """Write a pack; its name tells its members, so a repeated batch is one pack."""
        name = hashlib.sha256(
            "".join(sha256 for sha256, _ in batch).encode()
        ).hexdigest()
        if not self._folder.is_dir():
            self._folder.mkdir(parents=True, exist_ok=True)
            sync(self._folder.parent)
        unfinished = self._folder / f".pack-{uuid4().hex}"
        try:
            with ZipFile(unfinished, "x") as pack:
                for sha256, raw in batch:
                    member = ZipInfo(sha256)
                    member.external_attr = MODE
                    pack.writestr(member, raw, ZIP_DEFLATED, LEVEL)
            sync(unfinished)
            unfinished.replace(self._folder / f"{name[:32]}.zip")
        finally:
            unfinished.unlink(missing_ok=True)
        sync(self._folder)
        self._looked_at = None

    def _rewrite(
        self, pack: Path, places: dict[str, Place], erased: frozenset[str]
    ) -> None:
        kept = [name for name in places if name not in erased]
        rest = [(name, _read(name, places[name])) for name in kept]
        if rest:
            self._write(rest)
        pack.unlink()
        sync(self._folder)

    def _look(self) -> None:
        """Learn of packs that came or went; nearly free where none did."""
        changed_at = self._folder.stat().st_mtime_ns if self._folder.is_dir() else None
        if changed_at is not None and changed_at == self._looked_at:
            return
        packs = self._on_disk()
        if not self._packs <= packs:
            self._packs, self._places, self.damaged = frozenset(), {}, frozenset()
        for pack in sorted(packs - self._packs):
            try:
                self._places |= _places(pack)
            except RawStoreError:
                self.damaged |= {pack}
        self._packs, self._looked_at = packs, changed_at

    def _on_disk(self) -> frozenset[Path]:
        return frozenset(self._folder.glob("*.zip"))

    def _missing(self, sha256: str) -> RawStoreError:
        return RawStoreError(f"{sha256} is not kept in {self._folder}{self._doubt()}")

    def _doubt(self) -> str:
        names = ", ".join(sorted(pack.name for pack in self.damaged))
        return f"; packs that cannot be read: {names}" if names else ""


def _batches(
    items: Iterable[tuple[str, bytes]],
) -> Iterator[list[tuple[str, bytes]]]:
    """Cut items into lists of about PACK_BYTES each."""
    batch: list[tuple[str, bytes]] = []
    size = 0
    for sha256, raw in items:
        batch.append((sha256, raw))
        size += len(raw)
        if size >= PACK_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _places(pack: Path) -> dict[str, Place]:
    """Return the place of each file in a pack, by its sha256.

    Raises RawStoreError where the pack's table of contents cannot be read.
    """
    try:
        if members := _own_members(pack):
            return members
        with ZipFile(pack) as opened:
            return {
                member.filename: Place(pack, member.header_offset, member.compress_size)
                for member in opened.infolist()
            }
    except DAMAGE as error:
        raise RawStoreError(f"{pack} is damaged: {error}") from error


def _own_members(pack: Path) -> dict[str, Place]:
    """Return the members of a pack as we write them, at a tenth of a zip's cost.

    Nothing where it is otherwise made or damaged: then the library has a look.
    """
    with pack.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - END.size))
        end = file.read()
        if len(end) < END.size:
            return {}
        signature, count, length, start, comment = END.unpack(end)
        is_ours = signature == END_SIGNATURE and length == count * MEMBER.size
        if not is_ours or comment or start + length + END.size != size:
            return {}
        file.seek(start)
        entries = list(MEMBER.iter_unpack(file.read(length)))
    lengths = (64, 0, 0)
    if any(one[0] != MEMBER_SIGNATURE or one[2:5] != lengths for one in entries):
        return {}
    return {
        name.decode("ascii"): Place(pack, at, packed)
        for _, packed, *_, at, name in entries
    }


def _read(sha256: str, place: Place) -> bytes:
    """Read one file straight from its place: opening its zip would cost far more.

    Raises RawStoreError for anything but the very bytes that were put.
    """
    try:
        with place.pack.open("rb") as pack:
            pack.seek(place.header_offset)
            name, extra = LOCAL_HEADER.unpack(pack.read(LOCAL_HEADER.size))
            pack.seek(name + extra, 1)
            raw = zlib.decompress(pack.read(place.compressed_size), RAW_DEFLATE)
    except FileNotFoundError:
        raise
    except DAMAGE as error:
        raise RawStoreError(f"{sha256} is damaged in {place.pack}: {error}") from error
    if hashlib.sha256(raw).hexdigest() != sha256:
        raise RawStoreError(f"{sha256} is damaged in {place.pack}: other bytes")
    return raw
