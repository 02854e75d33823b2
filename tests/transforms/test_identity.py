import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.identity import (
    article_id,
    canonical_url,
    fingerprint,
    fold,
    outlet_of_url,
    signature,
)

WORDS = " ".join(f"từ{number}" for number in range(300))


@pytest.mark.parametrize(
    "spelling",
    [
        "https://bao.example/tin/bai-1.html",
        "http://www.bao.example/tin/bai-1.html#binh-luan",
        "HTTPS://BAO.EXAMPLE:443/tin/bai-1.html/?utm_source=zalo&fbclid=1",
    ],
)
def test_one_page_has_one_url_however_it_is_spelled(spelling):
    assert canonical_url(spelling) == "https://bao.example/tin/bai-1.html"


@pytest.mark.parametrize(
    "declared",
    [
        None,
        "",
        "/tin/bai-1.html",
        "https://bao.example/",
        "ftp://bao.example/a",
        "x://[",
    ],
)
def test_what_names_no_single_page_is_no_identity(declared):
    assert canonical_url(declared) is None


def test_a_query_that_names_the_page_is_kept_in_one_order():
    assert (
        canonical_url("http://bao.example/?id=7&cat=2&utm_medium=x")
        == "https://bao.example?cat=2&id=7"
    )


def test_the_mobile_page_belongs_to_the_same_outlet():
    assert outlet_of_url("https://m.bao.example/a") == "bao.example"
    assert outlet_of_url(None) is None


def test_a_daily_column_is_a_new_article_every_day():
    column = ("bao.example", "Giá nông sản hôm nay")

    assert article_id(None, *column, "2026-11-01") != article_id(
        None, *column, "2026-11-02"
    )


def test_case_and_punctuation_of_a_title_do_not_make_another_article():
    assert article_id(None, None, "Khai mạc – Hội thi!", "") == article_id(
        None, None, "KHAI MẠC hội thi", ""
    )


def test_a_correction_late_in_the_story_leaves_its_first_words():
    assert fingerprint(WORDS) == fingerprint(WORDS.replace("từ200", "khác"))


def shared(one, other):
    return len(set(one.split()) & set(other.split()))


def test_signatures_are_alike_as_far_as_the_bodies_are():
    nearly = signature(WORDS.replace("từ150", "khác"))

    assert shared(signature(WORDS), nearly) >= 55
    assert shared(signature(WORDS), signature(WORDS.replace("từ", "chữ"))) <= 1


@given(st.text())
def test_any_text_has_a_signature_of_sorted_hex(text):
    values = signature(text).split()

    assert values == sorted(set(values))
    assert all(len(value) == 8 for value in values)


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)
