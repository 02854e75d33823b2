"""Pages of every shape, told apart; and that nothing is ever lost."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.reading.read import read_page
from transforms.reading.text_page import is_blank, text_blocks
from transforms.records import Block, MediaType, Page
from transforms.stripping import markup
from transforms.stripping.lines import line_of
from transforms.stripping.strip import section, strip

LEAD = (
    "Sáng 5/3, Đảng ủy xã Bản Mẫu tổ chức hội nghị sơ kết công tác sáu tháng, có"
    " đông đủ cán bộ chủ chốt của các thôn, bản trong xã tham dự."
)
PROSE = (
    "Sáu tháng qua, đàn trâu bò của xã tăng thêm một trăm con, ba bản có thêm đường"
    " bê tông, tỷ lệ hộ nghèo giảm so với cùng kỳ; bà con yên tâm bám đất, bám bản,"
    " cùng bộ đội giữ yên đường biên và chung tay dựng lại những ngôi nhà bị lốc."
)
TITLE = "Đảng ủy xã Bản Mẫu sơ kết công tác sáu tháng đầu năm"


PAIRS = (
    "Mỗi hộ được phát mười phiếu. Hai phiếu đổi một chai dầu. Năm phiếu đổi một yến"
    " gạo. Ai không dùng hết thì gửi lại cho nhà đông con."
)
STAMP = "05/03/2019 08:15"


def text_page(*lines):
    text = "\n".join(lines)
    return Page(
        media_type=MediaType.TEXT,
        encoding="utf-8",
        text=text,
        blocks=text_blocks(text),
    )


def html_page(*blocks):
    """A page of (text, tag, hints)."""
    made, at = [], 0
    for number, (text, tag, hints) in enumerate(blocks, start=1):
        made.append(
            Block(
                line_no=number,
                char_start=at,
                char_end=at + len(text),
                text=text,
                tag=tag,
                hints=frozenset(hints),
            )
        )
        at += len(text) + 1
    text = "\n".join(block.text for block in made)
    return Page(
        media_type=MediaType.HTML, encoding="utf-8", text=text, blocks=tuple(made)
    )


def kinds(page):
    """line_no -> kind; "body" and "title" for what is kept."""
    stripped = strip(page)
    found = {block.line_no: block.kind for block in stripped.removed}
    found |= {piece.line_no: "body" for piece in stripped.body}
    if stripped.title:
        found[stripped.title.line_no] = "title"
    return [found[number] for number in sorted(found)]


def within_story(line):
    """What a line between two long paragraphs is taken for."""
    return kinds(text_page(TITLE, LEAD, PROSE, line, PROSE))[3]


@pytest.mark.parametrize(
    "line",
    [
        "Quang cảnh buổi giao lưu",
        "Quang cảnh hội nghị.",
        "Các đại biểu chụp ảnh lưu niệm tại buổi lễ",
        "Đồng chí Hoàng Văn Mẫu, Bí thư Đảng ủy xã phát biểu tại hội nghị",
        "Đồng chí Hoàng Văn Mẫu, Bí thư Đảng ủy xã phát biểu tại hội nghị.",
        "Lãnh đạo huyện tặng quà lưu niệm cho Đồn Biên phòng Bản Mẫu.",
        "Bà con bản Mẫu thu hoạch cam. Ảnh: Hoàng Mẫu",
        "Bà con bản Mẫu thu hoạch cam (Ảnh: CTV)",
        "Trong ảnh: Bà con bản Mẫu thu hoạch cam.",
        "Ông Sơn (bên trái) giới thiệu giống cam mới",
        "Hai bên ký kết quy chế phối hợp, ngày 5-3-2019.",
        "Dân quân xã Bản Mẫu tuần tra đường biên",
        "Ngôi nhà mới bên suối Mẫu",
        "12 đội tham gia phần thi nấu cơm",
        "PGS.TS. Hoàng Văn Mẫu trình bày tham luận",
        "Các đối tượng tại cơ quan điều tra",
        "Lãnh đạo xã tặng giấy khen cho các tập thể. |",
        "Bà con gặt lúa. (Nguồn: Ban Tổ chức)",
        "Bà con gặt lúa. Ảnh công đoàn cung cấp.",
        "Bà con gặt lúa. Ảnh Thu Ban.",
        "Rice at last. HBN Photo Thu Ban",
        "Tang vật bị thu giữ.",
        "Căn nhà từng là trạm xá nay nằm bên suối Mẫu",
    ],
)
def test_a_line_that_describes_a_picture_is_a_caption(line):
    assert within_story(line) == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "Hội nghị kết thúc tốt đẹp.",
        "Buổi lễ diễn ra sáng 5/3.",
        "Những kết quả nổi bật",
        "Lấy dân làm gốc",
        "- Trồng mới 20 ha cam",
        "1. Giữ rừng, giữ nước",
        "Phóng viên: Thưa ông, vì sao xã chọn cây cam?",
        "“Có đường là có tất cả”, ông Sơn nói.",
        "Tại hội nghị, các đại biểu đã thảo luận sôi nổi.",
        "Đồng chí Hoàng Văn Mẫu, Bí thư Đảng ủy xã chủ trì hội nghị.",
        "Dịp này, lãnh đạo huyện tặng quà ba gia đình khó khăn.",
        "Cam Bản Mẫu: 25.000 - 30.000 đồng/kg",
        "Tăng cường công tác phối hợp",
        "Tháng 7: khởi công đường vào bản.",
        "Chia sẻ với chúng tôi, ông Sơn cho biết năm nay được mùa.",
        "Trang tin của xã có 1.278 lượt truy cập.",
        "Dấu ấn một nhiệm kỳ",
        "Những tấm lòng thơm thảo",
        "Ông Sơn cười, nụ cười hiền khô.",
        "Hai nạn nhân được đưa đi cấp cứu tại bệnh viện huyện.",
        "Gia đình ông Sơn có bốn con, hai con đang đi học.",
        "Đoàn đã dâng hương tại Nghĩa trang liệt sĩ huyện.",
        "Trong nhà ông Sơn treo một tấm ảnh Bác Hồ đã cũ.",
        "Đơn vị: triệu đồng. Nguồn: Sở Công Thương",
        "Ông Sơn từng là lính giữ đảo, nay trồng cam.",
        "(HBM) - Sáng 5/3, lãnh đạo xã trao quà tại lễ khai mạc",
    ],
)
def test_a_short_line_of_the_story_stays(line):
    assert within_story(line) == "body"


def test_a_heading_among_headings_is_no_caption():
    heads = ["Con chữ lên non", "Cây quế xóa nghèo", "Lớp học dưới ánh đèn dầu"]
    story = [part for head in heads for part in (head, PROSE)]

    assert set(kinds(text_page(TITLE, LEAD, *story))[1:]) == {"body"}


def test_a_line_cut_in_two_is_no_caption():
    cut = ["Bà con xã Bản Mẫu trồng cam trên đồi", "và nuôi cá dưới ao nhà."]

    assert kinds(text_page(TITLE, LEAD, PROSE, *cut, PROSE + LEAD))[3:5] == ["body"] * 2


def test_a_list_that_a_colon_announces_stays():
    verse = ["Ông hay ngâm hai câu:", "Suối còn thì cá còn bơi", "Vườn còn nắng còn"]

    assert kinds(text_page(TITLE, LEAD, PROSE, *verse, PROSE))[3:6] == ["body"] * 3


def test_a_paragraph_after_an_editors_residue_stays():
    page = text_page(TITLE, LEAD, "Nhập mô tả vào đây", PAIRS, PROSE)

    assert kinds(page)[2:4] == ["cms_placeholder", "body"]


def test_a_caption_that_stands_twice_is_told_once():
    page = text_page(TITLE, LEAD, "Ruộng bậc thang", "Ruộng bậc thang", PROSE)

    assert kinds(page) == ["title", "body", "caption", "duplicate_caption", "body"]


def test_what_follows_an_editors_residue_is_a_caption():
    page = text_page(TITLE, LEAD, "leftcenterrightdel", "Bộ đội gặt lúa.", PROSE)

    assert kinds(page)[2:4] == ["editor_toolbar_residue", "caption"]


def test_a_line_before_a_photo_credit_is_a_caption():
    page = text_page(TITLE, LEAD, "Gặt lúa “nhanh, gọn”.", "Ảnh: H.Mẫu", PROSE)

    assert kinds(page)[2:4] == ["caption", "photo_credit"]


def test_a_caption_may_stand_between_title_and_lead():
    line = "Đồng chí Hoàng Văn Mẫu chúc mừng các đơn vị tại buổi lễ."

    assert kinds(text_page(TITLE, line, LEAD, PROSE))[1:3] == ["caption", "body"]


def test_the_title_stands_over_the_stamp():
    page = text_page("Đất và người Bản Mẫu", "Gùi sách lên Pu Mẫu", STAMP, LEAD, PROSE)

    assert kinds(page)[:3] == ["section", "title", "pub_meta"]


def test_the_lines_of_a_menu_are_no_title():
    menu = ["Lãnh đạo xã", "Cải cách tư pháp", "Nhịp cầu bạn đọc"]
    page = text_page(*menu, TITLE, LEAD, PROSE)

    assert kinds(page)[:4] == ["navigation", "navigation", "section", "title"]


@pytest.mark.parametrize(
    "menu", [["Giới thiệu Tin hoạt động Văn bản"], ["Giới thiệu", "Tin tức"]]
)
def test_a_sites_menu_over_the_title_names_no_section(menu):
    page = text_page(*menu, TITLE, STAMP, LEAD, PROSE)

    assert kinds(page)[: len(menu) + 1] == ["navigation"] * len(menu) + ["title"]
    assert section(page, strip(page)) is None


@pytest.mark.parametrize("name", ["Văn hóa Xã hội", "Quốc phòng - An ninh - Đối ngoại"])
def test_joined_names_over_the_title_are_its_section(name):
    page = text_page("Giới thiệu", name, TITLE, STAMP, LEAD, PROSE)

    assert section(page, strip(page)) == name


def test_whose_page_it_is_stands_in_capitals_over_the_title():
    page = text_page("UBND HUYỆN BẢN MẪU", TITLE, LEAD, PROSE)

    assert kinds(page)[:2] == ["navigation", "title"]
    assert section(page, strip(page)) is None


def test_the_other_parts_of_a_series_are_links():
    parts = ["Bài 1: Đường lên Bản Mẫu", "Bài 2: Mùa cam"]
    page = text_page("Bài 3: Trở lại Bản Mẫu", *parts, LEAD, PROSE)

    assert kinds(page)[:3] == ["title", "related_links", "related_links"]


def test_the_first_line_of_a_verse_is_no_title():
    verse = ["Mùa này hoa gạo đã thưa", "Người đi gánh cả cơn mưa qua đèo"]

    assert kinds(text_page("Văn nghệ", "Qua đèo", *verse))[:2] == ["section", "title"]


@pytest.mark.parametrize("heading", ["Tin nóng", "Đọc nhiều", "Tiêu điểm"])
def test_the_heading_of_a_list_over_the_story_is_its_section(heading):
    page = text_page(heading, TITLE, STAMP, LEAD, PROSE, "Tin khác", "Mưa lớn", "Lũ về")

    assert kinds(page)[:5] == ["section", "title", "pub_meta", "body", "body"]


def test_a_lead_that_stands_twice_is_told_once():
    page = text_page(TITLE, LEAD, LEAD, PROSE)

    assert kinds(page) == ["title", "body", "duplicate_lead", "body"]


def test_a_short_line_over_the_headline_is_its_section():
    page = text_page("Xây dựng quê hương", TITLE, LEAD, PROSE)

    assert kinds(page)[:2] == ["section", "title"]
    assert section(page, strip(page)) == "Xây dựng quê hương"


def test_the_last_step_of_a_breadcrumb_is_the_section():
    page = text_page("Trang chủ > Thời sự > Trong tỉnh", TITLE, LEAD, PROSE)

    assert section(page, strip(page)) == "Trong tỉnh"


def test_a_name_over_the_story_is_a_place_where_others_sign():
    page = text_page(TITLE, "Thanh Châu", LEAD, PROSE, "Tin, ảnh: Hoàng Mẫu")

    assert kinds(page)[1] == "place_tag"


def test_a_name_over_the_story_signs_where_it_stands_again_at_the_end():
    page = text_page(TITLE, "Thu Ban", LEAD, PROSE, "Thu Ban")

    assert kinds(page)[1] == "byline"


@pytest.mark.parametrize(
    "line", ["Phòng Tổ chức - Hành chính", "(TH)", "Ban Biên tập", "NGƯỜI ĐƯA ĐÒ"]
)
def test_an_office_or_a_pen_name_may_sign_the_end(line):
    assert kinds(text_page(TITLE, LEAD, PROSE, line))[-1] == "byline"


@pytest.mark.parametrize("place", ["Đà Nẵng", "Huyện Bản Mẫu", "TP. Hồ Chí Minh"])
def test_a_place_under_the_title_is_its_tag(place):
    assert kinds(text_page(TITLE, place, LEAD, PROSE))[1] == "place_tag"


def test_a_page_that_begins_with_its_story_has_no_title():
    stripped = strip(text_page(LEAD, PROSE))

    assert stripped.title is None
    assert [piece.line_no for piece in stripped.body] == [1, 2]


def test_a_title_loses_the_space_round_it():
    stripped = strip(text_page(f"  {TITLE}\u00a0 \u00a0", LEAD, PROSE))

    assert stripped.title
    assert stripped.title.text == TITLE


@pytest.mark.parametrize(
    "prefix",
    ["TTXVN - ", "NDO -", "(Dân trí) - ", "SGGPO – ", "TĐ – ", "MTTQ - ", "(BMN) "],
)
def test_an_agency_at_the_head_of_the_lead_is_split_off(prefix):
    stripped = strip(text_page(TITLE, prefix + LEAD, PROSE))

    assert stripped.body[0].text == LEAD
    assert [b.kind for b in stripped.removed] == ["agency_prefix"]


@pytest.mark.parametrize(
    "lead",
    [
        "TP.HCM - Sáng nay, mưa lớn làm ngập nhiều tuyến đường của thành phố này.",
        "HĐND - UBND tỉnh tổ chức gặp mặt các cơ quan báo chí nhân ngày 21/6 vừa qua.",
        "COVID-19 khiến nhiều lễ hội của các bản vùng cao phải lùi lại sang năm sau.",
    ],
)
def test_a_place_or_a_pair_of_bodies_is_no_agency(lead):
    assert strip(text_page(TITLE, lead, PROSE)).body[0].text == lead


def test_an_end_marker_is_split_off_whole():
    stripped = strip(text_page(TITLE, LEAD, PROSE[:-1] + "./."))

    assert stripped.body[-1].text == PROSE[:-1]
    assert [(b.kind, b.text) for b in stripped.removed] == [("end_marker", "./.")]


def test_what_follows_a_heading_of_links_at_the_end_is_related():
    page = text_page(TITLE, LEAD, PROSE, "Tin khác", "Bản Mẫu vào vụ cam", "Mưa lớn")

    assert kinds(page)[3:] == ["related_links"] * 3


def test_a_text_of_nothing_but_a_heading_and_its_links_has_no_story():
    page = text_page("Tin khác", "Bản Mẫu vào vụ cam", "Mưa lớn làm sập cầu.")

    assert kinds(page) == ["related_links"] * 3


def test_the_story_goes_on_to_its_signature():
    links = ["Xem thêm", "Quán cơm không đồng ở bản Mẫu", "Mưa lớn ở bản Mẫu"]
    page = text_page(TITLE, LEAD, *links, PROSE, "Thu Ban", "Chủ đề:", "cam", "mưa")

    assert kinds(page)[5:7] == ["body", "byline"]


def test_headlines_after_the_signature_are_links():
    page = text_page(TITLE, LEAD, PROSE, "Thu Ban", "Cảnh báo lừa đảo mới")

    assert kinds(page)[-1] == "related_links"


def test_a_number_beside_a_share_button_counts_shares():
    page = text_page(TITLE, LEAD, PROSE, "Thu Ban", "0", "Thích", "Chia sẻ")

    assert kinds(page)[-3:] == ["share_widget"] * 3


def test_what_sorts_comments_opens_no_other_list():
    page = text_page(TITLE, LEAD, PROSE, "Ý kiến (7)", "Mới nhất", "Hay quá bạn ơi")

    assert kinds(page)[-3:] == ["comments"] * 3


def test_talk_in_paragraphs_under_a_signed_story_is_comments():
    page = text_page(
        TITLE, LEAD, PROSE, "Thu Ban", "Ý kiến bạn đọc (2)", PAIRS, LEAD, "Trả lời"
    )

    assert kinds(page)[3:] == ["byline"] + ["comments"] * 4


def test_comments_counted_over_the_story_open_no_list():
    page = text_page(TITLE, "0 Bình luận", LEAD, PROSE, "Thu Ban")

    assert kinds(page) == ["title", "comments", "body", "body", "byline"]


def test_a_players_times_in_the_story_stand_beside_its_button_too():
    page = text_page(TITLE, LEAD, PROSE, "Phát", "-1:42", PROSE + LEAD)

    assert kinds(page)[3:5] == ["share_widget"] * 2


def test_a_players_times_stand_beside_its_button():
    page = text_page(TITLE, "Nghe bài", "00:00", "03:12", LEAD, PROSE)

    assert kinds(page)[1:4] == ["share_widget"] * 3


def test_words_after_the_signature_are_tags_and_no_names():
    page = text_page(TITLE, LEAD, PROSE, "Thu Ban", "#rung", "Bản Mẫu", "giữ rừng")

    assert kinds(page)[3:] == ["byline"] + ["related_links"] * 3


def test_a_counters_labels_may_stand_over_their_numbers():
    lines = ["Thống kê truy cập", "Hôm nay", "210", "Tất cả", "690.118"]

    assert kinds(text_page(TITLE, LEAD, PROSE, *lines))[3:] == ["visitor_counter"] * 5


def test_a_signature_under_the_title_ends_no_story():
    shots = ["Gió lên. — HBN Photo Thu Ban", "Cam chín. Ảnh: Thu Ban"]
    page = text_page(TITLE, "Bài: Hoàng Mẫu", LEAD, *shots, PROSE)

    assert kinds(page)[1:] == ["byline", "body", "caption", "caption", "body"]


def test_the_story_goes_on_after_links_in_its_middle():
    link = "Bản Mẫu vào vụ cam sớm hơn mọi năm"
    page = text_page(TITLE, LEAD, "Tin liên quan", link, PROSE, PROSE + LEAD)

    assert kinds(page)[2:] == ["related_links", "related_links", "body", "body"]


def test_a_stamp_in_a_list_of_links_does_not_date_the_article():
    page = text_page(TITLE, LEAD, PROSE, "Tin khác", "Mưa lớn", "05/03/2019 08:15")

    assert kinds(page)[-1] == "related_links"


def test_the_clock_at_the_top_is_no_stamp():
    clock = "Thứ Sáu, 05/04/2024, 16:08 (GMT+7)"
    page = text_page(clock, TITLE, "Cập nhật: 05/03/2019 08:15", LEAD, PROSE)

    assert kinds(page)[:3] == ["header_clock", "title", "pub_meta"]


def test_counters_at_the_end_are_told_from_the_story():
    page = text_page(TITLE, LEAD, PROSE, "Thống kê truy cập", "Hôm nay : 1.204")

    assert kinds(page)[3:] == ["visitor_counter"] * 2


def test_markup_tells_what_wording_does_not():
    page = html_page(
        ("Thời sự", "li", {"nav", "li"}),
        (TITLE, "h1", {"h1"}),
        (LEAD, "p", set()),
        ("Mùa cam", "figcaption", {"figure", "figcaption"}),
        (PROSE, "p", set()),
        ("Không ai thấy", "div", {"hidden"}),
        ("Hoa Ban", "p", {"footer"}),
    )

    assert kinds(page) == [
        "navigation", "title", "body", "caption", "body", "hidden", "navigation",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("hint", "kind"),
    [
        (".inner-related", "related_links"),
        (".photo_caption", "caption"),
        (".share-bottom", "share_widget"),
        (".has-related", "body"),  # a class of what holds the story
        (".with-caption", "body"),
    ],
)
def test_a_class_may_name_its_place_on_the_page_too(hint, kind):
    line = "Cam nào ngọt là cam ấy chín, ông Sơn nói vậy."
    page = html_page(
        (TITLE, "h1", {"h1"}), (LEAD, "p", set()), (line, "p", {hint}), (PROSE, "p", ())
    )

    assert kinds(page) == ["title", "body", kind, "body"]


def test_a_page_that_marks_its_article_keeps_what_is_in_it():
    page = html_page(
        ("Nghe nhạc", "div", set()),
        (TITLE, "h1", {"h1"}),
        (LEAD, "p", set()),
        (PROSE, "p", {"article"}),
        (PROSE + LEAD, "p", {"article"}),
        ("Cam chín vàng các triền đồi", "p", {"article"}),
        (LEAD + " Ai cũng vui.", "p", {"section"}),
    )

    assert kinds(page) == [
        "navigation", "title", "body", "body", "body", "body", "related_links",
    ]  # fmt: skip


def test_a_date_between_title_and_story_is_a_stamp_in_whatever_box():
    page = html_page(
        (TITLE, "h1", {"h1"}),
        ("02/11/2022", "p", set()),
        ("Nghe nhạc", "p", set()),
        (PROSE, "p", {"article"}),
        (PROSE + LEAD, "p", {"article"}),
    )

    assert kinds(page) == ["title", "pub_meta", "navigation", "body", "body"]
    signed = replace(page.blocks[1], text="29 Tháng 7 2016 09:40 Hoàng Mẫu Đọc: 5678")
    page = replace(page, blocks=(page.blocks[0], signed, *page.blocks[2:]))
    assert kinds(page)[1] == "pub_meta"


@pytest.mark.parametrize(
    ("before", "line", "kind"),
    [
        ("Nhà tài trợ", "Luật sư Mẫu • Đăng: 27 Th11, 2020", "pub_meta"),
        ("Nhà tài trợ", "4. Oktober 2018, 6:12 Uhr 187 Kommentare", "pub_meta"),
        ("Nhà tài trợ", "2023.12.08. 오전 5:01", "pub_meta"),
        ("Tham gia", "3/5/2011", "navigation"),
    ],
)
def test_a_day_between_title_and_story_is_known_in_any_writing(before, line, kind):
    page = html_page(
        (TITLE, "h1", {"h1"}),
        (before, "p", set()),
        (line, "p", set()),
        ("Nghe nhạc", "p", set()),
        (PROSE, "p", {"article"}),
        (PROSE + LEAD, "p", {"article"}),
    )

    assert kinds(page)[2] == kind


def test_links_with_their_days_over_the_story_are_other_stories():
    links = "".join(
        f"<li><a href=/{n}>{n} con đường mới lên bản Mẫu, xe đã tới</a> {n}.03.2019"
        for n in (17, 18, 19)
    )
    told = page_of(f"<h1>Mùa cam</h1><ul>{links}</ul>{{story}}")

    assert "pub_meta" not in told.values()


def test_names_in_capitals_that_are_links_sign_the_end():
    told = page_of(
        "<h1>Mùa cam</h1><div class=content>{story}<p><a href=/1>HOÀNG MẪU</a></p>"
        "</div>"
    )

    assert told["HOÀNG MẪU"] == "byline"


def test_a_stamp_may_stand_under_the_deck():
    told = page_of(
        "<h1>Mùa cam</h1><h2>Bà con bản Mẫu được mùa cam, giá cao hơn vụ trước, ai cũng"
        " phấn khởi.</h2><ul><li>Yayınlanma: 14.08.2023 - 13:27</li></ul>{story}"
    )

    assert told["Yayınlanma: 14.08.2023 - 13:27"] == "pub_meta"


def test_a_link_may_ask_and_a_lead_may_be_a_heading():
    lead = "(HBM) - Sáng 5/3, lãnh đạo xã ra mắt hợp tác xã ở bản Mẫu, trồng 20 ha cam."
    page = html_page((TITLE, "h1", {"h1"}), (lead, "h2", {"h2"}), (PROSE, "p", set()))
    ask = replace(page.blocks[0], tag="a", text="Cam nào ngọt?", link_share=1.0)
    marked = strip(replace(page, blocks=(*page.blocks[:2], ask, page.blocks[2])))

    assert [b.kind for b in marked.removed] == ["agency_prefix", "related_links"]
    assert marked.body[0].text.startswith("Sáng 5/3")


PARAGRAPHS = [
    f"Sáng {day}/3, bà con bản Mẫu thu hoạch {day} tấn cam sành trên các triền đồi ven"
    " suối; thương lái đến tận vườn mua với giá cao hơn vụ trước, ai cũng phấn khởi."
    for day in range(3, 8)
]


def page_of(html):
    """Return the kinds of the lines of a page whose story is the paragraphs."""
    story = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
    page = read_page(f"<html><body>{html.format(story=story)}</body></html>".encode())
    marked = strip(page)
    return {
        **{page.blocks[p.line_no - 1].text: "body" for p in marked.body},
        **{one.text: one.kind for one in marked.removed},
    }


def test_teasers_with_leads_under_their_heading_are_not_the_story():
    brief = PARAGRAPHS[:2]  # less than the teasers say
    teasers = "".join(
        f"<li><h4><a href=/{n}>Bản Mẫu mở đường số {n} lên núi</a></h4><p>13:2{n}"
        f" 29/05/2025</p><p class=sapo>Con đường thứ {n} dài ba cây số, sẽ làm xong"
        " trước mùa mưa tới để bà con chở cam xuống chợ.</p></li>"
        for n in range(9)
    )
    told = page_of(
        f"<div><h1>Bản Mẫu được mùa cam</h1><div><p>{'<p>'.join(brief)}</div>"
        f"<div><h3>TIN MỚI</h3><ul>{teasers}</ul></div></div>"
    )

    assert [text for text, kind in told.items() if kind == "body"] == brief


def test_a_form_around_the_whole_page_tells_nothing_of_its_lines():
    told = page_of(
        "<form id=aspnetForm><table><tr><td class=tieude>Bản Mẫu được mùa cam"
        "<tr><td>{story}<p>Hoàng Mẫu</p></table></form>"
    )

    assert told.pop("Hoàng Mẫu") == "byline"
    assert told == dict.fromkeys(PARAGRAPHS, "body")  # and its title


def test_what_a_picture_says_of_itself_is_its_caption_under_it():
    line = "chợ quê"
    told = page_of(f"<h1>Mùa cam</h1>{{story}}<img alt='{line}'><p>{line}</p>{{story}}")

    assert told[line] == "caption"


SIGN_UP = (
    "<div><p>Thư bản Mẫu</p><p>Mỗi sáng một chuyện</p><form><input name=email>"
    "<button>Đăng ký nhận tin</button></form></div>"
)
PRODUCT = "<div><p>Rổ tre loại {0}</p><p>35{0}.000₫</p><a href=/{0}>Mua ngay</a></div>"


def test_a_small_box_in_the_story_that_sells_or_signs_up_is_none_of_it():
    more = "".join(f"<p>{one.replace('Sáng', 'Chiều')}</p>" for one in PARAGRAPHS)
    boxes = SIGN_UP + PRODUCT.format(1)
    told = page_of(f"<h1>Mùa cam</h1>{{story}}{boxes}{more}")

    assert told["Thư bản Mẫu"] == told["Mỗi sáng một chuyện"] == "newsletter"
    assert told["Rổ tre loại 1"] == told["351.000₫"] == told["Mua ngay"] == "offer"
    assert told[PARAGRAPHS[-1]] == "body"


def test_a_story_about_what_is_sold_keeps_its_boxes():
    products = "".join(PRODUCT.format(n) for n in range(10, 17))
    told = page_of(f"<h1>Mùa cam</h1>{{story}}{products}{{story}}")

    assert told["Rổ tre loại 10"] == told["Rổ tre loại 16"] == "body"


def test_a_question_as_long_as_a_sentence_may_be_the_title():
    title = (
        "Công ty chậm trả lương hai mươi ngày, người thợ có được nghỉ việc ngay không?"
    )
    page = text_page(title, "14/02/2023 11:30", LEAD, PROSE)

    assert kinds(page) == ["title", "pub_meta", "body", "body"]


def test_a_staff_signature_over_the_stamp_is_no_title():
    page = text_page(TITLE, "PV", "22/04/2025 06:48", LEAD, PROSE)

    assert kinds(page)[:3] == ["title", "byline", "pub_meta"]


def test_two_short_names_joined_over_the_stamp_are_a_section():
    page = text_page(
        "XÂY DỰNG ĐẢNG", "Bình luận - Phê phán", "03/12/2014", TITLE, LEAD, PROSE
    )

    assert kinds(page)[1:4] == ["section", "pub_meta", "title"]


def test_who_draws_does_not_end_the_story():
    page = text_page(TITLE, LEAD, PROSE, "Minh họa: Hoàng Mẫu", "Mùa cam chín", PROSE)

    assert kinds(page)[3] == "photo_credit"
    assert kinds(page)[-1] == "body"


@pytest.mark.parametrize(
    "line",
    [
        "Bà con bản Mẫu hái cam ven suối - Ảnh 1.",
        "Lò Văn Ban tại cơ quan công an.",
    ],
)
def test_what_a_system_or_a_court_report_writes_under_pictures_is_a_caption(line):
    assert kinds(text_page(TITLE, LEAD, PROSE, line, PROSE + LEAD))[3] == "caption"


@pytest.mark.parametrize(
    "line", ["Vùng\tGiá cam\tThay đổi", "GIÁ CAM HÔM NAY Ở BẢN MẪU"]
)
def test_a_tables_row_and_a_heading_in_capitals_are_no_captions(line):
    assert kinds(text_page(TITLE, LEAD, PROSE, line, PROSE + LEAD))[3] == "body"


def test_headings_that_lead_away_or_sign_up_are_no_parts_of_the_story():
    told = page_of(
        "<h1>Mùa cam</h1>{story}<h3>Đọc thêm: Con đường mới lên bản</h3><p>Xe tới.</p>"
        "<h3>Sign up for the Orange newsletter</h3><p>Mỗi sáng một chuyện về cam.</p>"
    )

    assert told["Đọc thêm: Con đường mới lên bản"] == "related_links"
    assert told["Sign up for the Orange newsletter"] == "newsletter"


def test_a_link_behind_a_label_leads_away_without_a_colon():
    told = page_of(
        "<h1>Mùa cam</h1>{story}<p>Lees ook "
        "<a href=/2>De brug die niemand wilde hebben, zegt men.</a></p>{story}"
    )

    line = "Lees ook De brug die niemand wilde hebben, zegt men."
    assert told[line] == "related_links"


@pytest.mark.parametrize(
    "element", ["p align=right", "p style='text-align: right'", "p class=text-right"]
)
def test_names_set_to_the_right_below_most_of_the_story_sign_it(element):
    rest = "".join(f"<p>{one.replace('Sáng', 'Chiều')}</p>" for one in PARAGRAPHS[:2])
    told = page_of(
        f"<h1>Mùa cam</h1><{element}>Mộc Quýt</p>{{story}}<{element}>Mộc Miên</p>"
        f"<p>Phản hồi của xã</p>{rest}"
    )

    assert told["Mộc Miên"] == "byline"
    assert told["Phản hồi của xã"] == "body"
    assert told["Mộc Quýt"] != "byline"


def test_a_source_right_after_a_picture_is_its_caption():
    told = page_of("<h1>Mùa cam</h1>{story}<img><p>Nguồn: Vườn Mẫu</p>{story}")

    assert told["Nguồn: Vườn Mẫu"] == "caption"
    line = "Giá cam theo tháng của cả huyện. Nguồn: Vườn Mẫu"
    told = page_of(f"<h1>Mùa cam</h1>{{story}}<img><p>{line}</p>{{story}}")
    assert told[line] == "caption"


def test_words_in_capitals_in_a_foreign_story_are_no_pen_name():
    prose = "The wardens of the harbour met in the old mill on Monday and voted, {}."
    lines = [prose.format(f"{n} hours long, for a new rota and a wall") for n in "345"]
    page = text_page("A Rota for the Harbour", *lines, "UP NEXT", "Port Clement away.")

    assert "byline" not in kinds(page)


def test_talk_under_a_heading_is_no_story_however_long_where_most_stands_over_it():
    talk = "Bà ngoại tôi cũng trồng cam, vụ nào cũng thấp thỏm vì giá, nay thì vui rồi."
    others = talk.replace("ngoại", "nội")
    told = page_of(
        "<h1>Mùa cam</h1><div>{story}</div><h2>Ý kiến</h2>"
        f"<div><p>Ba Mẫu</p><p>{talk}</p><p>Tư Ban</p><p>{others}</p></div>"
    )

    assert told["Ý kiến"] == told[talk] == "comments"


def test_a_class_of_nearly_all_paragraphs_tells_nothing_of_them():
    lead = "Bà con bản Mẫu được mùa cam, giá cao hơn vụ trước, ai cũng phấn khởi lắm."
    told = page_of(
        f"<h1>Mùa cam</h1><p>{lead}</p><div class=subscription>{{story}}</div>"
    )

    assert {told[one] for one in (lead, *PARAGRAPHS)} == {"body"}


def test_a_paragraph_without_spaces_is_prose():
    text = "卢继山把缆绳从铁桩上一圈圈解下来，动作不快。江面上的雾还没有散。"
    block = Block(line_no=1, char_start=0, char_end=len(text), text=text)

    assert line_of(block).is_prose
    assert not line_of(replace(block, text="最后一班渡船")).is_prose


def test_a_post_is_not_called_what_its_blog_is():
    told = read_page(
        "<title>Lang thang bên sông: Chuyến đò cuối mùa cam</title>"
        "<h1><a href=/>Lang thang bên sông</a></h1><h2>21 tháng 12, 2014</h2>"
        f"<h3>Chuyến đò cuối mùa cam</h3><p>{'<p>'.join(PARAGRAPHS)}".encode()
    )

    assert strip(told).title.text == "Chuyến đò cuối mùa cam"


def test_a_heading_in_bold_after_links_in_the_story_is_its_own():
    links = "".join(f"<li><a href=/{n}>Tin số {n} về cây cam</a></li>" for n in "12")
    told = page_of(
        "<h1>Bản Mẫu được mùa cam</h1>{story}<div><p>Tin liên quan</p>"
        f"<ul>{links}</ul></div><p><b>Con đường lên núi</b></p>{{story}}".format(
            story="{story}"
        )
    )

    assert told["Con đường lên núi"] == "body"
    assert told["Tin số 1 về cây cam"] == "related_links"


def test_a_page_that_says_all_for_two_sizes_of_screen_says_it_once():
    once = "<div><h3>Lên núi</h3>{story}<p>Ai cũng vui.</p></div>"
    page = read_page(
        f"<h1>Bản Mẫu được mùa cam</h1>{once}{once}".format(
            story="".join(f"<p>{one}</p>" for one in PARAGRAPHS)
        ).encode()
    )
    told = strip(page)

    assert [piece.text for piece in told.body] == [
        "Lên núi",
        *PARAGRAPHS,
        "Ai cũng vui.",
    ]
    assert {one.kind for one in told.removed} == {"duplicate_lead", "duplicate_text"}


def test_what_the_last_lines_tell_of_the_author_is_no_story():
    told = page_of(
        "<meta name=author content='Jane Roe, MD'><h1>Bản Mẫu được mùa cam</h1>{story}"
        "<p>Jane Roe is a physician who has lived and worked among the orchards.</p>"
        "<p>Jane Roefield came, too, to see what all the people had to sell there.</p>"
    )
    kinds_of = {text.split()[1]: kind for text, kind in told.items() if "Jane" in text}

    assert kinds_of == {"Roe": "byline", "Roefield": "body"}


def test_the_cells_of_a_table_are_taken_together(monkeypatch):
    cell = Block(line_no=1, char_start=0, char_end=1, text="8", tag="td")
    table = [replace(cell, path=(1, 2, 3 + n // 3, 9 + n)) for n in range(6)]
    other = replace(cell, path=(1, 7, 8, 20))
    paragraph = replace(cell, text=PROSE, tag="p")
    given = [5.0, 3.0, -2.0, -2.0, 3.0, -2.0, -2.0, 1.0]
    monkeypatch.setattr(markup, "block_scores", lambda _: given)

    scores = markup.story_scores([*map(line_of, [paragraph, *table, other])])

    assert len(set(scores[1:7])) == 1
    assert scores[0] > scores[7] > scores[1]


def test_the_lines_of_a_gallery_are_captions():
    page = text_page(
        TITLE, LEAD, PROSE, "Một số hình ảnh tại buổi lễ:", "Múa xòe", "Hát then"
    )

    assert kinds(page)[3:] == ["caption"] * 3


def test_two_lines_that_are_nearly_captions_vouch_for_each_other():
    pair = ["Dân quân xã Bản Mẫu ghép phao.", "Bà con xã Bản Mẫu soi đèn."]

    assert kinds(text_page(TITLE, LEAD, PROSE, *pair, PROSE + LEAD))[3:5] == [
        "caption",
        "caption",
    ]


def test_the_occasion_in_capitals_over_the_headline_is_no_title():
    page = text_page("KỶ NIỆM 60 NĂM NGÀY LẬP BẢN", TITLE, LEAD, PROSE)

    assert kinds(page)[:2] == ["section", "title"]


MENU = ("Trang chủ", "Thời sự", "Kinh tế", "Bản Mẫu TV", "Thể thao", "Quiz", "Giải trí")


def title_of(*lines):
    return strip(text_page(*lines)).title.text


def test_a_title_is_looked_for_behind_the_menus():
    stamp = "05/03/2019 08:15"

    assert title_of(*MENU, "Nhà đất", stamp, TITLE, LEAD, PROSE) == TITLE
    assert title_of("Gửi bài cho tòa soạn Bản Mẫu", *MENU, TITLE, LEAD, PROSE) == TITLE


def test_a_short_menu_is_known_by_its_sections():
    menu = "Trang chủ", "Lịch xét xử", "Công bố bản án", "Thời sự", "Án lệ", "Biểu mẫu"

    assert title_of("Tòa án nhân dân tỉnh Bản Mẫu", *menu, TITLE, LEAD, PROSE) == TITLE


def test_a_day_behind_the_menus_and_right_over_the_title_is_the_articles():
    day, later = "Ngày 09 tháng 05 năm 2025", "10/05/2025 08:00"
    told = kinds(text_page(*MENU, day, TITLE, LEAD, PROSE, "Tin khác", later))

    assert told[len(MENU)] == "pub_meta"


def test_a_breadcrumb_over_the_title_ends_with_it():
    path = f"Trang chủ - Tin tức - {TITLE}"

    assert title_of("Ban Truyền thông", path, TITLE, "Phòng Mẫu", LEAD, PROSE) == TITLE


def test_verse_of_short_lines_is_no_menu():
    verse = [f"đêm nào anh cũng lên đồi {n}" for n in range(9)]
    told = strip(text_page("Người gác đèn bản Mẫu", *verse, "về nhà."))

    assert told.title.text == "Người gác đèn bản Mẫu"
    assert [piece.text for piece in told.body] == [*verse, "về nhà."]


def test_a_text_may_end_with_headlines_and_what_they_are_about():
    teasers = [
        line
        for n in range(5)
        for line in (
            f"Bản Mẫu mở đường số {n} lên núi",
            f"Con đường thứ {n} dài ba cây số, xong trước mùa mưa tới ở bản Mẫu.",
        )
    ]
    page = text_page(TITLE, LEAD, PROSE, "Tin cùng chuyên mục", *teasers)

    assert kinds(page) == ["title", "body", "body", *["related_links"] * 11]


def test_thousands_of_short_lines_are_no_trap():
    strip(text_page(*["Mưa lớn ở bản Mẫu", "Tin khác"] * 2500))


WORDS = st.sampled_from(
    [
        "Ảnh: Hoàng Mẫu", "Tin khác", "TTXVN - ", "./.", "Chia sẻ", LEAD, PROSE, TITLE,
        "Hoàng Mẫu", "Đà Nẵng", "Hôm nay: 12", "05/03/2019 08:15", "\u200b", "\u00a0",
        "Nguồn: Báo Mẫu", "leftcenterrightdel", "(", "■", " ", "-", "Thời sự",
    ]
)  # fmt: skip
LINES = st.lists(st.one_of(WORDS, st.text(max_size=40), st.tuples(WORDS, WORDS)))


def joined(parts):
    return "\n".join("".join(p) if isinstance(p, tuple) else p for p in parts)


def assert_lossless(page):
    stripped = strip(page)
    pieces = [*stripped.body, *stripped.removed]
    pieces += [stripped.title] if stripped.title else []
    taken = set()
    for piece in pieces:
        span = range(piece.char_start, piece.char_end)
        assert page.text[piece.char_start : piece.char_end] == piece.text
        assert taken.isdisjoint(span)
        taken.update(span)
        [block] = [b for b in page.blocks if b.line_no == piece.line_no]
        assert block.char_start <= piece.char_start <= piece.char_end <= block.char_end
    left = "".join(c for i, c in enumerate(page.text) if i not in taken)
    assert is_blank(left)


@given(LINES)
def test_no_character_of_a_text_is_lost_or_told_twice(parts):
    assert_lossless(text_page(*joined(parts).split("\n")))


@given(
    st.lists(
        st.tuples(
            WORDS.filter(lambda text: not is_blank(text)),
            st.sampled_from(["h1", "p", "li", "div", "figcaption", ""]),
            st.sets(st.sampled_from(["nav", "aside", "hidden", ".share", "article"])),
        ),
        max_size=12,
    )
)
def test_no_character_of_a_page_is_lost_or_told_twice(blocks):
    assert_lossless(html_page(*blocks))


def test_a_short_sentence_among_long_paragraphs_is_a_picture():
    scene = "Bà con bản Nà Lìu che chắn chuồng trại cho trâu bò."
    later = [PROSE.replace("Sáu", count) for count in ("Chín", "Mười", "Ba")]

    page = text_page(TITLE, PROSE, later[0], scene, *later[1:])

    assert kinds(page) == ["title", "body", "body", "caption", "body", "body"]


def test_a_sentence_that_reports_what_somebody_said_is_the_story():
    said = "Ông Sìn, trưởng bản, phát biểu tại lễ hội, khẳng định bà con giữ rừng."

    assert within_story(said) == "body"
