"""Who is credited, as what, and who is not."""

from dataclasses import replace

import pytest

from transforms.reading.text_page import text_blocks
from transforms.records import Block, Declared, MediaType, Page
from transforms.stripping import credits as credits_of
from transforms.stripping.credits import agency, republished_from
from transforms.stripping.names import is_name, name_case
from transforms.stripping.page_author import page_authors
from transforms.stripping.strip import strip

PROSE = (
    "Sáu tháng qua, đàn trâu bò của xã tăng thêm một trăm con, ba bản có thêm đường"
    " bê tông, tỷ lệ hộ nghèo giảm so với cùng kỳ; bà con yên tâm bám đất, bám bản."
)
TITLE = "Bản Mẫu đổi thay nhờ cây cam và con đường mới"
AUTHOR, PHOTOGRAPHER = "author", "photographer"


def page(*after, lead=PROSE, declared=()):
    text = "\n".join([TITLE, lead, PROSE.replace("Sáu", "Bảy"), *after])
    return Page(
        media_type=MediaType.TEXT,
        encoding="utf-8",
        text=text,
        blocks=text_blocks(text),
        declared=declared,
    )


def credited(*after, **given):
    made = page(*after, **given)
    return {(c.person, c.role) for c in credits_of.credits(made, strip(made))}


def both(*persons):
    return {(p, role) for p in persons for role in (AUTHOR, PHOTOGRAPHER)}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Bài và ảnh: HOÀNG MẪU", both("Hoàng Mẫu")),
        ("Tin, ảnh: Hoàng Mẫu", both("Hoàng Mẫu")),
        ("Bài, ảnh: Hoàng Mẫu - Lò Thị Ban", both("Hoàng Mẫu", "Lò Thị Ban")),
        ("Tin: H.Mẫu, ảnh: T.Ban", {("H.Mẫu", AUTHOR), ("T.Ban", PHOTOGRAPHER)}),
        ("Bài: Hoàng Mẫu; Ảnh: CTV", {("Hoàng Mẫu", AUTHOR)}),
        ("Hoàng Mẫu, ảnh: CTV", {("Hoàng Mẫu", AUTHOR)}),
        ("Hoàng Mẫu (thực hiện)", {("Hoàng Mẫu", AUTHOR)}),
        ("Hoàng Mẫu (Theo TTXVN)", {("Hoàng Mẫu", AUTHOR)}),
        ("Theo Hoàng Mẫu/Báo Hoa Ban", {("Hoàng Mẫu", AUTHOR)}),
        ("CTV Hoàng Mẫu", {("Hoàng Mẫu", AUTHOR)}),
        ("Đại úy Hoàng Văn Mẫu", {("Hoàng Văn Mẫu", AUTHOR)}),
        ("Luật sư MẪU BAN THU", {("Mẫu Ban Thu", AUTHOR)}),
        ("Hoàng Mẫu Theo dõi", {("Hoàng Mẫu", AUTHOR)}),
        ("THU BAN", {("Thu Ban", AUTHOR)}),
        ("Tham vấn y khoa: BS.CKII Hoàng Mẫu", {("Hoàng Mẫu", AUTHOR)}),
        ("Thu Ban - PV05", {("Thu Ban", AUTHOR)}),
        ("PHÓ CHỦ TỊCH", set()),
        ("Bà Hạ Vy - Phòng Truyền thông", set()),
        ("Thu Ban", {("Thu Ban", AUTHOR)}),
        ("M.Ban", {("M.Ban", AUTHOR)}),
        ("T.Ban - M.Mẫu", {("T.Ban", AUTHOR), ("M.Mẫu", AUTHOR)}),
        ("Thực hiện: T.Ban, M.Mẫu", {("T.Ban", AUTHOR), ("M.Mẫu", AUTHOR)}),
        ("Giàng A Mẫu", {("Giàng A Mẫu", AUTHOR)}),
        ("Vườn cam chín. Ảnh: Thu Ban - TTXVN", {("Thu Ban", PHOTOGRAPHER)}),
        ("Vườn cam chín (Ảnh: Thu Ban/TTXVN)", {("Thu Ban", PHOTOGRAPHER)}),
        ("Bút ký của THU BAN", {("Thu Ban", AUTHOR)}),
        ("Hoàng Mẫu - Hội Nông dân xã", {("Hoàng Mẫu", AUTHOR)}),
        ("Thiếu tướng, PGS, TS. HOÀNG MẪU, Phó Viện trưởng", {("Hoàng Mẫu", AUTHOR)}),
        ("Trung úy Hoàng Mẫu – Trợ lý Trung đoàn 84", {("Hoàng Mẫu", AUTHOR)}),
        ("Đại tá HOÀNG MẪU kể, T.LAN ghi", {("Hoàng Mẫu", AUTHOR), ("T.Lan", AUTHOR)}),
        ("P.V: Thu Ban", {("Thu Ban", AUTHOR)}),
        ("Lời: Thu Ban - Ảnh: M.Mẫu", {("Thu Ban", AUTHOR), ("M.Mẫu", PHOTOGRAPHER)}),
        ("HOÀNG MẪU BAN (bài và ảnh)", both("Hoàng Mẫu Ban")),
        ("Rice at last. HBN Photo Thu Ban", {("Thu Ban", PHOTOGRAPHER)}),
        ("HOÀNG MẪU (Tổng hợp, ảnh)", both("Hoàng Mẫu")),
        ("NGƯỜI ĐƯA ĐÒ", {("Người Đưa Đò", AUTHOR)}),
        ("Vườn cam chín. (Ảnh Thu Ban)", {("Thu Ban", PHOTOGRAPHER)}),
        ("Vườn cam chín. Ảnh Thu Ban.", {("Thu Ban", PHOTOGRAPHER)}),
    ],
)  # fmt: skip
def test_a_signature_credits_its_persons(line, expected):
    assert credited(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "PV", "BBT", "Nhóm PV", "Ảnh: TTXVN", "Ảnh: CTV", "Ảnh: tư liệu", "admin",
        "Ảnh minh họa", "Ảnh: Internet", "Ảnh: Báo Hoa Ban", "Nguồn: Báo Hoa Ban",
        "Theo TTXVN", "Đà Nẵng", "Tin khác", "Bà con hái cam. Ảnh: VGP",
        "Ảnh: Đồn Bản Mẫu", "Vườn cam. Ảnh: Flycam Bản Mẫu", "Ảnh công đoàn cung cấp.",
        "Phòng Tổ chức - Hành chính", "(TH)", "Tranh minh họa: Thu Ban",
        "Hội Nông dân xã", "U17 Mẫu: Văn Mẫu, Hữu Ban, Quốc Bản",
    ],
)  # fmt: skip
def test_an_agency_an_outlet_or_a_place_is_no_person(line):
    assert credited(line) == set()


