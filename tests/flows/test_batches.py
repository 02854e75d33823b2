import hashlib
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from flows import batches as batching
from flows.batches import deal, read_all
from flows.collect import Unread
from flows.errors import RawLostError
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
def read(tmp_path, files):
    def into(name: str, size: int, workers: int) -> dict[str, list[str]]:
        shards = tmp_path / name
        dealt = deal(files, size, raw=tmp_path / "raw", shards=shards, zone=ZONE)
        assert sum(read_all(dealt, workers)) == len(files)
        return rows(shards)

    return into


def test_every_file_gives_a_row_whatever_becomes_of_it(read, files):
    assert len(read("shards", 5, 1)["capture"]) == len(files)


def test_batches_and_workers_do_not_show_in_the_rows(read, monkeypatch):
    one_batch = read("one", 100, 1)

    assert read("many", 2, 1) == one_batch
    assert read("processes", 5, 2) == one_batch

    monkeypatch.setattr(batching, "SLICE_BYTES", 1)
    assert read("slices", 100, 1) == one_batch


def test_no_files_need_no_batches(tmp_path):
    assert deal([], 10, raw=tmp_path, shards=tmp_path, zone=ZONE) == []
    assert list(read_all([], 4)) == []


@pytest.mark.parametrize("workers", [1, 2])
def test_bytes_that_are_gone_from_the_raw_store_stop_the_night(
    tmp_path, files, workers
):
    lost = Unread("lost.txt", "0" * 64)
    dealt = deal(
        [*files, lost], 5, raw=tmp_path / "raw", shards=tmp_path / "s", zone=ZONE
    )

    with pytest.raises(RawLostError, match=r"lost\.txt"):
        list(read_all(dealt, workers))
