import hashlib
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse import raw_store
from warehouse.raw_store import RawStore, RawStoreError


def named(*raws: bytes) -> list[tuple[str, bytes]]:
    return [(hashlib.sha256(raw).hexdigest(), raw) for raw in raws]


def articles(count: int, tag: str = "") -> list[tuple[str, bytes]]:
    return named(*(f"bài số {n} {tag}".encode() * 50 for n in range(count)))


def names(pack: Path) -> list[str]:
    with ZipFile(pack) as members:
        return members.namelist()


def put_a_range(folder: Path, start: int) -> int:
    """Put 60 articles, 30 of which the next starter puts as well."""
    items = articles(start + 60)[start:]
    return RawStore(folder).put_many(items)


def test_what_is_put_comes_back_from_another_store_object(tmp_path):
    items = articles(20)

    assert RawStore(tmp_path / "a" / "raw").put_many(items) == 20
    again = RawStore(tmp_path / "a" / "raw")
    assert [again.get(sha256) for sha256, _ in items] == [raw for _, raw in items]
    assert list(again.digests()) == [sha256 for sha256, _ in items]


@given(raws=st.lists(st.binary(max_size=300), max_size=20))
@settings(max_examples=30, deadline=None)
def test_any_bytes_come_back_and_each_is_kept_once(tmp_path_factory, raws):
    store = RawStore(tmp_path_factory.mktemp("raw"))
    items = named(*raws)

    assert store.put_many(items) == len(set(raws))
    assert store.put_many(items) == 0
    assert {store.get(sha256) for sha256, _ in items} == set(raws)
    assert sorted(store.digests()) == sorted({sha256 for sha256, _ in items})


@pytest.mark.parametrize("comment", [b"", b"kept by somebody"])
def test_a_pack_that_another_program_wrote_is_read_as_well(tmp_path, comment):
    items = articles(5)
    with ZipFile(tmp_path / "other.zip", "w") as pack:
        pack.comment = comment
        pack.writestr("a note", "no article")
        for sha256, raw in items:
            pack.writestr(sha256, raw, ZIP_DEFLATED)

    store = RawStore(tmp_path)

    assert [store.get(sha256) for sha256, _ in items] == [raw for _, raw in items]


def test_an_empty_store_holds_nothing_and_an_empty_put_writes_nothing(tmp_path):
    store = RawStore(tmp_path / "raw")

    assert list(store.digests()) == []
    assert "0" * 64 not in store
    assert store.put_many([]) == 0
    assert not (tmp_path / "raw").exists()


def test_what_is_not_kept_is_said_with_its_digest(tmp_path):
    with pytest.raises(RawStoreError, match="0000 is not kept"):
        RawStore(tmp_path).get("0" * 64)


def test_a_store_sees_what_another_puts_after_it_looked(tmp_path):
    ours, theirs = RawStore(tmp_path), RawStore(tmp_path)
    for batch in (articles(3, "a"), articles(3, "b")):
        ours.put_many(batch)
        assert [theirs.get(sha256) for sha256, _ in batch] == [raw for _, raw in batch]


def test_bytes_under_a_wrong_digest_are_refused(tmp_path):
    store = RawStore(tmp_path)

    with pytest.raises(ValueError, match="is not the sha256"):
        store.put_many([("0" * 64, b"other")])
    assert list(tmp_path.iterdir()) == []


def test_a_big_put_is_cut_into_several_packs(tmp_path, monkeypatch):
    monkeypatch.setattr(raw_store, "PACK_BYTES", 2_000)
    items = articles(20)

    assert RawStore(tmp_path).put_many(iter(items)) == 20
    assert len(list(tmp_path.glob("*.zip"))) == 5
    assert sorted(RawStore(tmp_path).digests()) == sorted(sha for sha, _ in items)


def test_a_failing_source_leaves_no_unfinished_pack(tmp_path):
    def source():
        yield from articles(3)
        raise OSError("the landing folder went away")

    with pytest.raises(OSError, match="went away"):
        RawStore(tmp_path).put_many(source())
    assert list(tmp_path.iterdir()) == []


def test_the_same_batch_put_by_two_stores_makes_one_pack(tmp_path):
    RawStore(tmp_path / "a").put_many(articles(5))
    RawStore(tmp_path / "b").put_many(articles(5))

    [one], [other] = (tmp_path / "a").iterdir(), (tmp_path / "b").iterdir()
    assert (one.name, one.read_bytes()) == (other.name, other.read_bytes())


def test_several_processes_may_put_the_same_files_at_once(tmp_path):
    with ProcessPoolExecutor(3, mp_context=get_context("fork")) as pool:
        list(pool.map(put_a_range, [tmp_path] * 6, range(0, 180, 30)))

    store = RawStore(tmp_path)
    expected = articles(150 + 60)
    assert sorted(store.digests()) == sorted(sha256 for sha256, _ in expected)
    assert all(store.get(sha256) == raw for sha256, raw in expected)


