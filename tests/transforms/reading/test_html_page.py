import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.reading.declared import declared_values
from transforms.reading.html_page import html_blocks, parsed

TAGS = ("p", "div", "span", "b", "a", "ul", "li", "table", "td", "br", "pre", "h1")
VOID = ("br",)
words = st.sampled_from(
    ["một", "hai ", " ba", "\xa0", "\n", "&nbsp;", "&#1;", "&lt;", "e\u0301", "\u2028"]
)


def element(inner):
    return st.builds(
        lambda tag, parts: (
            "<br>" if tag in VOID else f"<{tag}>{''.join(parts)}</{tag}>"
        ),
        st.sampled_from(TAGS),
        st.lists(inner, max_size=4),
    )


pages = st.lists(st.recursive(words, element, max_leaves=20), max_size=6).map("".join)


def blocks_of(html):
    return html_blocks(parsed(html))


def texts_of(html):
    return [block.text for block in blocks_of(html)]


def declared_of(html):
    found = declared_values(parsed(html))
    return [(value.name, value.value, value.source) for value in found]


@given(pages)
def test_blocks_stand_one_a_line_and_spans_give_them_back(html):
    blocks = blocks_of(html)
    text = "\n".join(block.text for block in blocks)
    assert unicodedata.is_normalized("NFC", text)
    assert text.split("\n") == [block.text for block in blocks] or not blocks
    for line_no, block in enumerate(blocks, start=1):
        assert block.line_no == line_no
        assert text[block.char_start : block.char_end] == block.text


@given(pages)
def test_all_ink_of_a_page_stands_in_its_blocks(html):
    ink = "".join("".join(parsed(html).itertext()).replace("\x01", "").split())
    found = "".join("".join(texts_of(html)).split())
    assert found == unicodedata.normalize("NFC", ink)


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>Mưa <b>to</b> <i>quá</i>.</p>", ["Mưa to quá."]),
        ("<p>Mưa<br>gió</p>bão", ["Mưa", "gió", "bão"]),
        ("<p> Mưa\n\t to </p>", ["Mưa to"]),
        ("<p>Mưa&nbsp;\n to</p>", ["Mưa\xa0 to"]),
        ("<p>&nbsp;</p><p>to</p>", ["to"]),
        ("<pre>một\n  hai\n\nba</pre>", ["một", "  hai", "ba"]),
        ("<div>trước<p>trong</p>sau</div>", ["trước", "trong", "sau"]),
        ("<ul><li>một<li>hai</ul>", ["một", "hai"]),
        ("<tr><td>một</td><td>hai</td></tr>", ["một", "hai"]),
        ("<p>&#150; &#147;Mưa&#148;</p>", ["– “Mưa”"]),
        ("<p>Mưa&#x2028;to</p>", ["Mưa\u2028to"]),
        ("<p>Đa&#x309;ng</p>", ["Đảng"]),
        ("<p>một<!-- chú thích --><![CDATA[dữ liệu]]> hai</p>", ["một hai"]),
        ("<title>t</title><style>s</style><script>s</script><p>một", ["một"]),
        ("<template><p>t</p></template><p>một</p>", ["một"]),
        ("<img alt='cây cầu'><p>một</p>", ["một"]),
    ],
)
def test_text_is_set_as_a_browser_sets_it(html, texts):
    assert texts_of(html) == texts


@pytest.mark.parametrize(
    "html",
    [
        "<p hidden>kín</p>",
        "<p style='color: red; display : none'>kín</p>",
        "<div style='VISIBILITY:hidden'><p>kín</p></div>",
        "<p aria-hidden=true>kín</p>",
        "<noscript>kín</noscript>",
        "<button type=hidden>kín</button>",
    ],
)
def test_what_no_reader_sees_is_a_hidden_block(html):
    (block,) = blocks_of(html)
    assert block.text == "kín"
    assert "hidden" in block.hints


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<i class=a>16/4/2024</i><a href=/an>VŨ AN</a>", "16/4/2024 VŨ AN"),
        ("<p><b class=place>Bản Đông</b>Sáng nay", "Bản Đông Sáng nay"),
        ("<p>được mùa<a href=#1>1</a>, được giá", "được mùa 1, được giá"),
        ("<a class=a>Vũ An</a><a class=b>an.vu@bao.vn</a>", "Vũ An an.vu@bao.vn"),
        ("<p><b class=cap>B</b>ản Đông có CO<sub>2</sub>", "Bản Đông có CO2"),
        ("<p>mỗi m<sup>2</sup> mười <b>l</b>úa", "mỗi m2 mười lúa"),
        ("<a>Chia sẻ</a><a>In bài</a>", "Chia sẻ In bài"),
        ("<i>29/5 11:42</i><b class=x>15.873 lượt</b>", "29/5 11:42 15.873 lượt"),
        ("<p>lớp 10<span>A và <span>1</span>0B", "lớp 10A và 10B"),
    ],
)
def test_styled_elements_that_run_together_are_set_apart(html, text):
    assert [block.text for block in blocks_of(html)] == [text]


