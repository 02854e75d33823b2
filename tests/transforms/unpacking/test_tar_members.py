import gzip
import tarfile

import pytest

from tests.transforms.unpacking.made import PAGE, TEXT, tar_of, tar_with
from transforms.reading.read import read_page
from transforms.records import Reason


def header(name: str, **fields) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    for field, value in fields.items():
        setattr(info, field, value)
    return info


def test_links_and_devices_are_not_followed(given):
    pack = tar_with(
        [
            header("a.txt", type=tarfile.SYMTYPE, linkname="/etc/passwd"),
            header("b.txt", type=tarfile.LNKTYPE, linkname="a.txt"),
            header("c.txt", type=tarfile.CHRTYPE),
            header("d.txt", type=tarfile.FIFOTYPE),
            header("e", type=tarfile.DIRTYPE),
        ]
    )

    assert given(pack) == {
        "a": "archive",
        "a!/a.txt": "member_link",
        "a!/b.txt": "member_link",
        "a!/c.txt": "member_link",
        "a!/d.txt": "member_link",
    }


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("/etc/passwd", "etc/passwd"),
        ("../a.txt", "%2E%2E/a.txt"),
        ("tin\udce9\n.txt", "tin%E9%0A.txt"),
        ("a" * 255, "a" * 255),
    ],
)
def test_names_print_and_lead_nowhere(given, name, shown):
    assert given(tar_of({name: TEXT})) == {"a": "archive", f"a!/{shown}": TEXT}


def test_a_name_as_long_as_a_book_is_cut(given):
    [name] = set(given(tar_of({"a" * 100_000: TEXT}))) - {"a"}

    assert len(name) < 600


def test_a_header_that_makes_no_sense_ends_the_archive_and_is_told(given):
    pack = bytearray(tar_of({"a.txt": TEXT, "b.txt": PAGE, "c.txt": TEXT}))
    pack[1024 + 150] ^= 0xFF  # the checksum of the second header

    found = given(bytes(pack))

    assert found == {"a!/a.txt": TEXT, "a": bytes(pack)}
    assert read_page(found["a"]).reason is Reason.CORRUPT_ARCHIVE


def test_a_header_as_large_as_a_film_is_not_read(given):
    film = header("x", type=tarfile.GNUTYPE_LONGNAME, size=2**31)
    bomb = gzip.compress(film.tobuf(tarfile.GNU_FORMAT) + bytes(6_000_000))

    assert given(bomb) == {"a": "archive_bomb"}


def test_an_archive_without_its_end_marker_is_whole(given):
    pack = tar_of({"a.txt": TEXT})[:1024]

    assert given(pack) == {"a": "archive", "a!/a.txt": TEXT}
