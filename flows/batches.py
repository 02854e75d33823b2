"""Deal the night's files out in batches, and have them read into Parquet shards.

What a batch gives does not depend on how files were dealt out, so neither does the
warehouse. A file that hangs, swells or kills its reader is read once more, alone, since
the machine may have been at fault; where that fails too it is quarantined, and the
others of its batch are read again without it.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flows.batch import NO_FILE, Batch, Reading, Unread
from flows.errors import ReadersDiedError
from flows.readers import Ending, Reader, endings, lend, take_back
from flows.shards import write_shard
from transforms.staging import Capture, staged
from warehouse.raw_store import RawStore

TRIES = 3  # before a reader that cannot even begin is a fault of ours


def deal(files: Sequence[Unread], size: int, reading: Reading) -> list[Batch]:
    """Deal files out into batches of `size`."""
    return [
        Batch(number=number, files=tuple(files[start : start + size]), reading=reading)
        for number, start in enumerate(range(0, len(files), size))
    ]


def read_one(batch: Batch) -> int:
    """Write one batch's shards; return how many files it read or quarantined.

    Raises what `read_all` does.
    """
    return sum(read_all([batch], 1))


def read_all(batches: Sequence[Batch], workers: int) -> Iterator[int]:
    """Have so many processes read every batch; yield how many files each is done with.

    RawLostError where the raw store does not give the bytes back; OSError where shards
    cannot be written; ReadersDiedError where readers cannot be started.
    """
    waiting = deque(batches)
    busy: dict[Reader, Batch] = {}
    try:
        while waiting or busy:
            while waiting and len(busy) < workers:
                batch = waiting.popleft()
                busy[lend(batch)] = batch
            for reader, ending in endings(busy):
                batch = busy.pop(reader)
                take_back(reader)
                again = _again(batch, ending)
                waiting.extend(again)
                yield len(batch.files) - sum(len(one.files) for one in again)
    finally:
        for reader in busy:
            reader.end()


def _again(batch: Batch, ending: Ending) -> list[Batch]:
    """Return what of a batch is to be read again; quarantine what is beyond that."""
    if ending.reason is None:
        return []
    if ending.at is None:
        return [_tried(batch, ending)]
    is_any = ending.at == NO_FILE
    suspects = batch.files if is_any else (batch.files[ending.at],)
    others = tuple(file for file in batch.files if file not in suspects)
    if batch.is_alone or ending.is_sure:
        for file in suspects:
            _quarantine(batch, file, ending)
        again = []
    else:
        again = [replace(batch, files=(file,), is_alone=True) for file in suspects]
    return again + [replace(batch, files=others)] * bool(others)


def _tried(batch: Batch, ending: Ending) -> Batch:
    """Count another try that did not begin; ReadersDiedError after the last."""
    if batch.tries == TRIES:
        raise ReadersDiedError(
            f"no process that reads files can be kept alive ({ending.detail})"
        )
    return replace(batch, tries=batch.tries + 1)


def _quarantine(batch: Batch, file: Unread, ending: Ending) -> None:
    """Write the shard of a file that cannot be read without harm."""
    size = len(RawStore(batch.reading.raw).get(file.sha256))
    row = Capture(byte_count=size, reason=ending.reason, detail=ending.detail)
    alone = replace(batch, files=(file,), is_alone=True)
    rows = staged("capture", [(file.sha256, row)])
    write_shard(batch.reading.shards / "capture", alone.name, rows)