def test_a_block_knows_the_picture_right_before_it():
    html = (
        "<img alt=' Cầu mới '><p>Cầu mới <b>thông xe</b></p><p>Mưa</p><video></video>"
    )
    html += "<p>Gió</p><img width=16 alt=Zalo><p>Nắng</p>"

    pictures = [block.picture for block in blocks_of(html)]

    assert pictures == ["Cầu mới", None, "", None]


@pytest.mark.parametrize(
    ("html", "is_right"),
    [
        ("<p align=RIGHT>Vũ An", True),
        ("<div style='color:red;text-align : right'><b>Vũ An", True),
        ("<p style='text-align:left'>Vũ An", False),
        ("<p style='margin-right:1px'>Vũ An", False),
    ],
)
def test_a_block_knows_that_it_is_set_to_the_right(html, is_right):
    (block,) = blocks_of(html)
    assert ("right" in block.hints) is is_right


def test_a_headline_in_two_lines_is_one():
    assert [b.text for b in blocks_of("<h1>Những người<br>giữ mắt biển</h1>")] == [
        "Những người giữ mắt biển"
    ]
    assert len(blocks_of("<p>Những người<br>giữ mắt biển")) == 2


def test_a_hidden_word_does_not_cut_the_sentence_around_it():
    seen, hidden = blocks_of("<p>Mưa <span hidden>kín</span> to.</p>")
    assert (seen.text, hidden.text) == ("Mưa to.", "kín")
    assert "hidden" in hidden.hints - seen.hints


def test_hints_tell_where_a_block_stands():
    html = "<article id=Bai><figure><figcaption class='a b'><i>Ảnh</i></figcaption>"
    (block,) = blocks_of(html)
    assert block.tag == "figcaption"
    told = {"article", ".bai", "figure", "figcaption", ".a", ".b", "em"}
    assert block.hints == told


@pytest.mark.parametrize(
    ("html", "style"),
    [
        ("<p><strong>Bốn giờ sáng</strong></p>", "strong"),
        ("<p><b>Bốn</b> <b>giờ sáng</b></p>", "strong"),
        ("<p><i>Chợ nổi lúc bốn giờ sáng</i></p>", "em"),
    ],
)
def test_a_block_all_in_bold_or_italics_says_so(html, style):
    (block,) = blocks_of(html)
    assert block.hints == {style}


def test_a_block_with_a_word_in_bold_is_not_in_bold():
    (block,) = blocks_of("<p>Chợ họp lúc <b>bốn giờ</b> sáng.</p>")
    assert block.hints == frozenset()


def test_the_place_that_a_lead_begins_with_stands_on_a_line_of_its_own():
    html = "<p class=lead><span class=location-stamp>Bản Đông</span>Sáng nay mưa.</p>"
    place, lead = blocks_of(html)
    assert (place.text, lead.text) == ("Bản Đông", "Sáng nay mưa.")
    assert ".location-stamp" in place.hints - lead.hints


@pytest.mark.parametrize(
    ("classes", "is_hidden"),
    [
        ("hidden hide d-none", True),
        ("d-none hidden", True),
        ("hidden", False),
        ("d-none d-md-block", False),
        ("hidden md:block", False),
    ],
)
def test_classes_hide_what_two_of_them_hide_for_all_screens(classes, is_hidden):
    (block,) = blocks_of(f"<div class='{classes}'>2019-03-12T09:05</div>")
    assert ("hidden" in block.hints) is is_hidden


def test_a_class_around_all_of_the_text_is_a_hint_of_the_block():
    block, other = blocks_of(
        "<p><b class=gio>7:30</b></p><p><b class=gio>7</b> giờ</p>"
    )
    assert ".gio" in block.hints - other.hints


def test_the_share_of_links_is_of_the_ink():
    block, plain = blocks_of("<p><a href=/>bốn</a> chữ a</p><p><a name=x>neo</a></p>")
    assert block.link_share == 3 / 7
    assert plain.link_share == 0


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td", "a href=/ "])
def test_no_depth_is_too_deep(tag):
    html = f"<{tag}>" * 20_000 + "đáy" + "<p>đuôi"
    assert texts_of(html) == ["đáy", "đuôi"]


