import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from flows.errors import LandingMissingError
from flows.landing import check_landing, local, open_entry, read_bytes, walk
from flows.landing import without_password as shown
from flows.take import Large, held, taken
from tests.transforms.unpacking.made import zip_of
from transforms.records import Reason
from transforms.unpacking.limits import Limits
from warehouse.connect import read_only

URL = "memory://press/incoming"


@pytest.fixture
def remote():
    """Write files into a folder that is nowhere but in memory."""
    files = fsspec.filesystem("memory")

    def write(name: str, content: str | bytes = "") -> None:
        raw = content.encode() if isinstance(content, str) else content
        files.pipe_file(f"/press/incoming/{name}", raw)

    yield write
    files.store.clear()
    files.pseudo_dirs[:] = [""]


def test_files_are_found_to_the_bottom_under_relative_names(remote):
    remote("b.txt", "hai")
    remote("tin/2024/a.txt", "một")

    entries = {entry.source_file: entry for entry in walk(URL)}

    assert list(entries) == ["b.txt", "tin/2024/a.txt"]
    assert entries["b.txt"].byte_count == 3
    assert read_bytes(entries["tin/2024/a.txt"], 100) == "một".encode()
    assert read_bytes(entries["b.txt"], 1) == b"ha"
    with open_entry(entries["b.txt"]) as file:
        assert file.read() == b"hai"


def test_names_print_stay_apart_and_are_not_taken_for_members(remote):
    for name in ("a\n.txt", "a%0A.txt", "😀'\".txt", "b!/c.txt"):
        remote(name)

    found = {entry.source_file for entry in walk(URL)}

    assert found == {"a%0A.txt", "a%0A.txt#2", "😀'\".txt", "b%21/c.txt"}


@pytest.mark.parametrize(
    "url",
    [
        "memory://press/nowhere",
        "memory://press/incoming/a.txt",
        "nosuchprotocol://bucket/press",
        "file:///no/such/folder",
        "/no/such/folder",
    ],
)
def test_what_is_no_folder_is_no_landing_folder(remote, url):
    remote("a.txt")

    with pytest.raises(LandingMissingError, match="no landing folder"):
        check_landing(url)
    with pytest.raises(LandingMissingError):
        list(walk(url))


def test_a_folder_that_cannot_be_listed_is_no_landing_folder(remote, monkeypatch):
    def refuse(*_args, **_options):
        raise RuntimeError("403 Forbidden")

    remote("a.txt")
    monkeypatch.setattr(MemoryFileSystem, "find", refuse)

    with pytest.raises(LandingMissingError, match="403 Forbidden"):
        list(walk(URL))


def test_a_file_that_cannot_be_fetched_costs_itself(remote, monkeypatch):
    usual = MemoryFileSystem.open

    def moody(self, path, *args, **options):
        if path.endswith("b.txt"):
            raise RuntimeError("connection reset")
        return usual(self, path, *args, **options)

    for name in "abc":
        remote(f"{name}.txt", name)
    monkeypatch.setattr(MemoryFileSystem, "open", moody)

    found = list(taken(walk(URL), Limits()))

    assert [getattr(one, "reason", None) for one in found] == [
        None,
        Reason.UNREADABLE,
        None,
    ]


def test_a_file_too_large_is_told_by_its_size_and_not_fetched(remote, monkeypatch):
    remote("a.txt", b"x" * 3_000_000)
    fetched = []
    usual = MemoryFileSystem.open

    def counting(self, path, *args, **options):
        fetched.append(path)
        return usual(self, path, *args, **options)

    monkeypatch.setattr(MemoryFileSystem, "open", counting)

    [one] = taken(walk(URL), Limits(file_bytes=1_000, archive_bytes=10_000))

    assert one.reason is Reason.TOO_LARGE
    assert fetched == []


def test_a_large_archive_is_fetched_once_and_opened(remote):
    members = {f"{number}.txt": bytes([number]) * 500 for number in range(9)}
    remote("a.zip", zip_of(members))
    limits = Limits(file_bytes=300, ratio=100)

    [large] = taken(walk(URL), limits)

    assert isinstance(large, Large)
    assert len(list(held(large, limits))) == 10


def test_a_night_over_a_url_loads_and_a_second_one_finds_nothing_new(
    remote, night, story, warehouse
):
    remote("a.txt", story(0))
    remote("b.zip", zip_of({"b.txt": story(1).encode()}))

    night(1, settings={"landing": URL})
    second = night(2, settings={"landing": URL})

    assert second.loaded.outcomes["unchanged"] == 3
    with read_only(warehouse) as connection:
        names = connection.execute("select source_file from mart_article").fetchall()
    assert sorted(names) == [("a.txt",), ("b.zip!/b.txt",)]


def test_a_file_url_is_the_folder_itself_with_all_its_safety(landing, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    (landing / "a.txt").symlink_to(tmp_path / "secret.txt")

    [entry] = walk(landing.as_uri())

    assert entry.trouble is Reason.OUTSIDE_LINK
    assert local(landing.as_uri()) == landing


def test_a_zip_on_this_machine_may_be_the_landing_folder(landing):
    (landing / "a.zip").write_bytes(zip_of({"tin/a.txt": b"mua"}))

    [entry] = walk(f"zip://::{landing / 'a.zip'}")

    assert (entry.source_file, read_bytes(entry, 100)) == ("tin/a.txt", b"mua")


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("ftp://an:bi-mat@host.example:21/tin", "ftp://host.example:21/tin"),
        ("s3://bucket/tin", "s3://bucket/tin"),
        ("/press/an:x@y", "/press/an:x@y"),
    ],
)
def test_no_password_is_shown_or_stored(url, told):
    assert shown(url) == told
