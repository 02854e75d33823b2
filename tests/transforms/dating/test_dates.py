from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.counters import counters
from transforms.dating.dates import chosen, date_claims
from transforms.reading.read import read_page
from transforms.records import (
    Declared,
    MediaType,
    Page,
    Piece,
    Precision,
    RemovedBlock,
    Stripped,
)
from transforms.stripping.strip import strip

ZONE = "Asia/Ho_Chi_Minh"
TITLE, BODY, CAPTION, STAMP = "title", "body", "caption", "pub_meta"
PLAIN = (BODY, "Phong trào được đông đảo người dân hưởng ứng.")


def page_of(lines, declared=()):
    """A page of (role, text) lines; a role is title, body or a removed kind."""
    text, start = "\n".join(line for _, line in lines), 0
    title, body, removed = None, [], []
    for number, (role, line) in enumerate(lines, start=1):
        where = {"line_no": number, "char_start": start, "char_end": start + len(line)}
        if role == TITLE:
            title = Piece(**where, text=line)
        elif role == BODY:
            body.append(Piece(**where, text=line))
        else:
            removed.append(RemovedBlock(**where, kind=role, rule="test", text=line))
        start += len(line) + 1
    page = Page(
        media_type=MediaType.TEXT,
        encoding="utf-8",
        text=text,
        blocks=(),
        declared=tuple(Declared(name=n, value=v, source=s) for n, v, s in declared),
    )
    return page, Stripped(title=title, body=tuple(body), removed=tuple(removed))


def claims_of(*lines, declared=()):
    page, stripped = page_of(lines, declared)
    return date_claims(page, stripped, counters(page, stripped)[0], ZONE)


def published(*lines, declared=()):
    claims, _ = claims_of((TITLE, "Khởi công cầu"), *lines, PLAIN, declared=declared)
    found = chosen(claims, "published")
    if found is None:
        return None
    if found.published_at is None:
        return str(found.date_from)
    return found.published_at.strftime("%Y-%m-%d %H:%M %z")


def event(*lines):
    claims, _ = claims_of(*lines)
    found = chosen(claims, "event")
    return found and (str(found.date_from), found.precision)


def warned(*lines, declared=()):
    return claims_of(*lines, declared=declared)[1]


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("Thứ Ba, 12/03/2024, 08:15 (GMT+7)", "2024-03-12 08:15 +0700"),
        ("Tuesday, March 12, 2024 8:15 PM", "2024-03-12 20:15 +0700"),
        ("12/03/2024 01:15 GMT+0", "2024-03-12 01:15 +0000"),
        (
            "; đăng: 07:05, 02/03/2018; công bố ngày: 00:00, 03/03/2018",
            "2018-03-02 07:05 +0700",
        ),
        ("Cập nhật lúc 08:15 ngày 12/3/2024", "2024-03-12 08:15 +0700"),
        (
            "Cập nhật: 13/3/2024 10:00 - Đăng lúc: 12/3/2024 08:15",
            "2024-03-12 08:15 +0700",
        ),
        ("Gửi lúc: 3:20:00 CH, 5/9/2021", "2021-09-05 15:20 +0700"),
        ("Đăng lúc 7h05' ngày 09.10.2020", "2020-10-09 07:05 +0700"),
        ("01/11/2024 - 09:50 / 313", "2024-11-01 09:50 +0700"),
        ("Ngày đăng: 12-03-2024 | Lượt xem: 1.024", "2024-03-12"),
        ("Ngày đăng: 24/07/19", "2019-07-24"),
        ("Ngày 5 tháng 9 năm 2021", "2021-09-05"),
        ("00:00, 24/07/2019", "2019-07-24"),
        ("Được đăng: 16 Tháng 6 2021 | Lượt xem: 1542", "2021-06-16"),
        ("16/06/2021-09:10:00 AM", "2021-06-16 09:10 +0700"),
        ("Thứ 4, 16/03/2022 | 09:40", "2022-03-16 09:40 +0700"),
        ("T4, 11/05/2022", "2022-05-11"),
        ("Được đăng vào T3, 09/07/2021 - 08:05", "2021-09-07 08:05 +0700"),  # Tuesday
        ("Được đăng vào T6, 09/07/2021 - 08:05", "2021-07-09 08:05 +0700"),
        ("Được đăng vào T2, 09/07/2021 - 08:05", "2021-07-09 08:05 +0700"),
        ("12/08/2025 • 14:55", "2025-08-12 14:55 +0700"),
        ("14 Tháng Tư, 2022", "2022-04-14"),
        ("14 Tháng Mười Hai, 2022 8:30 sáng", "2022-12-14 08:30 +0700"),
        ("Tháng Mười Một 5, 2021", "2021-11-05"),
        ("14 Tháng Năm, 2022", "2022-05-14"),
        ("29 thg 12, 2024", "2024-12-29"),
        ("20 Th10 2022", "2022-10-20"),
    ],
)
def test_a_stamp_line_gives_the_published_moment_or_day(line, moment):
    assert published((STAMP, line)) == moment