def test_a_page_goes_on_after_it_has_said_that_it_ends():
    early = "<html><body><nav>Tin</nav></body></html><p>Mùa gặt</p></BODY ></html>"

    assert texts_of(early) == ["Tin", "Mùa gặt"]


def test_what_is_sent_late_stands_where_a_script_would_put_it():
    page = (
        "<h1>Mùa gặt</h1><template id='B:0'></template><p>Hết</p>"
        '<div hidden id="S:0"><p>Lúa chín</p><template id="P:1"></template></div>'
        '<div hidden id="S:1">Bà con ra đồng</div><div hidden id="S:2">Lạc</div>'
        '<div hidden id="S">Không ai thấy</div>'
    )
    found = {block.text: "hidden" in block.hints for block in blocks_of(page)}

    assert found == {
        "Mùa gặt": False, "Lúa chín": False, "Bà con ra đồng": False, "Hết": False,
        "Lạc": False, "Không ai thấy": True,
    }  # fmt: skip
    assert list(found) == [
        "Mùa gặt", "Lúa chín", "Bà con ra đồng", "Hết", "Lạc", "Không ai thấy",
    ]  # fmt: skip


def test_what_is_sent_late_is_not_put_into_itself():
    page = '<div hidden id="S:0">Lúa chín<template id="B:0"></template></div>'

    assert texts_of(page) == ["Lúa chín"]


def test_the_encoding_a_page_declares_is_not_obeyed_twice():
    html = "<?xml version='1.0' encoding='gbk'?><meta charset=utf-7><p>Đảng +ADw-"
    assert texts_of(html) == ["Đảng +ADw-"]


def test_declared_values_are_as_written_with_their_source():
    html = """<html lang="vi-VN"><head><title> Cầu mới
      | Báo Ví Dụ</title><link rel="canonical" href=" https://vidu.example/cau">
      <meta property="og:url" content="/cau">
      <meta property="og:title" content="Cầu mới">
      <meta property="article:published_time" content="2024-03-05T07:30:00+07:00">
      <meta name="DC.date.issued" content="2024-03-05">
      <meta name=author content="Tơ Ví">
      <meta property="og:site_name" content="Báo Ví Dụ">
      <meta property="article:section" content="Đời sống">
      <meta property="og:type" content="article"><meta name="description" content="">
      </head><body><time datetime="2024-03-05 07:30">5/3</time>
      <span itemprop="dateModified" content="2024-03-06">6/3</span>
      <a href="/x"><time datetime="2020-01-01">tin khác</time></a></body></html>"""
    assert declared_of(html) == [
        ("url", "https://vidu.example/cau", "link:canonical"),
        ("language", "vi-VN", "html:lang"),
        ("title", "Cầu mới | Báo Ví Dụ", "title"),
        ("title", "Cầu mới", "meta:og:title"),
        ("published", "2024-03-05T07:30:00+07:00", "meta:article:published_time"),
        ("published", "2024-03-05", "meta:dc.date.issued"),
        ("author", "Tơ Ví", "meta:author"),
        ("outlet", "Báo Ví Dụ", "meta:og:site_name"),
        ("section", "Đời sống", "meta:article:section"),
        ("kind", "article", "meta:og:type"),
        ("published", "2024-03-05 07:30", "time"),
        ("modified", "2024-03-06", "span:datemodified"),
    ]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Last updated on <b>{}</b>", "modified"),
        ("<i>Sửa lần cuối:</i> {}", "modified"),
        ("Cập nhật {}", "published"),
        ("They updated it. {}", "published"),
    ],
)
def test_a_time_behind_the_words_for_a_change_is_the_changes(words, name):
    html = f"<p>{words.format('<time datetime=2024-03-05>5/3</time>')}"
    found = declared_values(parsed(html))

    assert [one.name for one in found if one.value == "2024-03-05"] == [name]


def test_a_time_in_the_articles_own_footer_is_ours():
    time = "<footer><time datetime=2024-03-05>5/3</time></footer>"
    own = declared_values(parsed(f"<article><h1>Mùa cam</h1>{time}</article>"))
    others = declared_values(parsed(f"<h1>Mùa cam</h1>{time}"))

    assert [one.value for one in own if one.name == "published"] == ["2024-03-05"]
    assert not [one for one in others if one.name == "published"]
    link = f"<a rel=bookmark href=/cam>{time}</a>"
    own = declared_values(parsed(f"<article><h1>Mùa cam</h1>{link}</article>"))
    others = declared_values(parsed(f"<h1>Mùa cam</h1><article>{link}</article>"))
    assert [one for one in own if one.name == "published"]
    assert not [one for one in others if one.name == "published"]