@pytest.mark.parametrize("end", ["Tin, ảnh: HOÀNG MẪU", "Bài và ảnh: Hoàng Mẫu"])
def test_a_signature_glued_to_the_last_paragraph_is_split_off(end):
    made = page(PROSE + " Ai cũng vui./.     " + end)
    stripped = strip(made)

    assert stripped.body[-1].text.endswith("Ai cũng vui")
    assert {b.kind for b in stripped.removed} == {"byline", "end_marker"}
    assert {(c.person, c.role) for c in credits_of.credits(made, stripped)} == both(
        "Hoàng Mẫu"
    )


@pytest.mark.parametrize(
    "line",
    [
        "Đăng ngày: 05/04/2019 | Tác giả: Hoàng Mẫu",
        "Người viết: Hoàng Mẫu. Ngày cập nhật: 05/04/2019. Đã xem: 12",
        "5 Tháng Tư, 2019 bởi Hoàng Mẫu",
        "Phóng viên: Hoàng Mẫu | 05/04/2019 08:15",
    ],
)
def test_the_stamp_may_name_the_author(line):
    assert credited(line) == {("Hoàng Mẫu", AUTHOR)}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Thu Ban - 07:00 05/04/2019", {("Thu Ban", AUTHOR)}),
        ("Hoàng Mẫu05/04/2019 08:15 GMT+7", {("Hoàng Mẫu", AUTHOR)}),
        ("HOÀNG MẪU 05/04/2019 11:39", {("Hoàng Mẫu", AUTHOR)}),
        ("08:15, 05/04/2019 HOÀNG MẪU", {("Hoàng Mẫu", AUTHOR)}),
        ("Hoàng Mẫu (HoaBan) lúc : 05/04/2019 08:15", {("Hoàng Mẫu", AUTHOR)}),
        ("05 Tháng 4 2019 08:15 Hoàng Mẫu Lượt đọc: 12", {("Hoàng Mẫu", AUTHOR)}),
        ("Thứ Sáu, 05/04/2019, 08:15", set()),
        ("Xuân Hòa, 05/04/2019", set()),
    ],
)  # fmt: skip
def test_a_stamp_may_begin_or_end_with_its_authors(line, expected):
    text = f"{TITLE}\n{line}\n{PROSE}\n{PROSE}"
    made = replace(page(), text=text, blocks=text_blocks(text))
    found = credits_of.credits(made, strip(made))

    assert {(c.person, c.role) for c in found} == expected


def test_a_person_is_credited_once_a_role():
    lines = ["Vườn cam. Ảnh: Thu Ban", "Đường mới. Ảnh: Thu Ban", "Thu Ban"]

    assert credited(*lines) == both("Thu Ban")


