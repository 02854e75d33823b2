from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.dating.date_spans import date_spans
from transforms.dating.year_inference import Bounds, Window, year_of
from transforms.dating.year_windows import Mention, leaning, windows_of

YEARS = st.integers(min_value=2000, max_value=2090)


def span_of(text):
    return date_spans(text, text.lower())[-1]


def windows(sentence):
    """The windows of the last year or date of a lead sentence."""
    span = span_of(sentence)
    mention = Mention(
        span=span,
        before=sentence[: span.start].lower(),
        after=sentence[span.end :],
        reason=None,
        is_future=False,
        is_lead=True,
        is_beside=True,
        is_signing=True,
    )
    return list(windows_of(mention))


def year(day, *sentences, bounds=None):
    found = year_of(
        span_of(day), bounds or Bounds(), [w for s in sentences for w in windows(s)]
    )
    return found and found[0]


@pytest.mark.parametrize(
    ("before", "lean"),
    [
        ("tổng kết nhiệm vụ ", "review"),
        ("đánh giá kết quả triển khai kế hoạch ", "review"),
        ("tổng kết công tác năm 2021, nhiệm vụ ", "plan"),
        ("tổng kết công tác và triển khai nhiệm vụ ", "plan"),
        ("thông qua nghị quyết lãnh đạo ", "plan"),
        ("nhiệm vụ ", "plan"),
        ("thực hiện kế hoạch ", ""),
        ("khai mạc hội thi ", ""),
        ("triển khai thực hiện nhiệm vụ ", "plan"),
        ("tổ chức lễ tổng kết phong trào ", "review"),
    ],
)
def test_the_last_verb_says_whether_a_year_is_reviewed_or_planned(before, lean):
    assert leaning(before) == lean


@given(YEARS)
def test_a_year_s_work_is_reviewed_at_its_end_or_early_in_the_next(number):
    review = f"tổng kết nhiệm vụ năm {number}"
    assert year("ngày 15/12", review) == number
    assert year("ngày 15/1", review) == number + 1


@given(YEARS)
def test_work_is_planned_late_in_the_year_before_or_early_in_its_own(number):
    plan = f"triển khai nhiệm vụ năm {number}"
    assert year("ngày 15/12", plan) == number - 1
    assert year("ngày 15/2", plan) == number
    assert year("ngày 15/7", plan) is None


@given(YEARS)
def test_a_school_year_opens_in_its_first_year_and_closes_in_its_second(number):
    pair = f"năm học {number} - {number + 1}"
    assert year("ngày 5/9", f"khai giảng {pair}") == number
    assert year("ngày 28/5", f"tổng kết {pair}") == number + 1
    assert year("ngày 12/1", f"sơ kết học kỳ i {pair}") == number + 1
    assert year("ngày 7/6", f"thi tuyển sinh vào lớp 10 {pair}") == number


@pytest.mark.parametrize(
    ("day", "sentence", "expected"),
    [
        ("ngày 11/7", "sơ kết 6 tháng đầu năm 2024", 2024),
        ("ngày 15/7", "nhiệm vụ 6 tháng cuối năm 2021", 2021),
        ("ngày 4/10", "đánh giá 9 tháng năm 2022", 2022),
        ("ngày 10/10", "giao ban công tác, đánh giá tháng 9/2023", 2023),
        ("ngày 25/4", "kỷ niệm 49 năm ngày giải phóng quê hương (30/4/1975)", 2024),
        ("ngày 12/9", "kỷ niệm 60 năm thành lập trường (1962 - 2022)", 2022),
        ("ngày 17/8", "sơ kết giữa nhiệm kỳ 2020 - 2025", 2023),
        ("ngày 23/5", "bầu đại biểu hội đồng nhân dân nhiệm kỳ 2021 - 2026", 2021),
        ("ngày 18/5", "chuẩn bị bầu cử đại biểu quốc hội nhiệm kỳ 2021 - 2026", 2021),
        ("ngày 18/5", "chuẩn bị đại hội nhiệm kỳ 2020 - 2025", None),
        ("ngày 6/10", "từ đầu năm 2022 đến nay", 2022),
        ("ngày 2/5", "theo luật đất đai năm 2013", None),
        ("ngày 2/5", "hội được thành lập năm 2013", None),
        ("ngày 2/5", "mục tiêu đến năm 2030", None),
    ],
)
def test_each_wording_has_its_season(day, sentence, expected):
    assert year(day, sentence) == expected


def test_what_the_lead_reviews_outdates_older_evidence():
    then, now = "tổng kết công tác năm 2018", "tổng kết công tác năm 2022"
    assert year("ngày 15/12", then, now) == 2022


def test_a_weekday_settles_the_year_soon_after_the_newest_paper():
    bounds = Bounds().after(date(2023, 9, 12), "cited_date")
    day = span_of("Thứ bảy (18/11)")
    assert year_of(day, bounds, []) == (2023, "weekday_after_cited_date")
    assert year_of(span_of("Ngày 18/11"), bounds, []) is None


@given(
    st.lists(st.dates(date(1998, 1, 1), date(2098, 12, 31)), max_size=6),
    st.dates(date(1998, 1, 1), date(2098, 12, 31)),
)
def test_windows_that_all_hold_a_day_never_give_another_year(days, truth):
    found = [Window(2, "any", (min(day, truth), max(day, truth))) for day in days]
    given_year = year_of(span_of(f"ngày {truth.day}/{truth.month}"), Bounds(), found)
    assert given_year is None or given_year[0] == truth.year
