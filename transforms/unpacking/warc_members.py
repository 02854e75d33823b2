"""The pages of a WARC file (ISO 28500), each kept as the record it stands in.

A record that is cut out of a WARC file is a WARC file of one record: it says itself
where it was found, and reading it later needs nothing else.
"""

from collections.abc import Iterator
from io import BufferedIOBase

from warcio.archiveiterator import WARCIterator
from warcio.recordloader import ArcWarcRecord

from transforms.reading.warc_page import NONSENSE, why_no_page
from transforms.unpacking.limits import Meter
from transforms.unpacking.members import (
    DamageError,
    Found,
    Member,
    PassedOver,
    too_large,
)
from transforms.unpacking.streams import Metered

MAY_BE_PAGES = ("response", "resource", "conversion")


class _Records(WARCIterator):  # type: ignore[misc]
    """Records in a row; what stands between them is told by us, not on stderr."""

    INC_RECORD = ""


def warc_members(file: BufferedIOBase, meter: Meter) -> Iterator[Found]:
    """Yield each record that holds a page, named by its number in the file.

    DamageError where the file breaks off, or where a length is not what it says.
    """
    stream = Metered(file, meter)
    records = _Records(stream, no_record_parse=True)
    try:
        for number, record in enumerate(records, 1):
            stream.allow(record.length or 0)
            meter.member()
            yield _member(str(number).encode(), record, meter)
            if getattr(record.raw_stream, "limit", 0) > 0:
                raise DamageError("cut within a record")
    except NONSENSE as error:
        raise DamageError(str(error)) from error
    if records.err_count:
        raise DamageError("what stands between two records belongs to none")


def _member(name: bytes, record: ArcWarcRecord, meter: Meter) -> Found:
    if record.rec_type not in MAY_BE_PAGES:
        return PassedOver(f"{record.rec_type} record")
    if (record.length or 0) > meter.limits.member_bytes:
        return too_large(name, meter)
    block = record.raw_stream.read(meter.limits.member_bytes + 1)
    if len(block) > meter.limits.member_bytes:
        return too_large(name, meter)
    raw = record.rec_headers.to_bytes(encoding="utf-8") + block
    what = why_no_page(raw)
    return PassedOver(what) if what else Member(name, raw)
