"""Each entry of citations.toml is a test: a short text, and the documents it cites."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.sentences.citations import citations, document_mentions
from transforms.sentences.read import Signs, read_lines
from transforms.sentences.tokens import tokens

CASES = tomllib.loads(
    Path(__file__).with_name("citations.toml").read_text("utf-8"),
)["case"]


@pytest.fixture
def cited(reading_of):
    """Return the citations of a text."""
    return lambda text: list(citations(reading_of(text)))


def row(one):
    told = (
        one.as_written,
        one.document_type,
        one.document_number,
        one.document_code,
        one.issuer,
        one.issued_on,
        one.term,
    )
    return " | ".join("-" if value is None else str(value) for value in told)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_documents_are_cited_as_the_text_has_them(cited, case):
    assert [row(one) for one in cited(case["text"])] == case["cited"]


def test_a_short_citation_is_of_the_document_that_the_article_gives_in_full(cited):
    full, short = cited(
        "Chỉ thị số 37-CT/TW ngày 1/2/2024 của Ban Bí thư.\nChỉ thị 37 nêu rõ."
    )

    assert short.document_id == full.document_id
    assert short.rule == "citation.short"


def test_a_bare_number_that_two_documents_have_is_neither(cited):
    *_, bare = cited(
        "Nghị quyết số 21-NQ/TW ngày 1/2/2022, Nghị quyết số 21-NQ/TU. Nghị quyết 21."
    )

    assert bare.document_id == "nghị quyết 21"


def test_writings_of_one_symbol_are_one_document(cited):
    ids = {
        one.document_id
        for text in ("Chỉ thị số 05-CT/TW", "chỉ thị 5 – CT/TƯ", "Chỉ thị 05-CT/T.Ư")
        for one in cited(text)
    }

    assert ids == {"chỉ thị 05-CT/TW"}


def test_a_symbol_that_many_bodies_share_has_its_issuer_in_the_id(cited):
    [one] = cited("Đề án 07-ĐA/TU của Tỉnh ủy Sơn La")

    assert one.document_id == "đề án 07-ĐA/TU | Tỉnh ủy Sơn La"


def test_the_subject_is_what_the_document_is_about(cited):
    [one] = cited("Kết luận số 18-KL/TW về nâng cao chất lượng sinh hoạt chi bộ; họp.")

    assert one.subject == "về nâng cao chất lượng sinh hoạt chi bộ"


def test_every_citation_is_a_mention_of_its_document(cited):
    found = tuple(cited("Thông tư 24/2024/TT-BCT và Nghị định 100."))

    assert [one.document_id for one in document_mentions(found)] == [
        one.document_id for one in found
    ]


@given(
    st.lists(st.sampled_from([*"5-/(),X", "Nghị", "quyết", "số", "NQ", "TW", "khóa"]))
)
def test_any_words_at_all_give_spans_that_hold_what_they_say(words):
    text = " ".join(words)
    reading = read_lines([(tokens(text), "body")], Signs(), None)

    for one in citations(reading):
        assert text[one.char_start : one.char_end] == one.as_written
