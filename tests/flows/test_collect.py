import hashlib
from datetime import date

import pytest

from flows import take as taking
from flows.batch import Unread
from flows.collect import Collector, kept, unread
from flows.landing import walk
from tests.transforms.unpacking.made import zip_of
from transforms.records import Reason
from transforms.unpacking.limits import Limits
from warehouse.ledger import Known, Ledger
from warehouse.raw_store import RawStore

NIGHT = date(2026, 3, 2)
EARLIER = date(2026, 3, 1)


def sha256(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def known(source_file: str, content: str, night: date = EARLIER) -> Known:
    return Known(
        source_file=source_file,
        sha256=sha256(content),
        first_seen_on=night,
        last_seen_on=night,
    )


def collector(*known: Known, anew: bool = False) -> Collector:
    limits = Limits(file_bytes=1000)
    return Collector(ledger=Ledger(known=known), night=NIGHT, limits=limits, anew=anew)


@pytest.fixture
def store(tmp_path) -> RawStore:
    return RawStore(tmp_path / "raw")


@pytest.fixture
def take_in(landing, store):
    def take(*known: Known, anew: bool = False):
        ledger = Ledger(known=known)
        seen = collector(*known, anew=anew).collect(walk(landing), store)
        return seen, unread(seen, ledger, NIGHT)

    return take


def test_every_file_is_seen_once_and_its_bytes_are_kept(take_in, write, store):
    write("b.txt", "hai")
    write("tin/a.txt", "một")

    seen, to_read = take_in()

    assert [one.source_file for one in seen] == ["b.txt", "tin/a.txt"]
    assert {one.change for one in seen} == {"new"}
    assert {one.first_seen_on for one in seen} == {NIGHT}
    assert [store.get(one.sha256).decode() for one in to_read] == ["hai", "một"]


def test_bytes_seen_before_under_the_name_are_unchanged_and_not_read(take_in, write):
    write("a.txt", "một")

    [seen], to_read = take_in(known("a.txt", "một"))

    assert seen.change == "unchanged"
    assert to_read == ()


def test_new_bytes_under_a_known_name_are_read(take_in, write):
    write("a.txt", "hai")

    [seen], to_read = take_in(known("a.txt", "một"))

    assert seen.change == "new"
    assert to_read == (Unread("a.txt", sha256("hai")),)


def test_known_bytes_under_a_new_name_are_new_but_not_read_again(take_in, write):
    write("b.txt", "một")

    [seen], to_read = take_in(known("a.txt", "một"))

    assert seen.change == "new"
    assert to_read == ()


def test_copies_are_read_once_under_the_first_name(take_in, write):
    for name in ("c.txt", "a.txt", "b.txt"):
        write(name, "một")

    seen, to_read = take_in()

    assert len(seen) == 3
    assert to_read == (Unread("a.txt", sha256("một")),)


def test_litter_does_not_stand_for_a_file_with_the_same_bytes(take_in, write):
    write(".DS_Store")
    write("empty.txt")

    _, to_read = take_in()

    assert [one.source_file for one in to_read] == ["empty.txt"]


def test_a_file_too_large_is_named_but_not_kept(take_in, write, store):
    write("large.txt", "x" * 1001)
    write("just.txt", "x" * 1000)

    seen, to_read = take_in()

    assert [(one.source_file, one.reason) for one in seen] == [
        ("just.txt", None),
        ("large.txt", Reason.TOO_LARGE),
    ]
    assert [one.source_file for one in to_read] == ["just.txt"]
    assert list(store.digests()) == [sha256("x" * 1000)]


def test_a_file_that_grew_since_the_walk_is_too_large(write, landing, store):
    write("a.txt", "x")
    entries = list(walk(landing))
    write("a.txt", "x" * 1001)

    [seen] = collector().collect(entries, store)

    assert seen.reason == Reason.TOO_LARGE


def test_a_file_that_vanished_since_the_walk_is_unreadable(write, landing, store):
    path = write("a.txt", "x")
    write("b.txt", "y")
    entries = list(walk(landing))
    path.unlink()

    seen = collector().collect(entries, store)

    assert [one.reason for one in seen] == [Reason.UNREADABLE, None]
    assert seen[0].sha256 is None


def test_how_files_are_dealt_into_chunks_does_not_show(
    take_in, write, monkeypatch, store
):
    for number in range(20):
        write(f"{number}.txt", f"bài {number % 7}")
    whole = take_in()

    monkeypatch.setattr(taking, "CHUNK_FILES", 3)

    assert take_in() == whole
    assert len(list(store.digests())) == 7


def test_an_earlier_night_loaded_late_is_read_again(take_in, write):
    write("a.txt", "một")

    [seen], to_read = take_in(known("a.txt", "một", night=date(2026, 3, 5)))

    assert seen.change == "new"
    assert len(to_read) == 1


def test_a_rebuild_reads_everything_that_was_ever_seen(take_in, write, store):
    old = known("gone.txt", "cũ")
    ledger = Ledger(known=(old, known("a.txt", "một")))
    write("a.txt", "một")
    seen, _ = take_in(*ledger.known)

    to_read = unread([*seen, *kept(ledger, store, Limits())], ledger, NIGHT)

    assert [one.source_file for one in to_read] == ["a.txt", "gone.txt"]


def test_what_could_not_be_opened_then_is_tried_again_in_a_rebuild(store):
    raw = zip_of({"a.txt": b"mua"})
    digest = hashlib.sha256(raw).hexdigest()
    store.put_many([(digest, raw)])
    old = Known(
        source_file="a.zip",
        sha256=digest,
        first_seen_on=EARLIER,
        last_seen_on=EARLIER,
        is_unopened=True,
    )

    seen = kept(Ledger(known=(old,)), store, Limits())

    assert [(one.source_file, one.reason, one.first_seen_on) for one in seen] == [
        ("a.zip!/a.txt", None, EARLIER),
        ("a.zip", Reason.ARCHIVE, EARLIER),
    ]
    assert store.get(sha256("mua")) == b"mua"


def test_an_archive_that_is_unchanged_gives_what_the_ledger_knows_of_it(
    take_in, write, store
):
    write("a.zip", zip_of({"a.txt": b"mua"}))
    first, to_read = take_in()
    assert [one.source_file for one in to_read] == ["a.zip!/a.txt"]
    known = [
        Known(
            source_file=one.source_file,
            sha256=one.sha256,
            first_seen_on=EARLIER,
            last_seen_on=EARLIER,
            archive=one.detail,
        )
        for one in first
    ]

    again, to_read = take_in(*known)

    assert to_read == ()
    assert {(one.source_file, one.change) for one in again} == {
        ("a.zip", "unchanged"),
        ("a.zip!/a.txt", "unchanged"),
    }
    assert hashlib.sha256(zip_of({"a.txt": b"mua"})).hexdigest() not in store
