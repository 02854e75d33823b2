"""A batch of files to be read, and the words of processes that read about it.

It is the unit that could as well be read on another machine: all it needs is the raw
store and a folder to write to.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from struct import Struct

NO_FILE = -1  # told in place of a file: shards are being written
SWOLLEN = 12  # exit code of a reader that a file made swell
PLACE = Struct("<q")


def write_place(file: int, place: int) -> None:
    """Leave the place of the file at hand in an open file, for who looks on."""
    os.pwrite(file, PLACE.pack(place), 0)


def read_place(file: int) -> int | None:
    """Return the place last left there, None where none was."""
    written = os.pread(file, PLACE.size, 0)
    return PLACE.unpack(written)[0] if written else None


@dataclass(frozen=True, slots=True)
class Unread:
    """Bytes to be read tonight, under the first name (of those seen) that has them."""

    source_file: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Where bytes come from, where what is read goes, and how much it may take.

    A file may take `seconds` of processor time, and `memory` in bytes beside what the
    reader holds; so many raw bytes are read into one shard.
    """

    raw: Path
    shards: Path
    zone: str
    seconds: float = 10
    memory: int = 2**30
    shard_bytes: int = 32_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some of the night's unread bytes; `is_alone` where one is read by itself.

    `tries` counts the readers that it was given to.
    """

    number: int
    files: tuple[Unread, ...]
    reading: Reading
    is_alone: bool = False
    tries: int = 1

    @property
    def name(self) -> str:
        """What its shards are called: a file read alone leaves the others' in peace."""
        return f"{self.number:06}" + (f"-{self.files[0].sha256}" * self.is_alone)

    def to_json(self) -> str:
        """Write it as one line."""
        return json.dumps(asdict(self), default=str)

    @classmethod
    def from_json(cls, line: bytes | str) -> "Batch":
        """Read what `to_json` wrote."""
        told = json.loads(line)
        given = told.pop("reading")
        given |= {name: Path(given[name]) for name in ("raw", "shards")}
        files = tuple(Unread(**file) for file in told.pop("files"))
        return cls(files=files, reading=Reading(**given), **told)