def test_a_stamp_over_the_title_is_the_articles_where_the_clock_is_known():
    stamp, series = (
        (STAMP, "Thứ Năm, 21/12/2023, 05:30"),
        ("navigation", "Dưới tán quế"),
    )
    clock = ("header_clock", "Thứ Sáu, 22/12/2023 | 09:14")
    title = (TITLE, "Lá chắn xanh nơi thượng nguồn")

    def day(*lines):
        found = chosen(claims_of(*lines, title, PLAIN)[0], "published")
        return found and str(found.date_from)

    assert day(clock, stamp, series) == "2023-12-21"
    assert day(stamp, series) is None


def test_a_story_line_that_is_only_a_stamp_is_one():
    assert published((BODY, "(12/03/2024)")) == "2024-03-12"


@pytest.mark.parametrize(
    "line",
    [
        "Hà An - 07:00 06/10/2022",
        "Hà An • 06/10/2022 • 07:00 • 3 phút đọc",
    ],
)
def test_a_name_may_share_its_line_with_the_moment_above_the_story(line):
    assert published((BODY, line)) == "2022-10-06 07:00 +0700"
    assert published((CAPTION, line)) == "2022-10-06 07:00 +0700"
    assert published(PLAIN, (BODY, line)) is None


def test_a_line_that_is_only_a_month_says_the_month_of_publication():
    claims, _ = claims_of((TITLE, "Mùa sen"), (BODY, "Tháng 2/2024"), PLAIN)
    found = chosen(claims, "published")
    assert found.precision is Precision.MONTH
    assert (found.date_from, found.date_to) == (date(2024, 2, 1), date(2024, 2, 29))
    assert chosen(claims, "event") is None
    assert published(PLAIN, (BODY, "Tháng 2/2024")) is None


def test_a_calendar_line_long_after_the_event_is_no_publication():
    lines = (TITLE, "Họp mặt"), (BODY, "Ngày 27/4, huyện họp mặt.")
    for day, is_clock in (("31 tháng 05", True), ("02 tháng 05", False)):
        stamp = STAMP, f"Thứ tư, ngày {day} năm 2023"
        assert (chosen(claims_of(stamp, *lines)[0], "published") is None) is is_clock


@pytest.mark.parametrize(
    "line",
    [
        "Giấy phép số 15/GP do Sở cấp ngày 12/8/2015",
        "Ngày ban hành: 12/8/2015",
        "Ngày in: 20/06/2023",
        "Ngày đăng: 31/02/2024",
        "Ngày đăng: 01/01/1970",
        "08:15, 12/3",
        "3 giờ trước",
    ],
)
def test_a_line_that_states_no_publication_gives_none(line):
    assert published((STAMP, line)) is None


def test_dates_of_other_articles_and_comments_are_never_the_article_s():
    lines = ("related_links", "Tin khác (01/01/2024)"), ("comments", "09:00 02/01/2024")
    assert published(*lines) is None


