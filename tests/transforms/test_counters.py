import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.counters import counters, value_of
from transforms.records import MediaType, Page, RemovedBlock, Stripped


def page_of(*lines):
    """A page whose lines are all removed: (kind, text)."""
    text, removed = "\n".join(text for _, text in lines), []
    start = 0
    for number, (kind, line) in enumerate(lines, start=1):
        removed.append(
            RemovedBlock(
                line_no=number,
                char_start=start,
                char_end=start + len(line),
                kind=kind,
                rule="test",
                text=line,
            )
        )
        start += len(line) + 1
    page = Page(media_type=MediaType.TEXT, encoding="utf-8", text=text, blocks=())
    return page, Stripped(title=None, body=(), removed=tuple(removed))


def read(*lines):
    found, warnings = counters(*page_of(*lines))
    return {(each.scope, each.period): each.value for each in found}, warnings


@pytest.mark.parametrize(
    ("line", "views"),
    [
        ("; đăng: 07:05, 02/03/2018; truy cập 1.911 lượt;", 1911),
        ("Lượt xem: 7.370 | Gửi lúc: 05/10/2023 16:42", 7370),
        ("Đã xem 313", 313),
        ("Đã xem: 1 024", 1024),
        ("01/11/2024 - 09:50 / 313", 313),
        ("09:50 | 01/11/2024 | 2,048", 2048),
        ("Views: 1,278", 1278),
        ("12/03/2024 1.278 lượt xem", 1278),
        ("Xem: 77", 77),
        ("05.05.2022 16:30 3562 đã xem", 3562),
        ("Được đọc 2046 lần", 2046),
        ("Lượt đọc (15)", 15),
        ("1.2K lượt xem", 1200),
        ("Lượt xem: 3,4 nghìn", 3400),
    ],
)
def test_page_views_are_read_in_every_form(line, views):
    assert read(("pub_meta", line)) == ({("page", "total"): views}, ())


@pytest.mark.parametrize(
    "line",
    [
        "15 bình luận, 32 lượt thích, 7 lượt chia sẻ",
        "Ngày đăng: 12/03/2024",
        "Xem thêm 5 tin khác",
        "Thứ Ba, 12/03/2024, 08:15 (GMT+7)",
        "Điện thoại: 024.3936.1234",
    ],
)
def test_other_numbers_are_no_views(line):
    assert read(("pub_meta", line)) == ({}, ())


def test_a_visitor_block_gives_a_reading_for_each_period():
    found, warnings = counters(
        *page_of(
            ("visitor_counter", "Thống kê truy cập"),
            ("visitor_counter", "Đang online: 12"),
            ("visitor_counter", "Hôm nay : 3.108"),
            ("visitor_counter", "Hôm qua"),
            ("visitor_counter", "2,977"),
            ("visitor_counter", "Tuần này: 20 412 Tuần trước: 99"),
            ("visitor_counter", "Tháng 03 : 48.215"),
            ("visitor_counter", "Năm 2021 : 212.640"),
            ("visitor_counter", "Tất cả: 2540118"),
        )
    )
    assert {(each.period, each.value) for each in found} == {
        ("online", 12),
        ("today", 3108),
        ("yesterday", 2977),
        ("week", 20412),
        ("month", 48215),
        ("year", 212640),
        ("total", 2540118),
    }
    assert warnings == ()
    named = {
        each.period: (each.period_year, each.period_month)
        for each in found
        if each.period in {"month", "year"}
    }
    assert named == {"month": (None, 3), "year": (2021, None)}


def test_several_counters_may_stand_in_one_line_and_in_english():
    line = "Visitors | Today: 12 | Yesterday: 30 | This month: 1,234 | Total: 99,001"
    found, _ = read(("visitor_counter", line))
    assert found == {
        ("site", "today"): 12,
        ("site", "yesterday"): 30,
        ("site", "month"): 1234,
        ("site", "total"): 99001,
    }


def test_the_number_of_people_online_may_stand_first():
    found, _ = read(("visitor_counter", "Hiện có 14 khách đang trực tuyến"))
    assert found == {("site", "online"): 14}


def test_a_number_alone_on_a_view_counter_s_line_is_the_views():
    lines = (("pub_meta", "03/03/2020 | 15:20"), ("view_counter", "1,911"))
    assert read(*lines) == ({("page", "total"): 1911}, ())


def test_a_number_alone_away_from_a_stamp_counts_nothing():
    lines = (
        ("navigation", "Giới thiệu"),
        ("view_counter", "3"),
        ("navigation", "Đơn thư"),
    )
    assert read(*lines) == ({}, ())


def test_what_a_menu_counts_gives_way_to_the_stamps_count():
    lines = (
        ("navigation", "06:40 Chợ nổi cuối năm 7.902 lượt xem"),
        ("pub_meta", "20:10 | 01/02/2018 15.804 lượt xem"),
    )
    assert read(*lines) == ({("page", "total"): 15804}, ())


def test_a_decimal_is_no_thousand_but_a_broken_counter():
    assert read(("view_counter", "Lượt xem: 2.4")) == ({}, ("counter_invalid",))


def test_a_counter_beyond_all_measure_is_left_out_with_a_warning():
    line = "Lượt xem: 99999999999999999"
    assert read(("view_counter", line)) == ({}, ("counter_out_of_range",))


def test_a_rounded_counter_says_so_and_gives_way_to_an_exact_one():
    (rounded,), _ = counters(*page_of(("view_counter", "1.2K lượt xem")))
    assert rounded.rule == "page_total_rounded"
    (exact,), _ = counters(
        *page_of(("view_counter", "1.2K lượt xem"), ("pub_meta", "Lượt xem: 1.234"))
    )
    assert (exact.value, exact.rule) == (1234, "page_total")


def test_counters_of_other_articles_are_not_this_page_s():
    lines = ("related_links", "Tin khác - Lượt xem: 900"), ("comments", "Views: 3")
    assert read(*lines) == ({}, ())


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(".,  "))
def test_a_number_is_read_back_in_both_thousands_styles(number, separator):
    written = f"{number:,}".replace(",", separator)
    assert value_of(written, None) == (number, False)


WORDS = st.sampled_from(
    [
        "Hôm nay",
        "Tháng 07",
        "Lượt xem",
        ":",
        "2.447",
        "1,2K",
        "\n",
        " ",
        "/",
        "İ",
        "09:50",
    ]
)


@given(st.lists(WORDS | st.text(max_size=8), max_size=30).map("".join))
def test_any_text_is_read_and_every_span_gives_its_text_back(text):
    kinds = ("visitor_counter", "pub_meta")
    for kind in kinds:
        page, stripped = page_of((kind, text))
        for each in counters(page, stripped)[0]:
            assert page.text[each.char_start : each.char_end] == each.as_written
            assert each.line_no == page.text.count("\n", 0, each.char_start) + 1
            assert each.value >= 0


def test_a_day_that_counts_more_than_its_month_makes_all_of_them_doubtful():
    found, warnings = read(
        ("visitor_counter", "Hôm nay: 900"),
        ("visitor_counter", "Tháng này: 100"),
        ("view_counter", "Lượt xem: 7"),
    )

    assert found == {("page", "total"): 7}
    assert warnings == ("counter_out_of_range",)
