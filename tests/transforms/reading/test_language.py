import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.reading.language import language

VIETNAMESE = "Sáng nay trời đã tạnh, chợ quê lại họp đông vui như thường lệ."
ENGLISH = "The market opened again this morning after a night of heavy rain."
FRENCH = "Le marché a rouvert ce matin après une nuit de fortes pluies."
ABOUT = "Officials of Hà Nội and Đà Nẵng met reporters to discuss the new bridge."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (VIETNAMESE, "vi"),
        (VIETNAMESE.upper(), "vi"),
        (f"{ENGLISH} {VIETNAMESE * 3}", "vi"),
        (ENGLISH, "en"),
        (FRENCH, "fr"),
        (ABOUT, "en"),
        ("Сегодня утром рынок снова открылся после дождливой ночи.", "ru"),
        (
            "今天早上市场在一夜大雨之后重新开放了，人们又来买菜和鱼，孩子们也去上学。",
            "zh",
        ),
        ("Bẹ́ẹ̀ ni, ọjà ṣí ní òwúrọ̀ yìí lẹ́yìn òjò ńlá ní alẹ́ àná.", "not vi"),
    ],
)
def test_the_text_tells_its_language(text, code):
    found = language(text, None)
    assert found != "vi" if code == "not vi" else found == code


@pytest.mark.parametrize("declared", ["en", "en-US", "", "xx", None])
def test_the_text_wins_over_what_the_page_declares(declared):
    assert language(VIETNAMESE, declared) == "vi"
    assert language(FRENCH * 3, declared) == "fr"


@pytest.mark.parametrize("text", ["", " \n", "12/3/2024 - 15:00", "Tin: 5"])
def test_too_little_text_has_no_language(text):
    assert language(text, "vi") is None


@settings(deadline=None)  # the first text that needs the model waits for it
@given(st.text(max_size=200), st.none() | st.text(max_size=10))
def test_any_text_has_a_code_of_two_letters_or_none(text, declared):
    code = language(text, declared)
    assert code is None or (len(code) == 2 and code.isascii())
