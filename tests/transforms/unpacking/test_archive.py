import bz2
import gzip
import lzma

import pytest
from hypothesis import HealthCheck, example, settings
from hypothesis import given as given_any
from hypothesis import strategies as st

from tests.transforms.unpacking.made import PAGE, TEXT, tar_of, warc_of, zip_of
from transforms.reading.read import read_page
from transforms.records import Judged, Page, RawFile, Reason, Rejected
from transforms.unpacking.archive import contents
from transforms.unpacking.limits import Limits

JSON = b'{"url": "https://bao.example/1", "text": "Mua to."}\n'
SMALL = Limits(file_bytes=20_000, member_bytes=5_000, members=20, expanded_bytes=50_000)
STARTS = [b"", b"PK\x03\x04", b"WARC/1.0\r\n", b'[{"text":"', b"\x1f\x8b\x08"]
ARCHIVES = {
    "zip": zip_of({"a.txt": TEXT, "b/c.html": PAGE}),
    "tar": tar_of({"a.txt": TEXT, "b/c.html": PAGE}),
    "tar.gz": tar_of({"a.txt": TEXT, "b/c.html": PAGE}, "w:gz"),
    "tar.xz": tar_of({"a.txt": TEXT}, "w:xz"),
    "warc": warc_of({"https://bao.example/1": PAGE, "https://bao.example/2": PAGE}),
    "warc.gz": warc_of({"https://bao.example/1": PAGE}, gzip=True),
    "jsonl": JSON * 3,
    "jsonl.bz2": bz2.compress(JSON * 3),
    "list": b"[" + JSON + b"," + JSON + b"]",
    "feed": b'{"items": [' + JSON + b"," + JSON + b"]}",
}


@pytest.mark.parametrize("expand", [bz2.compress, gzip.compress, lzma.compress])
@pytest.mark.parametrize("kind", ["tar", "warc", "jsonl", "list"])
def test_an_archive_may_be_compressed(given, kind, expand):
    plain = given(ARCHIVES[kind])

    assert given(expand(ARCHIVES[kind])) == plain
    assert plain["a"] == "archive"
    assert len(plain) > 2


def test_a_page_is_no_archive_compressed_or_not(given):
    for page in (TEXT, PAGE, gzip.compress(TEXT), JSON, b"", b"[Anh] Hoi nghi"):
        assert given(page) == {"a": page}


def test_archives_in_archives_have_rows_of_their_own(given):
    inner = tar_of({"c.txt": TEXT, "d.zip": zip_of({"e.txt": PAGE})})

    assert given(zip_of({"a.txt": PAGE, "b.tar": inner})) == {
        "a": "archive",
        "a!/a.txt": PAGE,
        "a!/b.tar": "archive",
        "a!/b.tar!/c.txt": TEXT,
        "a!/b.tar!/d.zip": "archive",
        "a!/b.tar!/d.zip!/e.txt": PAGE,
    }


def test_an_archive_too_deep_within_others_costs_itself(given):
    nest = zip_of({"b.zip": zip_of({"c.txt": TEXT}), "d.txt": TEXT})

    assert given(nest, depth=1) == {
        "a": "archive",
        "a!/b.zip": "nested_too_deep",
        "a!/d.txt": TEXT,
    }


def test_a_member_too_large_costs_itself(given):
    members = {"a.txt": b"x" * 101, "b.txt": b"x" * 100}

    for pack in (zip_of(members), tar_of(members)):
        assert given(pack, member_bytes=100) == {
            "a": "archive",
            "a!/a.txt": "too_large",
            "a!/b.txt": b"x" * 100,
        }


def test_an_archive_of_too_many_members_gives_those_before(given):
    pages = {f"{number}.txt": TEXT for number in range(4)}
    warc = warc_of({f"https://bao.example/{number}": PAGE for number in range(4)})

    assert given(zip_of(pages), members=3) == {"a": "too_many_members"}
    for pack in (tar_of(pages), warc, JSON * 4, b"[" + JSON + (b"," + JSON) * 3 + b"]"):
        found = given(pack, members=3)

        assert found["a"] == "too_many_members"
        assert len(found) == 4


