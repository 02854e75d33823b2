import struct
import zipfile
from io import BytesIO

import pytest

from tests.transforms.unpacking.made import PAGE, TEXT, zip_of
from transforms.reading.read import read_page
from transforms.records import Reason

CENTRAL = b"PK\x01\x02"
END = b"PK\x05\x06"


def test_folders_are_no_members(given):
    pack = zip_of({"tin/": b"", "tin/a.txt": TEXT})

    assert given(pack) == {"a": "archive", "a!/tin/a.txt": TEXT}


def test_a_locked_member_costs_itself(given):
    pack = bytearray(zip_of({"a.txt": TEXT, "b.txt": PAGE}))
    pack[pack.index(CENTRAL) + 8] |= 1

    assert given(bytes(pack)) == {
        "a": "archive",
        "a!/a.txt": "encrypted_member",
        "a!/b.txt": PAGE,
    }


def test_a_damaged_member_costs_itself(given):
    pack = bytearray(zip_of({"a.txt": TEXT * 9, "b.txt": PAGE}))
    pack[40] ^= 0xFF

    assert given(bytes(pack)) == {
        "a": "archive",
        "a!/a.txt": "corrupt_member",
        "a!/b.txt": PAGE,
    }


@pytest.mark.parametrize(
    ("size", "given_as"),
    [(1, "corrupt_member"), (1_000, TEXT * 9), (2**31, "too_large")],
)
def test_a_member_that_lies_about_its_size_costs_itself(given, size, given_as):
    pack = bytearray(zip_of({"a.txt": TEXT * 9, "b.txt": PAGE}))
    struct.pack_into("<I", pack, pack.index(CENTRAL) + 24, size)

    assert given(bytes(pack)) == {
        "a": "archive",
        "a!/a.txt": given_as,
        "a!/b.txt": PAGE,
    }


def test_a_link_is_not_followed(given):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = 0o120777 << 16
        pack.writestr(link, "/etc/passwd")

    assert given(out.getvalue()) == {"a": "archive", "a!/a.txt": "member_link"}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("tin mới.txt", "tin mới.txt"),
        ("😀\n'\".txt", "😀%0A'\".txt"),
        ("/etc/passwd", "etc/passwd"),
        ("../../a.txt", "%2E%2E/%2E%2E/a.txt"),
        ("tin!/a.txt", "tin%21/a.txt"),
    ],
)
def test_names_print_and_lead_nowhere(given, name, shown):
    assert given(zip_of({name: TEXT})) == {"a": "archive", f"a!/{shown}": TEXT}


@pytest.mark.parametrize(
    ("name", "shown"),
    [(b"tin\xe9.txt", "tin%E9.txt"), ("mới.txt".encode(), "mới.txt")],
)
def test_names_that_are_not_told_to_be_utf_8_are_tried_as_such(given, name, shown):
    plain = b"x" * len(name)
    pack = zip_of({plain.decode(): TEXT}).replace(plain, name)

    assert given(pack) == {"a": "archive", f"a!/{shown}": TEXT}


@pytest.mark.parametrize("entries", [5, 60_000])
def test_a_directory_of_too_many_entries_is_not_even_read(given, entries):
    pack = bytearray(zip_of({"a.txt": TEXT}))
    struct.pack_into("<H", pack, pack.rindex(END) + 10, entries)

    assert given(bytes(pack), members=4) == {"a": "too_many_members"}


def test_a_directory_too_large_to_hold_is_not_even_read(given):
    pack = bytearray(zip_of({"a.txt": TEXT}))
    struct.pack_into("<I", pack, pack.rindex(END) + 12, 2_000_000_000)

    assert given(bytes(pack)) == {"a": "too_many_members"}


@pytest.mark.parametrize("part", ["[Content_Types].xml", "META-INF/MANIFEST.MF"])
def test_a_document_that_is_a_zip_is_not_opened(given, part):
    pack = zip_of({part: b"<Types/>", "a.txt": TEXT})

    assert given(pack) == {"a": pack}
    assert read_page(pack).reason is Reason.UNKNOWN_TYPE


def test_a_zip_without_its_directory_is_kept_and_told_as_damaged(given):
    cut = zip_of({"a.txt": TEXT})[:-30]

    assert given(cut) == {"a": cut}
    assert read_page(cut).reason is Reason.CORRUPT_ARCHIVE