def test_the_clock_of_the_header_is_only_the_latest_possible_day():
    claims, _ = claims_of(
        ("header_clock", "Thứ Sáu, 22/11/2024, 16:08 (GMT+7)"),
        (TITLE, "Họp mặt"),
        PLAIN,
    )
    assert chosen(claims, "published") is None
    assert [(each.role, each.date_to) for each in claims] == [
        ("latest", date(2024, 11, 22))
    ]


@pytest.mark.parametrize(
    "below",
    [
        [("navigation", "Trang chủ | Thời sự"), (TITLE, "Họp mặt"), PLAIN],
        [(TITLE, "Họp mặt"), (BODY, "Ngày 19/4/2016, tại Huế, hai đơn vị họp mặt.")],
    ],
)
def test_an_unlabelled_stamp_of_the_header_or_against_the_story_is_a_clock(below):
    claims, _ = claims_of((STAMP, "Thứ Sáu, 22/11/2024, 16:08 (GMT+7)"), *below)
    assert chosen(claims, "published") is None


def test_structured_data_date_a_page_without_a_stamp():
    meta = "meta:article:published_time"
    assert (
        published(declared=[("published", "2024-03-12T01:15:00Z", meta)])
        == "2024-03-12 01:15 +0000"
    )
    assert (
        published(declared=[("published", "2024-03-12T00:00:00Z", meta)])
        == "2024-03-12"
    )
    assert published(declared=[("published", "12/03/2024 08:15", meta)]) == (
        "2024-03-12 08:15 +0700"
    )
    assert (
        published(declared=[("published", "Tue, 12 Mar 2024 01:15:00 GMT", meta)])
        == "2024-03-12 01:15 +0000"
    )


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("2024-13-45", "date_invalid"),
        ("soon", "date_invalid"),
        ("0001-01-01T00:00:00", "date_out_of_range"),
        ("1970-01-01T00:00:00Z", "date_out_of_range"),
        ("9999-12-31T23:59:59-10:00", "date_invalid"),
    ],
)
def test_an_impossible_declared_date_is_a_warning_not_a_date(value, code):
    _, warnings = claims_of(PLAIN, declared=[("published", value, "time")])
    assert {code, "date_missing"} <= set(warnings)


def test_a_time_element_of_a_shown_change_tells_no_publication():
    changed = (STAMP, "Updated: 12 March 2024"), (BODY, "They are still at sea.")
    page, stripped = page_of(changed, [("published", "2024-03-12", "time")])
    page = replace(page, media_type=MediaType.HTML)

    def day():
        found = chosen(date_claims(page, stripped, (), ZONE)[0], "published")
        return found and str(found.date_from)

    assert day() is None
    declared = Declared(name="published", value="2024-03-10", source="time")
    page = replace(page, declared=(*page.declared, declared))
    assert day() == "2024-03-10"


def test_of_several_plain_stamps_the_one_by_the_headline_dates_the_page():
    long = [PLAIN] * 40
    others = [(STAMP, "20/03/2024"), (STAMP, "18/03/2024")]
    claims, _ = claims_of(
        (STAMP, "12/03/2024"), (TITLE, "Khởi công cầu"), *long, *others
    )

    assert chosen(claims, "published").date_from == date(2024, 3, 12)


def english(*lines, declared=(), language="en"):
    page, stripped = page_of([*lines, (BODY, "They are still at sea.")], declared)
    page = replace(page, media_type=MediaType.HTML)
    found = chosen(date_claims(page, stripped, (), ZONE, language)[0], "published")
    return found and str(found.date_from)


def test_a_day_of_two_numbers_is_read_as_the_page_writes_its_other_days():
    us, uk = ("related_links", "12/18/2024"), ("related_links", "18/12/2024")

    assert english(us, (STAMP, "3/4/2024")) == "2024-03-04"
    assert english(uk, (STAMP, "3/4/2024")) == "2024-04-03"
    assert english(us, uk, (STAMP, "3/4/2024")) is None


