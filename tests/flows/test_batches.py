import hashlib
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from flows import readers
from flows.batch import Batch, Reading, Unread
from flows.batches import deal, read_all
from flows.errors import RawLostError, ReadersDiedError
from warehouse.raw_store import RawStore

ZONE = "Asia/Ho_Chi_Minh"
STORY = "Tin số {}\n\nSáng 24.8, hội nghị khai mạc tại trụ sở xã Nậm Pồng.\n"


@pytest.fixture
def files(tmp_path) -> list[Unread]:
    store = RawStore(tmp_path / "raw")
    raws = [STORY.format(number).encode() for number in range(12)] + [b"\x00\xff" * 40]
    named = [(hashlib.sha256(raw).hexdigest(), raw) for raw in raws]
    store.put_many(named)
    return [Unread(f"{number}.txt", sha) for number, (sha, _) in enumerate(named)]


def rows(folder: Path) -> dict[str, list[str]]:
    return {
        table.name: sorted(
            repr(row)
            for shard in table.glob("*.parquet")
            for row in pq.read_table(shard).to_pylist()
        )
        for table in sorted(folder.iterdir())
    }


@pytest.fixture
def reading(tmp_path):
    """Say where to read from, where to, and how much a file may take."""

    def to(name: str, **limits) -> Reading:
        shards = tmp_path / name
        shards.mkdir()
        return Reading(raw=tmp_path / "raw", shards=shards, zone=ZONE, **limits)

    return to


@pytest.fixture
def read(files, reading):
    def into(name: str, size: int, workers: int, **limits) -> dict[str, list[str]]:
        told = reading(name, **limits)
        assert sum(read_all(deal(files, size, told), workers)) == len(files)
        return rows(told.shards)

    return into


def test_every_file_gives_a_row_whatever_becomes_of_it(read, files):
    assert len(read("shards", 5, 1)["capture"]) == len(files)


def test_batches_workers_and_shards_do_not_show_in_the_rows(read):
    one_batch = read("one", 100, 1)

    assert read("many", 2, 1) == one_batch
    assert read("processes", 5, 2) == one_batch
    assert read("shards", 100, 1, shard_bytes=1) == one_batch


def test_no_files_need_no_batches(reading):
    assert deal([], 10, reading("none")) == []
    assert list(read_all([], 4)) == []


def test_a_batch_is_told_and_understood_whatever_its_files_are_called(reading):
    names = ("a.txt", "tin 'mới'.txt", "%0A😀\\.txt")
    files = tuple(Unread(name, "0" * 64) for name in names)
    [batch] = deal(files, 10, reading("told"))

    assert Batch.from_json(batch.to_json()) == batch


@pytest.mark.parametrize("workers", [1, 2])
def test_bytes_that_are_gone_from_the_raw_store_stop_the_night(files, reading, workers):
    dealt = deal([*files, Unread("lost.txt", "0" * 64)], 5, reading("lost"))

    with pytest.raises(RawLostError, match=r"lost\.txt"):
        list(read_all(dealt, workers))


def test_shards_that_cannot_be_written_stop_the_night(files, reading):
    told = reading("taken")
    told.shards.rmdir()  # as on a machine that does not share our disk

    with pytest.raises(OSError, match="taken"):
        list(read_all(deal(files, 5, told), 1))


# --- readers that die

# The real reader, but for what it reads with: that does what the files say.
HOSTILE = """
import ctypes, os, re, signal, sys, time, types
from pathlib import Path
from transforms.records import Reason, Rejected
once = Path(__file__).with_name("once")
def read_article(raw, zone):
    if b"HANG" in raw:
        re.match(r"(a+)+$", "a" * 99 + "b")  # in C, for longer than there is a world
    if b"SLEEP" in raw:
        time.sleep(99)
    if b"SWELL" in raw:
        bytearray(2**29)
    if b"CRASH" in raw:
        ctypes.string_at(0)
    if b"UNLUCKY" in raw and not once.exists():
        once.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return Rejected(reason=Reason.NO_ARTICLE, detail=raw.decode())
sys.modules["transforms.clean"] = types.ModuleType("transforms.clean")
sys.modules["transforms.clean"].read_article = read_article
import transforms.batch
def staged(name, rows, stage=transforms.batch.staged):
    if any("UNSTAGED" in row.detail for _, row in rows):
        raise TypeError("a bug in what all files of a batch go through")
    return stage(name, rows)
transforms.batch.staged = staged
from flows.reader import main
main()
"""
HARMS = {
    "HANG": "too_slow",
    "SLEEP": "too_slow",
    "SWELL": "too_much_memory",
    "CRASH": "reader_died",
    "UNSTAGED": "reader_failed",
    "UNLUCKY": "no_article",  # killed from outside, once: no fault of its own
}


@pytest.fixture
def hostile(monkeypatch, tmp_path):
    """Have batches read by a reader that some articles can harm."""
    script = tmp_path / "hostile.py"
    script.write_text(HOSTILE)
    monkeypatch.setattr(readers, "PROGRAM", [sys.executable, str(script)])
    readers.end_idle()
    yield
    readers.end_idle()


@pytest.fixture
def reasons(tmp_path, reading):
    """Read files that say these things; return the reason each is refused for."""

    def read(says: Sequence[str], workers: int) -> dict[str, str]:
        named = {hashlib.sha256(one.encode()).hexdigest(): one for one in says}
        RawStore(tmp_path / "raw").put_many(
            (sha, one.encode()) for sha, one in named.items()
        )
        told = reading("hostile", seconds=0.5, memory=2**28)
        files = [Unread(f"{one}.txt", sha) for sha, one in named.items()]
        assert sum(read_all(deal(files, 5, told), workers)) == len(files)
        captures = [
            row
            for shard in (told.shards / "capture").glob("*.parquet")
            for row in pq.read_table(shard).to_pylist()
        ]
        assert len(captures) == len(files)
        return {named[one["sha256"]]: one["reason"] for one in captures}

    return read


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("harm", HARMS)
def test_a_file_that_harms_its_reader_costs_that_file_alone(reasons, harm):
    assert reasons(["một", harm, "hai"], 1) == {
        "một": "no_article",
        harm: HARMS[harm],
        "hai": "no_article",
    }


@pytest.mark.usefixtures("hostile")
def test_several_that_harm_several_readers_cost_no_more(reasons):
    others = {f"bài {number}": "no_article" for number in range(9)}

    assert reasons([*HARMS, *others], 2) == HARMS | others


def test_readers_that_cannot_even_begin_stop_the_night(files, reading, monkeypatch):
    monkeypatch.setattr(readers, "PROGRAM", [sys.executable, "-c", "raise SystemExit"])
    readers.end_idle()

    with pytest.raises(ReadersDiedError):
        list(read_all(deal(files, 5, reading("none")), 1))


def test_a_reader_ends_with_its_parent():
    script = (
        "import os, signal\n"
        "from flows.readers import Reader\n"
        "Reader(); os.kill(os.getpid(), signal.SIGKILL)"
    )

    orphaned = subprocess.run(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, timeout=60, check=False
    )  # ends when every process that holds the pipe has ended

    assert orphaned.returncode == -signal.SIGKILL