def test_a_credit_points_at_its_span():
    made = page("Bài và ảnh: HOÀNG MẪU")
    found = credits_of.credits(made, strip(made))

    assert {made.text[c.char_start : c.char_end] for c in found} == {"HOÀNG MẪU"}
    assert {c.as_written for c in found} == {"HOÀNG MẪU"}


def test_a_declared_author_counts_where_it_looks_like_a_person():
    declared = tuple(
        Declared(name="author", value=value, source="meta:author")
        for value in ("Hoàng Văn Mẫu", "Báo Hoa Ban", "admin")
    )

    assert credited(declared=declared) == {("Hoàng Văn Mẫu", AUTHOR)}


@pytest.mark.parametrize(
    "head", ["TTXVN - ", "Bản Mẫu (TTXVN 22/3) - ", "TTXVN (Bản Mẫu 22/3) - "]
)
def test_the_agency_is_read_from_the_head_of_the_story(head):
    made = page(lead=head + PROSE)

    assert agency(made, strip(made)) == "TTXVN"


def test_the_agency_is_read_from_a_photo_credit():
    made = page("Vườn cam chín. Ảnh: Thu Ban - TTXVN")

    assert agency(made, strip(made)) == "TTXVN"


def test_a_page_that_names_no_agency_has_none():
    assert agency(page(), strip(page())) is None


@pytest.mark.parametrize(
    ("line", "paper"),
    [
        ("Nguồn: Báo Hoa Ban", "Báo Hoa Ban"),
        ("(Theo Báo Hoa Ban)", "Báo Hoa Ban"),
        ("Theo TTXVN", "TTXVN"),
        ("Nguồn tin: hoaban.vn", "hoaban.vn"),
        ("Thu Ban", None),
    ],
)
def test_the_source_line_names_the_paper(line, paper):
    made = page(line)

    assert republished_from(made, strip(made)) == paper


@pytest.mark.parametrize(
    "text",
    ["Hoàng Mẫu", "HOÀNG VĂN MẪU", "H'Ban Niê", "M.Ban", "Y Ban", "Rơ Châm Ban", "Ban"],
)
def test_a_name_is_known_by_its_shape(text):
    assert is_name(text) or text == "Ban"


@pytest.mark.parametrize(
    "text",
    [
        "Hà Nội", "TTXVN", "Báo Hoa Ban", "Những kết quả", "KẾT QUẢ NỔI BẬT", "Bài 2",
        "Hội Nông dân", "Xây dựng Đảng", "hoàng mẫu", "VGP", "Ban Biên tập", "",
    ],
)  # fmt: skip
def test_other_short_lines_are_no_names(text):
    assert not is_name(text)


def test_capitals_become_name_case():
    assert name_case("H'BAN NIÊ") == "H'Ban Niê"


PAGE_AUTHORS = {
    "By Jane Roe | March 3, 2024": ["Jane Roe"],
    "Written by Dr. Jane Roe, MD": ["Dr. Jane Roe, MD"],
    "March 3, 2024 by Jane Roe": ["Jane Roe"],
    "By Jane RoeNovember 3, 2024": ["Jane Roe"],
    "By Jane Roe Senior Editor": ["Jane Roe"],
    "By the Lantern Team 3 minutes": ["the Lantern Team"],
    "A Guide Step By Step Through Town": [],
    "Photo by nobody": [],
    "By admin": [],
}


def block(text, start=0, tag="p"):
    end = start + len(text)
    return Block(line_no=1, char_start=start, char_end=end, text=text, tag=tag)


@pytest.mark.parametrize("line", PAGE_AUTHORS)
def test_the_line_by_the_headline_names_the_author_of_a_page(line):
    told = page_authors(
        Page(
            media_type=MediaType.HTML,
            encoding="utf-8",
            text=f"A Headline\n{line}",
            blocks=(block("A Headline", tag="h1"), block(line, 11)),
        )
    )

    assert [one.name for one in told] == PAGE_AUTHORS[line]


def declared_page(*declared):
    return Page(
        media_type=MediaType.HTML,
        encoding="utf-8",
        text="By Ann Poe",
        blocks=(block("By Ann Poe"),),
        declared=tuple(
            Declared(name=name, value=value, source=source)
            for name, value, source in declared
        ),
    )


def test_the_best_source_alone_names_authors_and_the_outlet_is_none():
    both = (
        ("author", "Max Moe", "meta:author"),
        ("author", "Jane Roe", "json-ld:author"),
    )
    outlet = ("author", "The Lantern", "meta:author"), ("outlet", "The Lantern", "og")

    assert [one.name for one in page_authors(declared_page(*both))] == ["Jane Roe"]
    assert [one.name for one in page_authors(declared_page(*outlet))] == ["Ann Poe"]