def test_a_day_that_could_be_two_in_english_is_no_evidence():
    def day(code, language="en"):
        declared = [("language", code, "html:lang")]
        return english((STAMP, "3/4/2024"), declared=declared, language=language)

    assert day("en") is None
    assert day("en-US") == "2024-03-04"
    assert day("en-GB") == "2024-04-03"
    assert day("en", language="fr") == "2024-04-03"
    assert english((STAMP, "3/3/2024")) == "2024-03-03"
    assert published((STAMP, "3/4/2024")) == "2024-04-03"


def test_a_system_writes_its_months_first_even_in_a_vietnamese_page():
    declared = [("published", "12/18/2024", "meta:date")]
    assert published(declared=declared) == "2024-12-18"


def test_a_day_in_words_tells_the_order_of_two_numbers():
    declared = [("published", "03-09-2024", "meta:article:published_time")]
    line = (STAMP, "Published March 9, 2024")
    assert english(line, declared=declared) == "2024-03-09"


def test_the_day_in_the_address_dates_a_page_and_chooses_among_its_moments():
    at = ("url", "https://bao.example/2024/03/09/cau-moi", "link:canonical")
    assert published(declared=[at]) == "2024-03-09"
    moments = [
        ("published", "2024-03-10T03:05:00+00:00", "meta:article:published_time"),
        ("published", "2024-03-09T19:05:00-08:00", "time"),
    ]
    assert published(declared=[at, *moments]) == "2024-03-09 19:05 -0800"
    assert published((STAMP, "Ngày đăng: 08/03/2024"), declared=[at]) == "2024-03-08"
    no_day = ("url", "https://bao.example/2024/03/99/cau-moi", "link:canonical")
    assert published(declared=[no_day]) is None


def test_when_a_member_joined_dates_no_post():
    assert english((STAMP, "Joined: Sun Mar 07, 2010 4:12 pm")) is None


def test_many_time_elements_and_nothing_else_are_a_list_of_other_stories():
    days = [("published", f"2024-03-{day:02}", "time") for day in range(1, 7)]
    assert published(declared=days[:4]) == "2024-03-01"
    assert published(declared=days) is None


def test_a_label_glued_to_what_stands_before_it_is_read():
    line = (STAMP, "Health 22 December 2022Updated: 12 March 2024")
    page, stripped = page_of([line, (BODY, "They are still at sea.")])
    page = replace(page, media_type=MediaType.HTML)

    claims, _ = date_claims(page, stripped, (), ZONE)

    assert {one.role for one in claims if one.rule == "stamp_modified"} == {"modified"}
    assert chosen(claims, "published") is None


def test_a_stamp_beats_structured_data_and_a_conflict_is_warned_of():
    declared = [("published", "2024-06-01T08:00:00+07:00", "json-ld:datePublished")]
    lines = (TITLE, "Khởi công"), (STAMP, "Ngày đăng: 12/03/2024"), PLAIN
    claims, warnings = claims_of(*lines, declared=declared)
    assert chosen(claims, "published").date_from == date(2024, 3, 12)
    assert "date_conflict" in warnings


def test_a_stated_day_takes_its_minute_from_structured_data_of_that_day():
    declared = [("published", "2024-03-12T08:15:00+07:00", "json-ld:datePublished")]
    assert (
        published((STAMP, "12/03/2024"), declared=declared) == "2024-03-12 08:15 +0700"
    )


def test_an_update_is_not_a_publication_while_there_is_one():
    claims, _ = claims_of((STAMP, "Cập nhật: 13/3/2024"), (STAMP, "Đăng: 12/3/2024"))
    roles = {each.role: each.date_from.day for each in claims}
    assert roles == {"modified": 13, "published": 12}
    (alone,) = [
        each
        for each in claims_of((STAMP, "Cập nhật: 13/3/2024"))[0]
        if each.role == "published"
    ]
    assert alone.rule.startswith("modified_as_published")


