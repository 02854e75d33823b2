import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.reading.no_article import wordings
from transforms.reading.read import read_page
from transforms.records import MediaType, Page, Reason, Rejected

NOTE = "Tối qua mưa to ở xã Suối Đá.\nSáng nay trời đã tạnh, chợ lại họp như thường.\n"
ZIPPED = gzip.compress(NOTE.encode(), mtime=0)  # the clock would change test ids
PROSE = "Người dân trong vùng mong cây cầu sớm xong để con em đến trường. " * 12
STARTS = [b"", b"\x1f\x8b\x08", b"\xff\xfe", b"\xfe\xff", b"<html>", b"%PDF-", b"<meta"]
junk = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
    st.text(max_size=100).map(lambda text: text.encode("utf-16", "replace")),
    st.binary(max_size=200).map(gzip.compress),
    st.lists(
        st.sampled_from(("<p>", "</p>", "<![", "-->", "&#0;", '{"', "ế", "\xa0"))
    ).map(lambda parts: " ".join(parts).encode()),
)


@given(st.sampled_from(STARTS), junk)
def test_any_bytes_give_a_page_or_a_reason(start, raw):
    outcome = read_page(start + raw)
    assert isinstance(outcome, Page | Rejected)
    if isinstance(outcome, Page):
        assert outcome.blocks
        for block in outcome.blocks:
            assert outcome.text[block.char_start : block.char_end] == block.text
        outcome.text.encode("utf-8")


def test_a_short_note_is_a_page_and_its_text_the_file():
    page = read_page(NOTE.encode())
    assert (page.media_type, page.encoding) == (MediaType.TEXT, "utf-8")
    assert (page.text, page.warnings, page.declared) == (NOTE, (), ())
    assert [block.line_no for block in page.blocks] == [1, 2]


@given(st.lists(st.sampled_from(["Tin.", "\xa0", "\t", "", " vắn  "])))
def test_clean_text_keeps_every_character(lines):
    text = "\n".join(lines) + NOTE
    assert read_page(text.encode()).text == text


def test_html_is_told_by_content_and_declares():
    page = read_page(f"<html lang=vi><p>{NOTE}</p>".encode())
    assert page.media_type is MediaType.HTML
    assert [value.name for value in page.declared] == ["language"]
    assert page.text == " ".join(NOTE.split())


def test_gzip_is_expanded_member_by_member():
    raw = gzip.compress(NOTE[:20].encode()) + gzip.compress(NOTE[20:].encode())
    assert read_page(raw + b"\0" * 9) == read_page(NOTE.encode())


def test_gzip_cut_at_the_end_gives_what_is_there():
    page = read_page(ZIPPED[:-9])
    assert page.warnings == ("truncated",)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", Reason.EMPTY),
        (b" \r\n\t", Reason.EMPTY),
        ("\ufeff\xa0\u200b".encode(), Reason.EMPTY),
        (b"<html><script>var x</script></html>", Reason.EMPTY),
        (b"%PDF-1.4", Reason.UNKNOWN_TYPE),
        (b"\0\1\2\3" * 50, Reason.UNKNOWN_TYPE),
        (b'{"a": 1}', Reason.UNKNOWN_TYPE),
        (bytes(range(0x80, 0x100)), Reason.UNDECODABLE),
        (ZIPPED[:-8] + b"\0" * 7 + b"\1", Reason.CORRUPT_ARCHIVE),
        (b"\x1f\x8b\x08" + b"x" * 40, Reason.CORRUPT_ARCHIVE),
        (ZIPPED[:11], Reason.CORRUPT_ARCHIVE),
        (gzip.compress(ZIPPED, mtime=0), Reason.UNKNOWN_TYPE),
    ],
)
def test_what_is_no_text_is_turned_away_with_a_reason(raw, reason):
    assert read_page(raw).reason is reason


def test_the_detail_names_what_a_file_looks_like():
    assert read_page(b"PK\x03\x04xl/").detail == "looks like an Excel workbook"


