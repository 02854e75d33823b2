import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.reading.read import read_page
from transforms.records import Page, Reason, Rejected

BLINK = b"""\
From: <Saved by Blink>\r
Snapshot-Content-Location: https://bao.example/cho-hop\r
Subject: =?utf-8?Q?Ch=E1=BB=A3?=\r
MIME-Version: 1.0\r
Content-Type: multipart/related;\r
\ttype="text/html";\r
\tboundary="----X"\r
\r
\r
------X\r
Content-Type: text/html\r
Content-Transfer-Encoding: quoted-printable\r
Content-Location: https://bao.example/cho-hop\r
\r
<html><h1>Ch=E1=BB=A3 h=E1=BB=8Dp</h1><p>Tr=E1=BB=9Di t=E1=BA=A1nh.</p></html>\r
------X\r
Content-Type: image/png\r
Content-Transfer-Encoding: base64\r
Content-Location: https://bao.example/a.png\r
\r
iVBORw0KGgo=\r
------X--\r
"""
ONE_PART = b"""\
MIME-Version: 1.0
Content-Type: text/html; charset="koi8-r"
Content-Transfer-Encoding: base64
Content-Location: https://bao.example/2

PHA+5M/W1NggydOuPC9wPg==
"""


def test_the_first_part_that_is_html_is_the_page_and_knows_its_address():
    page = read_page(BLINK)

    assert page.text == "Chợ họp\nTrời tạnh."
    assert [(one.name, one.value) for one in page.declared] == [
        ("url", "https://bao.example/cho-hop")
    ]


def test_a_mail_of_one_part_in_its_own_charset():
    page = read_page(ONE_PART)

    assert (page.encoding, page.text.split()[0][:3]) == ("koi8-r", "Дож")


def test_a_saved_page_that_is_cut_is_warned_of():
    assert "truncated" in read_page(BLINK[:-220]).warnings


@pytest.mark.parametrize(
    "raw", [BLINK.replace(b"text/html", b"text/css"), BLINK[: BLINK.index(b"------X")]]
)
def test_a_saved_page_without_html_is_damaged(raw):
    assert read_page(raw.replace(b'type="text/css"', b"")).reason in (
        Reason.CORRUPT_ARCHIVE,
        Reason.EMPTY,
    )


def test_a_note_that_begins_like_a_mail_is_a_note():
    page = read_page("Chú ý: mưa to.\nMIME-Version: không có gì.\n".encode())

    assert isinstance(page, Page)


@given(st.binary(max_size=200), st.integers(0, len(BLINK)))
def test_any_damage_gives_a_page_or_a_reason(noise, at):
    assert isinstance(read_page(BLINK[:at] + noise + BLINK[at:]), Page | Rejected)