YEARLESS = [
    # a year by the work under review, or the work planned
    (
        "Ngày 20/12, Hội tổng kết công tác hội năm 2021, triển khai nhiệm vụ năm 2022.",
        "2021-12-20",
    ),
    ("Sáng 6-1, Hội tổng kết công tác năm 2019, phương hướng năm 2020.", "2020-01-06"),
    ("Ngày 4/7, Đảng ủy khối sơ kết công tác 6 tháng đầu năm 2023.", "2023-07-04"),
    ("Ngày 12/4, Ban Tuyên giáo giao ban công tác quý I/2023.", "2023-04-12"),
    ("Sáng 1/3, Trung đoàn ra quân huấn luyện năm 2022.", "2022-03-01"),
    # by a period that begins, is half over or ends
    (
        "Chiều 22.3, hai hội ký kết chương trình phối hợp giai đoạn 2021 - 2026.",
        "2021-03-22",
    ),
    ("Sáng 20/6, Quân khu sơ kết giữa nhiệm kỳ 2015 - 2020.", "2018-06-20"),
    (
        "Chiều 25/11, Hội tổng kết 5 năm thực hiện đề án giai đoạn 2017 - 2021.",
        "2021-11-25",
    ),
    ("Ngày 27/5, Đoàn xã tổ chức Đại hội đại biểu nhiệm kỳ 2022 - 2027.", "2022-05-27"),
    ("Sáng 5/9, nhà trường khai giảng năm học 2020 - 2021.", "2020-09-05"),
    # by anniversaries and documents
    (
        "Ngày 24/7, đoàn tặng quà nhân Ngày Thương binh (27/7/1947 - 27/7/2024).",
        "2024-07-24",
    ),
    (
        "Nhân kỷ niệm 92 năm Ngày Báo chí cách mạng, chiều 16-6, tỉnh gặp mặt.",
        "2017-06-16",
    ),
    (
        "Ngày 12/10, tổng kết 10 năm thực hiện Nghị quyết 28-NQ/TW ngày 25/10/2013.",
        "2023-10-12",
    ),
    ("Ngày 8/9, xuất khẩu 8 tháng tăng 5% so với cùng kỳ năm 2020.", "2021-09-08"),
    ("Chiều 16/1, đoàn chúc Tết Nguyên đán Quý Mão 2023.", "2023-01-16"),
    # by the weekday, the calendar
    (
        "Sáng thứ Bảy, 24/8, giải chạy khai mạc. Năm 2023, giải có 1.500 người.",
        "2024-08-24",
    ),
    (
        "Sáng 29/2, hiến máu. Năm 2023, phong trào thu được 900 đơn vị máu.",
        "2024-02-29",
    ),
]


@pytest.mark.parametrize(("text", "day"), YEARLESS)
def test_the_year_of_the_event_is_inferred_from_the_text(text, day):
    assert event((BODY, text)) == (day, Precision.INFERRED)


@pytest.mark.parametrize(
    "text",
    [
        "Sáng 18/5, phòng giáo dục tuyên dương 120 học sinh giỏi.",
        "Ngày 15/12, hai đơn vị ký kết chương trình phối hợp giai đoạn 2023 - 2025.",
        "Ngày 14/9, hội nghị bàn chuẩn bị cho diễn tập năm 2024.",
        "Ngày 9/9, hợp tác xã họp. Năm 2019, doanh thu đạt 20 tỷ đồng.",
        "Ngày 14/3, lớp học khai giảng. Thầy giáo nhập ngũ năm 2005.",
        "Ngày 12/5, hội thảo bàn về Luật Đất đai năm 2013.",
        "Ngày 9/5, học tập Nghị quyết số 28-NQ/TW ngày 25/10/2013 của Trung ương.",
    ],
)
def test_where_two_years_stay_possible_no_event_day_is_given(text):
    claims, warnings = claims_of((BODY, text))
    assert chosen(claims, "event") is None
    assert "date_incomplete" in warnings
    assert [e.precision for e in claims if e.role == "event"] == [Precision.UNKNOWN]