@pytest.mark.parametrize(
    ("author", "url"),
    [
        ("Hoa Ban Online", "https://hoaban.example/tin/cam-chin"),
        ("HOA BAN TV", "https://m.hoaban.example/tin/cam-chin"),
        ("VOV.VN", "https://cam.example/tin/cam-chin"),  # an agency's own name
        ("Liên đoàn Đá cầu Bản Mẫu", "https://cam.example/tin/cam-chin"),
        ("Phòng CNTT", "https://cam.example/tin/cam-chin"),
    ],
)
def test_a_person_goes_before_what_the_outlet_calls_itself(author, url):
    told = ("author", author, "json-ld:author"), ("url", url, "link:canonical")

    assert [one.name for one in page_authors(declared_page(*told))] == ["Ann Poe"]


def test_what_a_system_calls_its_first_user_is_nobody():
    assert credited("Super User") == set()


@pytest.mark.parametrize(
    ("declared", "told"),
    [
        (", The Lantern", "The Lantern"),
        ("Jane Roe |", "Jane Roe"),
        ("page.head.author", "Ann Poe"),  # the key of a translation
        ("j.d. roe", "j.d. roe"),
    ],
)
def test_what_frames_a_declared_name_and_what_is_none_is_left_off(declared, told):
    found = page_authors(declared_page(("author", declared, "meta:author")))

    assert [one.name for one in found] == [told]


@pytest.mark.parametrize(
    ("label", "below", "named"),
    [
        ("Written by", "Jane Roe", ["Jane Roe"]),
        ("Author(s):", "Jane Roe", ["Jane Roe"]),
        ("Written by", "Jane Roe, who has never been there", []),
        ("Read more", "Jane Roe", []),
    ],
)
def test_a_name_alone_under_a_label_is_the_authors(label, below, named):
    head = block("A Headline", tag="h1")
    lines = block(label, 11), block(below, 12 + len(label))
    page = Page(
        media_type=MediaType.HTML, encoding="utf-8", text="", blocks=(head, *lines)
    )

    assert [one.name for one in page_authors(page)] == named


def test_a_link_to_an_authors_page_names_who_else_is_not_named():
    links = [("signed", text, "a:author") for text in ("", "All posts", "by Max Moe")]
    bare = replace(declared_page(*links), blocks=())

    assert [one.name for one in page_authors(bare)] == ["Max Moe"]
    assert [one.name for one in page_authors(declared_page(*links))] == ["Ann Poe"]


def test_authors_stand_beside_each_other_in_elements_of_one_class():
    head, *signers = "A Headline", "Jane Roe", "Max Moe", "Two hours ago"
    places = (11, ".author"), (20, ".author"), (28, ".time")
    blocks = [
        replace(block(name, at), hints=frozenset({hint}))
        for name, (at, hint) in zip(signers, places, strict=True)
    ]
    page = Page(
        media_type=MediaType.HTML,
        encoding="utf-8",
        text="\n".join([head, *signers]),
        blocks=(block(head, tag="h1"), *blocks),
    )

    assert [one.name for one in page_authors(page)] == ["Jane Roe", "Max Moe"]


def test_a_class_of_the_whole_page_makes_no_author_of_its_first_line():
    hints = frozenset({".single-author"})
    blocks = block("Skip This", tag="a"), block("A Headline", 10, "h1")
    page = Page(
        media_type=MediaType.HTML,
        encoding="utf-8",
        text="Skip This\nA Headline",
        blocks=tuple(replace(one, hints=hints) for one in blocks),
    )

    assert page_authors(page) == ()


def test_the_byline_is_looked_for_at_the_headline_not_at_the_sites_name():
    menu = [block("Menu entry", tag="li")] * 40
    heads = [block("News", tag="h1"), *menu, block("A Headline", tag="h1")]
    page = replace(
        declared_page(("title", "A Headline - News", "title")),
        blocks=(*heads, block("By Max Moe")),
    )

    assert [one.name for one in page_authors(page)] == ["Max Moe"]


def test_who_is_quoted_in_a_box_signs_nothing():
    boxed = replace(block("Jane Roe", 11), hints=frozenset({".author", ".quote-box"}))
    page = replace(
        declared_page(), blocks=(block("A Headline", tag="h1"), boxed), text="A\nJ"
    )

    assert page_authors(page) == ()


def test_a_firm_or_an_agency_is_no_author():
    for name in ("Corvale Gliders Inc.", "Allied Wire"):
        told = page_authors(declared_page(("author", name, "json-ld:author")))
        assert [one.name for one in told] == ["Ann Poe"]


def test_a_box_for_the_author_that_only_says_written_by_names_nobody():
    boxed = replace(block("Written By", 11), hints=frozenset({".author"}))
    page = Page(
        media_type=MediaType.HTML,
        encoding="utf-8",
        text="A Headline\nWritten By",
        blocks=(block("A Headline", tag="h1"), boxed),
    )

    assert page_authors(page) == ()
