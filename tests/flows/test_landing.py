import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.entry import Entry
from flows.errors import LandingMissingError
from flows.landing import read_bytes, walk
from transforms.records import Reason
from transforms.unpacking.names import printable


def seen(landing: Path, **options) -> dict[str, Reason | None]:
    return {entry.source_file: entry.trouble for entry in walk(landing, **options)}


def test_folders_are_walked_to_the_bottom_and_names_are_relative(landing, write):
    write("b.txt")
    write("tin/2024/a.txt")

    assert seen(landing) == {"b.txt": None, "tin/2024/a.txt": None}


def test_a_folder_a_thousand_levels_deep_is_walked(landing):
    folders = [landing]
    for _ in range(1100):
        folders.append(folders[-1] / "a")
        folders[-1].mkdir()
    (folders[-1] / "tin.txt").write_text("tin")

    assert list(seen(landing)) == ["a/" * 1100 + "tin.txt"]

    (folders[-1] / "tin.txt").unlink()  # too deep for those who clean up after us
    for folder in reversed(folders):
        folder.rmdir()


def test_names_may_be_anything_a_file_system_allows(landing):
    names = {
        "tin mới.txt".encode(): "tin mới.txt",
        b"hai\ndong.txt": "hai%0Adong.txt",
        b"tin\xe9.txt": "tin%E9.txt",
        b"'; drop table x; --\".txt": "'; drop table x; --\".txt",
        "😀.txt".encode(): "😀.txt",
        b"100%.txt": "100%.txt",
        b"a" * 255: "a" * 255,
        "\u2028\x85.txt".encode(): "%E2%80%A8%C2%85.txt",
    }
    for name in names:
        with open(os.fsencode(landing) + b"/" + name, "wb"):  # noqa: PTH123 (bytes)
            pass

    assert set(seen(landing)) == set(names.values())


def test_names_that_print_alike_stay_apart(landing):
    for name in (b"tin\n.txt", b"tin%0A.txt"):
        with open(os.fsencode(landing) + b"/" + name, "wb"):  # noqa: PTH123 (bytes)
            pass

    assert set(seen(landing)) == {"tin%0A.txt", "tin%250A.txt"}


@given(st.binary(min_size=1, max_size=40))
def test_a_name_as_text_prints_on_one_line_and_is_utf_8(name):
    text = printable(name)

    assert len(text.splitlines()) == 1
    assert text.encode()


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1))
def test_a_name_that_prints_stays_as_it_is(name):
    assert printable(name.encode()) == name


def test_a_link_out_of_the_landing_folder_is_not_followed(landing, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets/a.txt").write_text("secret")
    (landing / "file.txt").symlink_to(tmp_path / "secret.txt")
    (landing / "folder").symlink_to(tmp_path / "secrets")
    (landing / "up").symlink_to("..")
    (landing / "nowhere").symlink_to("../not-there")

    assert set(seen(landing).values()) == {Reason.OUTSIDE_LINK}
    assert len(seen(landing)) == 4


def test_a_folder_with_a_name_that_begins_like_the_landing_folder_is_outside(landing):
    beside = landing.with_name(landing.name + "-2")
    beside.mkdir()
    (beside / "a.txt").write_text("tin")
    (landing / "a.txt").symlink_to(beside / "a.txt")

    assert seen(landing) == {"a.txt": Reason.OUTSIDE_LINK}


def test_a_link_to_a_file_inside_is_that_file_under_one_more_name(landing, write):
    write("a.txt", "tin")
    (landing / "b.txt").symlink_to("a.txt")

    entries = {entry.source_file: entry for entry in walk(landing)}

    assert read_bytes(entries["b.txt"], 100) == b"tin"


def test_a_link_to_a_folder_inside_gives_no_second_name_and_no_loop(landing, write):
    write("tin/a.txt")
    (landing / "tin/again").symlink_to("..")
    (landing / "other").symlink_to("tin")

    assert seen(landing) == {"tin/a.txt": None}


def test_links_in_a_circle_are_unreadable(landing):
    (landing / "a").symlink_to("b")
    (landing / "b").symlink_to("a")

    assert seen(landing) == {"a": Reason.UNREADABLE, "b": Reason.UNREADABLE}


def test_pipes_and_sockets_are_never_opened(landing, monkeypatch):
    monkeypatch.chdir(landing)  # a socket's name may be 107 bytes long
    os.mkfifo("pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")

        found = seen(Path())

    assert found == {"pipe.txt": Reason.UNREADABLE, "socket.txt": Reason.UNREADABLE}


def test_a_file_that_became_a_pipe_is_not_waited_for(landing):
    os.mkfifo(landing / "pipe.txt")

    with pytest.raises(OSError, match="no regular file"):
        read_bytes(Entry("pipe.txt", os.fsencode(landing / "pipe.txt")), 100)


def test_a_file_that_became_a_link_is_not_followed(landing, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    (landing / "a.txt").symlink_to(tmp_path / "secret.txt")

    with pytest.raises(OSError, match="symbolic links"):
        read_bytes(Entry("a.txt", os.fsencode(landing / "a.txt")), 100)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_cannot_be_listed_is_one_unreadable_row(landing, write):
    write("shut/a.txt")
    (landing / "shut").chmod(0)

    assert seen(landing) == {"shut": Reason.UNREADABLE}

    (landing / "shut").chmod(0o755)


@pytest.mark.parametrize("name", ["not-there", "a.txt"])
def test_what_is_no_folder_is_no_landing_folder(landing, write, name):
    write("a.txt")

    with pytest.raises(LandingMissingError):
        list(walk(landing / name))


def test_a_warehouse_inside_the_landing_folder_is_left_out(landing, write):
    write("a.txt")
    write("w.raw/pack.zip")
    (landing / "w.duckdb").symlink_to("a.txt")
    ours = [landing / "w.duckdb", landing / "../landing/w.raw"]

    assert seen(landing, skip=ours) == {"a.txt": None}