def test_the_month_of_a_visitor_counter_is_the_latest_possible_day():
    claims, _ = claims_of(
        (BODY, "Ngày 13/11, quán triệt Nghị quyết số 12-NQ/TW ngày 17/5/2022."),
        ("visitor_counter", "Tháng 05 : 1.200"),
        ("visitor_counter", "Năm 2023 : 9.800"),
    )
    (latest,) = [each for each in claims if each.role == "latest"]
    assert (latest.date_from, latest.date_to) == (date(2023, 5, 1), date(2023, 5, 31))
    found = chosen(claims, "event")
    assert found.date_from == date(2022, 11, 13)
    assert found.rule == "event_year_by_bounds_cited_date_counter_month"


def test_the_same_day_written_in_full_elsewhere_gives_the_year():
    lines = (
        (BODY, "Sáng 9/10, tỉnh khai mạc diễn tập."),
        (CAPTION, "Ảnh ngày 9/10/2020"),
    )
    assert event(*lines) == ("2020-10-09", Precision.INFERRED)


def test_a_stamp_gives_the_event_its_year_even_across_new_year():
    lines = (STAMP, "02/01/2024 07:00"), (BODY, "Chiều 29/12, hội nghị tổng kết.")
    claims, _ = claims_of(*lines)
    assert chosen(claims, "event").date_from == date(2023, 12, 29)
    assert chosen(claims, "event").rule == "event_year_by_stamp"


def test_ranges_give_the_first_and_the_last_day():
    claims, _ = claims_of((BODY, "Từ ngày 12 đến 15/3/2024, diễn ra hội thi."))
    found = chosen(claims, "event")
    assert (found.date_from, found.date_to) == (date(2024, 3, 12), date(2024, 3, 15))


def test_headings_kept_in_the_story_do_not_push_the_lead_away():
    heads = [(BODY, text) for text in ("Đào tạo", "TIN NHÀ TRƯỜNG", "Lễ bế giảng")]
    lead = BODY, "Ngày 28/5, nhà trường tổng kết năm học 2023 - 2024."
    assert event(*heads, lead) == ("2024-05-28", Precision.INFERRED)


def test_a_day_may_stand_behind_what_is_done_on_it():
    text = "Ngày bầu cử 23/5, cử tri bầu đại biểu nhiệm kỳ 2021 - 2026."
    assert event((BODY, text)) == ("2021-05-23", Precision.INFERRED)


def test_the_day_of_a_caption_stands_in_where_the_story_has_none():
    lines = PLAIN, (CAPTION, "Lễ phát động, ngày 5-6-2020. Ảnh: BA SAO")
    assert event(*lines) == ("2020-06-05", Precision.DAY)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Thực hiện Chỉ thị số 40-CT/TW ngày 22/11/2014 của Ban Bí thư.", "citation"),
        ("Theo Thông báo ngày 15/4/2021 của Tỉnh ủy, việc này dừng lại.", "citation"),
        ("Chương trình được ký kết ngày 12/5/2019 đem lại kết quả.", "past_deed"),
        ("Ông sinh ngày 19/8/1998 ở vùng biển.", "past_deed"),
        ("Cụ từ trần hồi 4 giờ 20 phút ngày 12/3/2023.", "past_deed"),
        ("Ông mất lúc 5h30, ngày 3/4/2022 tại nhà.", "past_deed"),
        ("Bài thi gửi về trước ngày 30/6/2024 theo địa chỉ.", "deadline"),
        ("Tính đến ngày 30/9/2022, dư nợ đạt 2.447 tỷ đồng.", "as_of"),
        ("Nhân dịp kỷ niệm Ngày 30/4/2020, phường treo cờ.", "anniversary"),
        ("Ngày 22/12/1944, tại khu rừng, đội được thành lập.", "history"),
    ],
)
def test_a_date_in_passing_is_never_the_event(text, rule):
    claims, warnings = claims_of((BODY, text))
    assert [(each.role, each.rule) for each in claims] == [
        ("mentioned", f"mentioned_{rule}")
    ]
    assert warnings == ("date_missing",)


