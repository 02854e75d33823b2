import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.clean import clean_page
from transforms.reading.json_page import json_page
from transforms.reading.read import read_page
from transforms.records import MediaType, Page, Reason, Rejected

STORY = "Sáng nay trời đã tạnh, chợ lại họp như thường.\n\nBà con vui lắm."


def read(**fields) -> Page | Rejected:
    return read_page(json.dumps(fields, ensure_ascii=False).encode())


def declared(page: Page) -> dict[str, str]:
    return {one.name: one.value for one in page.declared}


def test_a_text_is_the_page_under_its_title():
    page = read(title="Chợ lại họp", text=STORY)

    assert page.media_type is MediaType.TEXT
    assert page.text == f"Chợ lại họp\n\n{STORY}"


def test_a_title_that_stands_over_the_text_is_not_told_twice():
    page = read(title="Chợ lại họp", text=f"Chợ lại họp\n{STORY}")

    assert page.text == f"Chợ lại họp\n{STORY}"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Trời tạnh.</p>", "Chợ <lại> họp\nTrời tạnh."),
        ("<html><h1>Mưa</h1><p>Trời tạnh.</p></html>", "Mưa\nTrời tạnh."),
    ],
)
def test_a_fragment_gets_its_title_and_a_whole_page_stays_as_it_is(html, text):
    page = read(headline="Chợ <lại> họp", content_html=html)

    assert page.media_type is MediaType.HTML
    assert page.text == text


def test_html_goes_before_text():
    assert read(text=STORY, html="<p>Trời tạnh.</p>").text == "Trời tạnh."


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"url": "https://bao.example/1"}, {"url": "https://bao.example/1"}),
        ({"link": "/tin/1"}, {}),
        ({"datePublished": "2024-03-01"}, {"published": "2024-03-01"}),
        ({"date_publish": "2024-03-01"}, {"published": "2024-03-01"}),
        ({"authors": [{"name": "Lò Văn Sìn"}]}, {"author": "Lò Văn Sìn"}),
        ({"author": "Lò Văn Sìn"}, {"author": "Lò Văn Sìn"}),
        ({"Site-Name": "Báo Bản"}, {"outlet": "Báo Bản"}),
        ({"tags": ["chợ"], "views": 3, "date": None}, {}),
    ],
)
def test_other_fields_are_what_the_page_declares(fields, told):
    assert declared(read(text=STORY, **fields)) == told


def test_an_address_in_json_names_the_article_and_dates_and_authors_are_read():
    url = "https://bao.example/cho-hop"
    fields = {"url": url, "published_at": "2024-03-01T07:30:00+07:00"}
    fields |= {"author": "Lò Văn Sìn", "title": "Chợ lại họp", "text": STORY}

    page = clean_page(json.dumps(fields).encode())

    assert (page["url"], page["title"]) == (url, "Chợ lại họp")
    assert (page["date"], page["author"]) == ("2024-03-01", "Lò Văn Sìn")


def test_a_page_may_lie_in_the_one_object_within():
    assert json_page({"_id": 1, "_source": {"text": STORY}}).text == STORY
    assert json_page({"a": {"text": STORY}, "b": {"text": STORY}}) is None


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b'{"text": "Mua', Reason.BROKEN_JSON),
        (b'[{"text": "Mua to."}, {"te', Reason.BROKEN_JSON),
        (b'{"title": "Mua to."}', Reason.UNKNOWN_TYPE),
        (b'{"text": ""}', Reason.UNKNOWN_TYPE),
        (b'{"text": 3}', Reason.UNKNOWN_TYPE),
        (b'{"a":' * 90_000 + b"1" + b"}" * 90_000, Reason.BROKEN_JSON),
    ],
)
def test_json_without_a_page_is_turned_away(raw, reason):
    assert read_page(raw).reason is reason


def test_half_a_letter_becomes_a_space():
    assert "\ud800" not in read_page(b'{"text": "M\\ud800ua to."}').text


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
keys = st.sampled_from(["text", "html", "url", "title", "author", "date"]) | st.text()


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(keys, values, max_size=4))
def test_any_object_gives_a_page_or_a_reason(thing):
    assert isinstance(read_page(json.dumps(thing).encode()), Page | Rejected)
