import gzip

import pytest

from tests.transforms.unpacking.made import PAGE, warc_of
from transforms.reading.read import read_page
from transforms.records import Reason

PAGES = {"https://bao.example/1": PAGE, "https://bao.example/2": PAGE}


def addresses(raw: bytes) -> list[str]:
    return [one.value for one in read_page(raw).declared if one.name == "url"]


@pytest.mark.parametrize("is_gzip", [False, True])
def test_a_record_is_kept_as_a_file_of_its_own_and_knows_its_address(given, is_gzip):
    found = given(warc_of(PAGES, gzip=is_gzip))

    assert list(found) == ["a!/1", "a!/2", "a"]
    assert addresses(found["a!/2"]) == ["https://bao.example/2"]
    assert read_page(found["a!/1"]).text == read_page(PAGE).text


def test_the_charset_of_the_http_header_goes_before_the_page_s_own(given):
    page = "<meta charset=windows-1251><p>Дождь идёт весь день.</p>".encode("koi8-r")
    found = given(warc_of({"https://a.example/1": page}, "text/html; charset=koi8-r"))

    assert read_page(found["a!/1"]).text == "Дождь идёт весь день."


@pytest.mark.parametrize(
    ("kind", "status"),
    [("image/png", "200 OK"), ("text/html", "404 Not Found"), ("text/html", "301 X")],
)
def test_what_is_no_page_is_passed_over(given, kind, status):
    assert given(warc_of(PAGES, kind, status)) == {"a": "archive"}


def test_bodies_that_http_compressed_are_expanded_to_the_limit_only(given):
    kind = "text/html\r\nContent-Encoding: gzip"
    body = gzip.compress(PAGE + b" " * 2_000)

    record = given(warc_of({"https://bao.example/1": body}, kind))["a!/1"]

    assert read_page(record).text == read_page(PAGE).text
    assert read_page(record, limit=1_000).reason is Reason.TOO_LARGE


def test_a_record_that_is_cut_is_given_with_a_warning(given):
    cut = warc_of(PAGES)[:-30]
    found = given(cut)

    assert "truncated" in read_page(found["a!/2"]).warnings
    assert found["a"] == cut
    assert read_page(cut).reason is Reason.CORRUPT_ARCHIVE
