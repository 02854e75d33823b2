"""A file of the landing folder, before it is opened."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.records import Reason

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the landing folder; `path` is real: no link is left to follow.

    `remote` is the file system whose path it is; None is this machine's. `trouble` is
    why it must not be opened, `detail` one sentence about that.
    """

    source_file: str
    path: bytes
    byte_count: int = 0
    trouble: Reason | None = None
    detail: str | None = None
    remote: "AbstractFileSystem | None" = None
