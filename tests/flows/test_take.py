from threading import current_thread
from time import sleep

import pytest

from flows import take
from flows.landing import walk
from flows.take import Large, held, taken
from tests.transforms.unpacking.made import tar_of, zip_of
from transforms.records import Judged, RawFile, Reason
from transforms.unpacking.limits import Limits

LIMITS = Limits(file_bytes=1_000, member_bytes=5_000, archive_bytes=50_000, ratio=1_000)
PAGES = {f"{number}.txt": bytes([65 + number]) * 4_000 for number in range(4)}
KINDS = {"tar": tar_of(PAGES), "jsonl": b'{"text": "Mua to roi."}\n' * 80}


@pytest.mark.parametrize("kind", KINDS)
def test_an_archive_too_large_to_hold_is_opened_where_it_lies(landing, write, kind):
    write("a", KINDS[kind])

    [one] = taken(walk(landing), LIMITS)
    found = list(held(one, LIMITS))

    assert isinstance(one, Large)
    assert all(isinstance(member, RawFile) for member in found[:-1])
    assert len(found) > 4
    assert (found[-1].source_file, found[-1].reason) == ("a", Reason.ARCHIVE)


def test_a_large_zip_is_opened_as_well(landing, write):
    stored = zip_of({f"{at}.txt": bytes(range(256)) * 9 for at in range(30)})
    write("a", stored)
    assert len(stored) > 1_000

    [one] = taken(walk(landing), LIMITS)

    assert len(list(held(one, LIMITS))) == 31


def test_an_archive_larger_than_any_may_be_is_not_opened(landing, write):
    write("a", tar_of(PAGES) + bytes(40_000))

    [one] = taken(walk(landing), LIMITS)

    assert isinstance(one, Judged)
    assert (one.reason, one.detail) == (Reason.TOO_LARGE, "Larger than 50,000 bytes.")


def test_a_large_archive_that_is_damaged_is_told_and_opened_again_next_night(
    landing, write
):
    write("a", tar_of(PAGES)[:9_000])

    [one] = taken(walk(landing), LIMITS)
    *members, itself = held(one, LIMITS)

    assert len(members) == 1
    assert (itself.reason, itself.sha256) == (Reason.CORRUPT_ARCHIVE, None)


def test_a_large_archive_that_changes_while_it_is_read_is_unreadable(landing, write):
    path = write("a", tar_of(PAGES))
    [one] = taken(walk(landing), LIMITS)

    found = held(one, LIMITS)
    next(found)
    path.write_bytes(tar_of(PAGES) + bytes(512))

    assert list(found)[-1].reason is Reason.UNREADABLE


def test_a_large_archive_that_vanished_is_unreadable(landing, write):
    path = write("a", tar_of(PAGES))
    [one] = taken(walk(landing), LIMITS)
    path.unlink()

    assert [given.reason for given in held(one, LIMITS)] == [Reason.UNREADABLE]


def test_files_that_wait_for_their_disk_are_read_by_threads_in_the_same_order(
    landing, write, monkeypatch
):
    for number in range(40):
        write(f"{number:02}.txt", bytes([65 + number]) * 900)
    seen = set()
    real = take.read_bytes

    def slow(entry, most):
        seen.add(current_thread())
        sleep(0.01)
        return real(entry, most)

    monkeypatch.setattr(take, "read_bytes", slow)

    found = list(taken(walk(landing), LIMITS))

    assert [one.source_file for one in found] == [f"{at:02}.txt" for at in range(40)]
    assert len(seen) > 2