def test_nothing_expands_past_the_limit():
    bomb = zlib.compress(b"a" * 10**6, wbits=31)
    assert read_page(bomb, limit=10**5).reason is Reason.TOO_LARGE
    assert read_page(b"a" * 101, limit=100).reason is Reason.TOO_LARGE
    assert isinstance(read_page(b"a" * 100, limit=100), Page)


def test_a_rejected_page_says_how_it_was_read():
    raw = "﻿<title>Lỗi 404</title><meta charset=gbk>Không tìm thấy trang".encode()
    outcome = read_page(raw)
    assert outcome.reason is Reason.ERROR_PAGE
    assert (outcome.encoding, outcome.warnings) == ("utf-8", ("encoding_lie",))


@pytest.mark.parametrize("wording", wordings(), ids=lambda wording: wording.reason)
def test_wordings_match_their_examples_only(wording):
    def matches(text):
        if wording.title:
            return wording.title.fullmatch(text.casefold())
        return wording.block.search(text.casefold())

    assert all(map(matches, wording.examples))
    assert not any(map(matches, wording.counter_examples))


LOGIN = "<h1>Đăng nhập</h1><form><p>Tên đăng nhập</p><p>Mật khẩu</p></form>"
STUB = f"<h1>Cầu mới</h1><p>{PROSE[:200]}</p><p>Vui lòng đăng ký gói để đọc tiếp</p>"
PAGED = "<h3><a href=/1>Cầu mới đã xong</a></h3>" * 8 + "<p>1 2 3 Trang sau</p>"
LINKS = "".join(f"<li><a href=/{n}>Tin số {n} trong ngày</a></li>" for n in range(30))


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<title>404 Not Found</title><h1>Not Found</h1>", Reason.ERROR_PAGE),
        ("<h1>Trang bạn tìm không tồn tại</h1><p>Về trang chủ</p>", Reason.ERROR_PAGE),
        (LOGIN, Reason.LOGIN_PAGE),
        (STUB, Reason.PAYWALL),
        (f"<h1>Tin trong ngày</h1><ul>{LINKS}</ul>", Reason.INDEX_PAGE),
        (PAGED, Reason.INDEX_PAGE),
    ],
)
def test_a_page_that_is_plainly_no_article_is_turned_away(html, reason):
    assert read_page(f"<html><body>{html}".encode()).reason is reason


@pytest.mark.parametrize(
    "html",
    [
        f"<h1>Lỗi 404</h1><p>{PROSE}</p>",
        f"{LOGIN}<p>{PROSE}</p>",
        f"{STUB}<p>{PROSE}</p>",
        f"<ul>{LINKS}</ul><p>{PROSE}</p>",
        f"{PAGED}<p>{PROSE}</p>",
        PAGED.replace("<p>1 2 3 Trang sau</p>", "<p>Cầu dài chín mét.</p>"),
        f"<meta property=og:type content=article><ul>{LINKS}</ul><p>Một câu.</p>",
        "<h1>500 đại biểu dự hội nghị</h1><p>Tin ngắn.</p>",
        "<h1>Đăng nhập</h1><p>Phường mở lớp dạy đăng nhập dịch vụ công.</p>",
        "<p>Người dân đăng ký để được tiêm.</p>",
    ],
)
def test_a_page_that_may_be_an_article_passes(html):
    assert isinstance(read_page(f"<html><body>{html}".encode()), Page)


def test_a_text_of_headlines_with_a_pager_is_an_index():
    lines = ["Trang chủ", "Cầu mới đã xong", "08:00 12/07/2022", "Chợ lại họp"]
    listing = "\n".join([*lines, "1 2 3 ... 218", "Trang sau"])
    assert read_page(listing.encode()).reason is Reason.INDEX_PAGE
    assert isinstance(read_page(f"{listing}\nTrời tạnh.".encode()), Page)
    assert isinstance(read_page("\n".join(lines).encode()), Page)