def test_members_of_archives_within_count_as_well(given):
    inner = tar_of({"b.txt": TEXT, "c.txt": TEXT})

    assert "too_many_members" in given(zip_of({"d.tar": inner}), members=2).values()


@pytest.mark.parametrize("limit", [{"expanded_bytes": 50_000}, {"ratio": 10}])
def test_a_bomb_goes_off_at_the_limit(given, limit):
    limits = {"file_bytes": 10_000, "member_bytes": 20_000} | limit
    zeros = {f"{number}.txt": bytes(20_000) for number in range(9)}

    for pack in (zip_of(zeros), tar_of(zeros, "w:gz")):
        found = given(pack, **limits)

        assert found["a"] == "archive_bomb"
        assert len(found) <= 3


def test_a_bomb_of_nested_archives_goes_off_as_well(given):
    bomb = zip_of({"x.txt": bytes(10_000)})
    nest = zip_of({f"{number}.zip": bomb for number in range(50)})

    found = given(nest, file_bytes=10_000, ratio=20)

    assert found["a"] == "archive_bomb"
    assert len(found) < 100


def test_members_of_one_name_stay_apart(given):
    infos = tar_of({"a.txt": TEXT})[:1024] + tar_of({"a.txt": PAGE, "a.txt#2": TEXT})

    assert given(infos) == {
        "a": "archive",
        "a!/a.txt": TEXT,
        "a!/a.txt#2": PAGE,
        "a!/a.txt#2#2": TEXT,
    }


@pytest.mark.parametrize(
    ("kind", "cut"),
    [
        ("tar", ARCHIVES["tar"][: 1024 + 540]),
        ("tar.gz", ARCHIVES["tar.gz"][:-30]),
        ("warc", ARCHIVES["warc"][:-40]),
        ("jsonl", ARCHIVES["jsonl"][:-20]),
        ("jsonl.gz", gzip.compress(ARCHIVES["jsonl"])[:-4]),
        ("list", ARCHIVES["list"][:-20]),
    ],
    ids=lambda one: one if isinstance(one, str) else "cut",  # bytes may hold the clock
)
def test_what_comes_before_a_cut_is_given_and_the_cut_is_told(given, kind, cut):
    whole = given(ARCHIVES[kind.removesuffix(".gz") if "jsonl" in kind else kind])
    found = given(cut)
    first = next(iter(whole))

    assert found[first] == whole[first]
    assert any(map(is_trouble, found.values()))


def is_trouble(one: bytes | str) -> bool:
    page = read_page(one) if isinstance(one, bytes) else None
    return isinstance(page, Rejected) or (page is not None and bool(page.warnings))


def test_a_bug_in_a_reader_of_archives_costs_that_archive(given, monkeypatch):
    def buggy(*_):
        raise ZeroDivisionError

    monkeypatch.setattr("transforms.unpacking.archive.Names", buggy)

    assert given(ARCHIVES["zip"]) == {"a": "reader_failed"}


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given_any(st.sampled_from(sorted(ARCHIVES)), st.data())
def test_archives_with_any_fault_give_values(kind, data):
    raw = bytearray(ARCHIVES[kind])
    for at, byte in data.draw(
        st.lists(st.tuples(st.integers(0, len(raw) - 1), st.integers(0, 255)))
    ):
        raw[at] = byte
    cut = data.draw(st.integers(0, len(raw)) | st.just(len(raw)))
    gives_values(bytes(raw[:cut]) + data.draw(st.binary(max_size=20)))


@given_any(
    st.sampled_from([b"", b"PK\x03\x04", b"WARC/1.0\r\n", b'[{"text":"']), st.binary()
)
@example(b'{"text": "a"}\n{"', b"")
def test_any_bytes_give_values(start, rest):
    gives_values(start + rest)


def gives_values(raw: bytes) -> None:
    file = RawFile(source_file="a", sha256="", raw=raw)
    found = list(contents(file, SMALL))

    names = [one.source_file for one in found]
    assert names.count("a") == 1
    assert len(set(names)) == len(names)
    for one in found:
        assert getattr(one, "reason", None) is not Reason.READER_FAILED, one
        if isinstance(one, Judged):
            continue
        assert isinstance(read_page(one.raw, 20_000), Page | Rejected)
