import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.person_name import occurrence
from transforms.reading.source import source_text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Đại tá Lê An phát biểu", "Lê An"),
        ("LÊ AN", "lê an"),
        ("đồng chí Lê\u00a0 An,", "Lê An"),
        ("Ông Lê An nói", "Lê An"),
        ("PGS.TS. Lê An", "Lê An"),
        ("UBND xã. Lê An ký", "Lê An"),
        ("tại Hà Nội. Lê An ký", "Lê An"),
        ("Trần Bình\nLê An", "Lê An"),
        ("bà Nguyễn Thuý Hoà", "Nguyễn Thúy Hòa"),
        ("bà Nguyễn Thúy Hòa", "NGUYỄN THUÝ HOÀ"),
        ("Trần Lê An và Lê An", "Lê An"),
        ("(Lê An)", "Lê An"),
    ],
)
def test_a_name_is_found_however_it_is_set(text, name):
    assert occurrence(text, name).is_sure


@pytest.mark.parametrize(
    "text", ["ông Trần Lê An nói", "TRẦN LÊ AN", "ông Lê An Bình", "ông N. Lê An"]
)
def test_a_piece_of_a_longer_name_is_not_sure(text):
    assert not occurrence(text, "Lê An").is_sure


@pytest.mark.parametrize("text", ["Le An", "Lê Ân", "Lê Anh", "trLê An", "Lê, An", ""])
def test_another_name_is_not_found(text):
    assert occurrence(text, "Lê An") is None


@pytest.mark.parametrize(
    "raw",
    [
        "Lê Ấn".encode("utf-16"),
        "<p>Lê <b>x</b></p><!-- Lê Ấn -->".encode(),
        b"<p title='L&ecirc; &#7844;n'>",
        b'{"author": "L\\u00ea \\u1ea4n"}',
        "Lê Ấn".encode(),
    ],
)
def test_a_name_is_found_wherever_the_source_has_it(raw):
    assert occurrence(source_text(raw), "Lê Ấn").is_sure


@given(st.binary(max_size=300))
def test_any_bytes_have_a_source_text(raw):
    assert isinstance(source_text(raw), str)