def test_the_day_behind_that_of_a_document_is_the_events():
    told = "Thực hiện Chương trình số 15-CTPH ngày 10/8/2021, sáng 22/8/2024, xã họp."

    assert event((BODY, told)) == ("2024-08-22", "day")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ((BODY, "Mùng 10 tháng 3 âm lịch, người dân về dâng hương."), "date_lunar"),
        ((BODY, "Tối qua, một đám cháy xảy ra tại chợ."), "date_relative"),
        ((STAMP, "3 giờ trước"), "date_relative"),
        ((STAMP, "08:15, 12/3"), "date_incomplete"),
        ((BODY, "Bia khắc 31/2/2014 ở mặt sau."), "date_invalid"),
        (PLAIN, "date_missing"),
    ],
)
def test_a_date_that_cannot_be_used_earns_its_warning(line, code):
    assert code in warned(line)


SNIPPETS = [
    *("ngày 12/3", "Sáng 24.8", "2022 – 2025", "năm 2023", "(GMT+7)", "08:15", "29/2"),
    *("Tháng 07", "tổng kết", "12/03/2024", "nay", "âm lịch", "kỷ niệm 30 năm", "İ"),
    *("thực hiện", "9999", "0", "Thứ Hai,", "ký kết", "giai đoạn", "tháng 12/2024"),
]
LINES = st.lists(
    st.tuples(
        st.sampled_from([TITLE, BODY, CAPTION, STAMP, "byline", "visitor_counter"]),
        st.lists(
            st.sampled_from(SNIPPETS)
            | st.text(st.characters(exclude_characters="\n"), max_size=6),
            max_size=14,
        ).map(" ".join),
    ),
    max_size=8,
)


@given(LINES)
def test_any_page_is_read_spans_give_their_text_back_and_ranks_never_tie(lines):
    page, stripped = page_of(lines)
    claims, _ = date_claims(page, stripped, counters(page, stripped)[0], ZONE)
    for each in claims:
        assert page.text[each.char_start : each.char_end] == each.span_text
        assert each.line_no == page.text.count("\n", 0, each.char_start) + 1
        assert (each.date_from is None) == (each.date_to is None)
        assert each.date_from is None or each.date_from <= each.date_to
        assert (each.published_at is None) == (each.precision is not Precision.MINUTE)
        assert each.choice_rank is None or each.date_from
    for role in ("published", "event"):
        ranks = [e.choice_rank for e in claims if e.role == role and e.choice_rank]
        assert len(ranks) == len(set(ranks))


@given(st.integers(min_value=631152000, max_value=7226582400))
def test_a_declared_moment_is_read_back(seconds):
    moment = datetime.fromtimestamp(seconds, UTC)
    page, stripped = page_of(
        [PLAIN], [("published", moment.isoformat(), "json-ld:datePublished")]
    )
    found = chosen(date_claims(page, stripped, (), ZONE)[0], "published")
    if found.published_at is not None:
        assert found.published_at == moment
        assert found.date_from == (moment + timedelta(hours=7)).date()


SEEDS = Path(__file__).parents[3] / "../shared/seeds"


@pytest.mark.parametrize(
    ("number", "day"),
    [
        ("000", "2021-04-23"),
        ("001", "2023-01-13"),
        ("002", None),
        ("003", "2023-08-24"),
        ("004", "2022-08-12"),
    ],
)
def test_the_shared_articles_get_their_event_day(number, day):
    file = next(iter(SEEDS.glob(f"{number}_*.txt")), None)
    if file is None:
        pytest.skip("no ../shared/seeds beside the repository")
    page = read_page(file.read_bytes())
    stripped = strip(page)
    claims, _ = date_claims(page, stripped, counters(page, stripped)[0], ZONE)
    found = chosen(claims, "event")
    assert (found and str(found.date_from)) == day
