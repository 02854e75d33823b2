import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.reading.normal import LONG, MARKS, normal
from transforms.reading.text_page import is_blank, text_blocks

pieces = st.lists(
    st.one_of(
        st.text(max_size=20),
        st.sampled_from(["\r\n", "\r", "\n", "\n\n", "\xa0", "\u200b", "\ufeff", "\0"]),
    )
).map("".join)


@given(pieces)
def test_spans_of_blocks_give_their_text_back(raw):
    text = normal(raw)
    for block in text_blocks(text):
        assert text[block.char_start : block.char_end] == block.text
        assert text[: block.char_start].count("\n") == block.line_no - 1


@given(pieces)
def test_blocks_hold_all_that_is_not_blank(raw):
    text = normal(raw)
    rest = list(text)
    for block in text_blocks(text):
        rest[block.char_start : block.char_end] = " " * len(block.text)
    assert is_blank("".join(rest))


@given(pieces)
def test_normal_text_is_nfc_and_stays_as_it_is(raw):
    text = normal(raw)
    assert unicodedata.is_normalized("NFC", text)
    assert normal(text) == text
    assert not any(
        unicodedata.category(char) in ("Cc", "Cs") and char not in "\t\n"
        for char in text
    )


@given(pieces)
def test_a_long_text_is_made_normal_as_a_short_one_is(raw):
    rest = "a" * LONG
    assert normal(f"{raw}{rest}") == normal(raw) + rest
    assert normal(f"{rest}.{raw}") == f"{rest}{normal('.' + raw)}"


def test_nfc_joins_nothing_but_marks_with_a_letter_of_ascii():
    joined = [unicodedata.decomposition(chr(i)).split() for i in range(0x110000)]
    pairs = [parts for parts in joined if len(parts) == 2 and "<" not in parts[0]]
    marks = {chr(int(mark, 16)) for base, mark in pairs if int(base, 16) < 128}
    assert len(marks) > 20
    assert all(map(MARKS.fullmatch, marks))


def test_clean_text_keeps_every_blank():
    text = "Tin\xa0vắn \t\n\n\n \xa0\nMột câu.\u2028Hai câu. \n"
    assert normal(text) == text
    assert [block.line_no for block in text_blocks(text)] == [1, 5]
    assert text_blocks(text)[1].text == "Một câu.\u2028Hai câu. "


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("một\r\nhai\rba\n", "một\nhai\nba\n"),
        ("Đa\u0309ng", "Đảng"),
        ("a\0b\x0bc\x85d", "a b c d"),
        ("ph\ufeffường", "phường"),
        ("a\ud800b", "a b"),
    ],
)
def test_what_no_reader_sees_is_taken_out(raw, text):
    assert normal(raw) == text


@pytest.mark.parametrize("text", ["", " ", "\xa0\u200b", "\t\u3000", "\xad"])
def test_lines_without_ink_are_blank(text):
    assert is_blank(text)
    assert text_blocks(text) == ()