def test_a_pack_is_a_zip_that_any_tool_can_read(tmp_path):
    items = articles(5)
    RawStore(tmp_path).put_many(items)

    [pack] = tmp_path.iterdir()
    with ZipFile(pack) as members:
        assert members.testzip() is None
        assert [(name, members.read(name)) for name in members.namelist()] == items


def test_a_killed_put_leaves_only_what_sweep_removes(tmp_path):
    script = """
import hashlib, os, signal, sys
from pathlib import Path
from warehouse import raw_store
def kill(path): os.kill(os.getpid(), signal.SIGKILL)
raw_store.sync = kill  # just before the pack gets its name
raw = b"raw"
Path(sys.argv[1]).mkdir()
raw_store.RawStore(Path(sys.argv[1])).put_many([(hashlib.sha256(raw).hexdigest(), raw)])
"""
    folder = tmp_path / "raw"
    killed = subprocess.run(
        [sys.executable, "-c", script, str(folder)],
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert killed.returncode == -9
    store = RawStore(folder)
    assert list(store.digests()) == []
    assert len(list(folder.iterdir())) == 1

    store.sweep()
    assert list(folder.iterdir()) == []


@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_damage_anywhere_in_a_pack_never_gives_wrong_bytes(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("raw")
    items = articles(4)
    RawStore(folder).put_many(items)
    [pack] = folder.iterdir()
    whole = bytearray(pack.read_bytes())
    if data.draw(st.booleans()):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] ^= data.draw(st.integers(1, 255))
    else:
        del whole[data.draw(st.integers(0, len(whole) - 1)) :]
    pack.write_bytes(whole)

    store = RawStore(folder)
    for sha256, raw in items:
        with suppress(RawStoreError):
            assert store.get(sha256) == raw


def test_files_of_an_unreadable_pack_are_missed_aloud_and_can_be_put_again(tmp_path):
    items = articles(4)
    RawStore(tmp_path).put_many(items)
    RawStore(tmp_path).put_many(articles(2, "sound"))
    [sha256, _] = items[0]
    pack = next(p for p in tmp_path.iterdir() if sha256.encode() in p.read_bytes())
    pack.write_bytes(b"")

    store = RawStore(tmp_path)
    with pytest.raises(RawStoreError, match=pack.name):
        store.get(sha256)
    assert len(list(store.digests())) == 2
    assert store.put_many(items) == 4
    assert RawStore(tmp_path).get(sha256) == items[0][1]


def test_an_erased_file_is_gone_from_every_pack_and_its_neighbours_stay(tmp_path):
    items = articles(4)
    [erased, _] = items[1]
    RawStore(tmp_path / "a").put_many(items)
    RawStore(tmp_path / "b").put_many(items[:2])
    [twin] = (tmp_path / "b").iterdir()
    shutil.copy(twin, tmp_path / "a")
    store, other = RawStore(tmp_path / "a"), RawStore(tmp_path / "a")
    assert erased in other

    assert store.erase([erased]) == 1
    assert store.erase([erased]) == 0
    assert erased not in store
    for at_work in (store, other):
        with pytest.raises(RawStoreError):
            at_work.get(erased)
        assert at_work.get(items[0][0]) == items[0][1]
    packs = b"".join(pack.read_bytes() for pack in (tmp_path / "a").iterdir())
    assert erased.encode() not in packs


def test_erasing_the_only_file_of_a_pack_removes_the_pack(tmp_path):
    [(sha256, _)] = items = named(b"only")
    store = RawStore(tmp_path)
    store.put_many(items)

    assert store.erase([sha256]) == 1
    assert list(tmp_path.iterdir()) == []


def test_erasing_beside_an_unreadable_pack_says_that_it_may_still_be_there(tmp_path):
    store = RawStore(tmp_path)
    store.put_many(articles(2))
    (tmp_path / "bad.zip").write_bytes(b"no zip")

    with pytest.raises(RawStoreError, match=r"may still be there.*bad\.zip"):
        store.erase([articles(1)[0][0]])


def test_many_files_are_erased_in_one_pass_that_leaves_other_packs_alone(tmp_path):
    store = RawStore(tmp_path)
    store.put_many(articles(6, "a"))
    store.put_many(articles(6, "b"))
    store.put_many(articles(2, "c"))
    untouched = {p for p in tmp_path.iterdir() if articles(1, "c")[0][0] in names(p)}
    erased = [sha256 for sha256, _ in articles(5, "a") + articles(5, "b")]

    assert store.erase([*erased, "0" * 64]) == 10
    assert len(list(store.digests())) == 4
    assert untouched <= set(tmp_path.iterdir())


def test_barred_bytes_are_never_kept_again(tmp_path):
    [barred, other] = articles(2)
    store = RawStore(tmp_path, barred=[barred[0]])

    assert store.put_many([barred, other]) == 1
    assert list(store.digests()) == [other[0]]