@pytest.mark.parametrize(
    ("url", "href", "is_ours"),
    [
        ("https://vidu.example/cau", "/cau/#bai-1", True),
        ("https://vidu.example/cau", "https://vidu.example/cau", True),
        ("https://vidu.example/cau", "#luc", True),
        ("https://vidu.example/cau", "/duong", False),
        ("https://vidu.example/cau?id=1", "/cau?id=2", False),
        ("https://vidu.example/", "/cau", False),
        ("https://vidu.example/cau", "http://[", False),
        ("https://[/cau", "/cau", False),
    ],
)
def test_a_time_in_a_link_is_ours_where_the_link_leads_to_the_page(url, href, is_ours):
    html = (
        f"<link rel=canonical href='{url}'><a href='{href}'><time datetime=2024-03-05>"
    )
    assert any(value == "2024-03-05" for _, value, _ in declared_of(html)) is is_ours


def test_a_label_tells_what_the_value_beside_it_declares():
    html = (
        "<meta name='twitter:label1' content='Written by'>"
        "<meta name='twitter:data1' content='Sơn Mẫu'>"
        "<meta name='twitter:label2' content='Est. reading time'>"
        "<meta name='twitter:data2' content='3 minutes'>"
    )

    assert declared_of(html) == [("author", "Sơn Mẫu", "meta:twitter:data1")]


def test_links_to_an_authors_page_count_under_the_headline_and_outside_menus():
    html = """<a href="/author/tren">Trên Mẫu</a><h1>Cầu mới</h1>
      <p>bởi <a href="/tac-gia/so-1"><b>Sơn</b> Mẫu</a> <a href="/cau">Cầu</a></p>
      <a rel="nofollow author" href="/2">Lụa Ví</a>
      <aside><a href="/authors/tha-van">Thà Vân</a></aside>"""

    assert declared_of(html) == [
        ("signed", "Sơn Mẫu", "a:author"),
        ("signed", "Lụa Ví", "a:author"),
    ]


def test_a_value_is_told_as_meant_where_a_page_escapes_it_twice():
    html = (
        "<meta name='author' content='Tơ &amp;amp; Lụa'>"
        "<meta property='og:url' content='https://x.vn/?a=1&copy=2'>"
    )

    assert declared_of(html) == [
        ("author", "Tơ & Lụa", "meta:author"),
        ("url", "https://x.vn/?a=1&copy=2", "meta:og:url"),
    ]


def test_json_ld_speaks_for_the_article_in_its_graph():
    html = """<script type="application/ld+json">{"@graph": [
      {"@type": "WebSite", "datePublished": "2001-01-01"},
      {"@type": ["NewsArticle"], "headline": "Cầu mới", "datePublished": "2024-03-05",
       "dateModified": "2024-03-06", "articleSection": ["Đời sống"],
       "author": [{"name": "Tơ Ví"}, "Lụa Ví"], "publisher": {"name": "Báo Ví Dụ"},
       "isRelatedTo": {"@type": "NewsArticle", "datePublished": "1999-01-01"}},
      {"@type": "NewsArticle", "headline": "Tin khác", "datePublished": "1998-01-01"}
    ]}</script>"""
    assert declared_of(html) == [
        ("kind", "WebSite", "json-ld:@type"),
        ("kind", "NewsArticle", "json-ld:@type"),
        ("title", "Cầu mới", "json-ld:headline"),
        ("published", "2024-03-05", "json-ld:datePublished"),
        ("modified", "2024-03-06", "json-ld:dateModified"),
        ("section", "Đời sống", "json-ld:articleSection"),
        ("author", "Tơ Ví", "json-ld:author"),
        ("author", "Lụa Ví", "json-ld:author"),
        ("outlet", "Báo Ví Dụ", "json-ld:publisher"),
    ]


@pytest.mark.parametrize(
    "json",
    [
        "",
        "{",
        "null",
        '{"@graph": 7, "@type": 8}',
        '{"@type": "Article", "author": {"name": {}}, "datePublished": 3}',
        "[" * 100_000,
        '{"@graph":' * 5_000 + "{}" + "}" * 5_000,
    ],
)
def test_broken_json_ld_declares_nothing(json):
    found = declared_of(f"<script type='application/ld+json'>{json}</script>")
    assert {name for name, _, _ in found} <= {"kind"}


def test_the_title_of_an_icon_is_not_the_pages():
    html = "<body><svg><title>Tìm</title></svg><title>Cầu mới</title>"
    assert ("title", "Cầu mới", "title") in declared_of(html)
    assert "Tìm" not in texts_of(html)
