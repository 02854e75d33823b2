"""Tell by content whether a file holds files, and how it is opened."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from io import BufferedIOBase

from transforms.reading.warc_page import is_warc
from transforms.unpacking import json_members
from transforms.unpacking.limits import Meter
from transforms.unpacking.members import Found
from transforms.unpacking.streams import beginning
from transforms.unpacking.tar_members import tar_members
from transforms.unpacking.warc_members import warc_members
from transforms.unpacking.zip_members import zip_members

PEEK = 2**20  # how far a compressed or a large file is looked into


class Access(Enum):
    """What opening an archive takes: reading on, going back, all of it in memory."""

    STREAM = 1
    SEEK = 2
    WHOLE = 3


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of archive. Where it `holds_files`, members may be archives again."""

    name: str
    is_it: Callable[[bytes], bool]
    members: Callable[[BufferedIOBase, Meter], Iterator[Found]]
    access: Access = Access.STREAM
    holds_files: bool = False


def _is_zip(head: bytes) -> bool:
    return head.startswith(b"PK\x03\x04")


def _is_tar(head: bytes) -> bool:
    return head.startswith(b"ustar", 257)


KINDS = (
    Kind("zip", _is_zip, zip_members, Access.SEEK, holds_files=True),
    Kind("tar", _is_tar, tar_members, holds_files=True),
    Kind("WARC", is_warc, warc_members),
    Kind("JSON Lines", json_members.is_lines, json_members.line_members),
    Kind("JSON list", json_members.is_list, json_members.list_members, Access.WHOLE),
    Kind("JSON feed", json_members.is_feed, json_members.feed_members, Access.WHOLE),
)


def kind_of(raw: bytes) -> Kind | None:
    """Return the kind of archive that bytes begin, compressed or not; None for a page.

    `raw` is a whole file, or the first bytes of one too large to be at hand.
    """
    head = beginning(raw, PEEK)
    return next((kind for kind in KINDS if kind.is_it(head)), None)
