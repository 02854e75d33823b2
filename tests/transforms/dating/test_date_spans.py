from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.dating.date_spans import Fault, Partial, date_spans, relative_spans
from transforms.small_letters import small_letters


def spans(text):
    return date_spans(text, small_letters(text))


def written(text):
    return [text[each.start : each.end] for each in spans(text) if not each.is_bare]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sáng 7.9, tại xã", ["Sáng 7.9"]),
        ("Ngày 14/2, ở huyện", ["Ngày 14/2"]),
        ("lễ ra quân, ngày 3-4-2019.", ["ngày 3-4-2019"]),
        ("Chiều nay, 12/3 tại", ["Chiều nay, 12/3"]),
        ("Tối qua (14/6), một", ["Tối qua (14/6)"]),
        ("Sáng thứ Bảy, 24/8 hơn", ["Sáng thứ Bảy, 24/8"]),
        ("Chủ nhật ngày 5/5", ["Chủ nhật ngày 5/5"]),
        ("Thứ 4, 09/03/2022 | 21:17", ["Thứ 4, 09/03/2022"]),
        ("Ngày bầu cử 23/5, cử tri", ["Ngày bầu cử 23/5"]),
        ("ngày 5 tháng 9 năm 2021", ["ngày 5 tháng 9 năm 2021"]),
        ("am 4. Oktober 2016 um", ["4. Oktober 2016"]),
        ("el 12 de marzo de 2021,", ["12 de marzo de 2021"]),
        ("le 3 août 2020 à", ["3 août 2020"]),
        ("Sabtu, 17 Februari 2024", ["17 Februari 2024"]),
        ("mua 3 mai vàng, trồng 5 juin", []),
        ("2023年09月27日 公開", ["2023年09月27日"]),
        ("ngày 5 tháng chín năm 2021", ["ngày 5 tháng chín năm 2021"]),
        ("trong 9 tháng năm 2022, tỉnh", ["năm 2022"]),
        ("Từ ngày 12 đến ngày 15/3", ["Từ ngày 12 đến ngày 15/3"]),
        ("từ 28/2 đến 3/3/2022", ["từ 28/2 đến 3/3/2022"]),
        ("ngày 12/3 và 15/3", ["ngày 12/3", "15/3"]),
        ("tháng 7/2019, tháng 7 năm 2019", ["tháng 7/2019", "tháng 7 năm 2019"]),
        ("quý II/2024 và năm 2023", ["quý II/2024", "năm 2023"]),
        ("giai đoạn 2021 – 2026", ["2021 – 2026"]),
        ("on July 24, 2019 or 3rd of May 2020", ["July 24, 2019", "3rd of May 2020"]),
    ],
)
def test_a_date_is_found_with_the_words_that_belong_to_it(text, found):
    assert written(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "giá 2.447 đồng, tăng 1.278 lượt, 62.000 đồng/kg",
        "thắng 3-1, tỷ lệ 2/3 cổ đông, trực 24/7",
        "Thông tư 05/2020/TT-BQP, số 21-NQ/TW, Nghị quyết 11/2021, 1517/GP-BTTTT",
        "đường dây nóng 024.3936.1234 và 0913.12.03.24",
        "tăng từ 5.5 đến 7.5 triệu, giảm đến 12.5%",
        "Quốc lộ 1, khóa XIII, đại đội 12, lúc 08:15:30",
        "Quyết định 12/3/QĐ-UBND",
    ],
)
def test_other_numbers_are_no_dates(text):
    assert written(text) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("khắc 31/2/2024 trên bia", Fault.INVALID),
        ("ngày 45/13", Fault.INVALID),
        ("ngày 29/2/2023", Fault.INVALID),
        ("mùng 10 tháng 3 âm lịch", Fault.LUNAR),
        ("ngày 10/3 âm lịch", Fault.LUNAR),
        ("rằm tháng Giêng", Fault.LUNAR),
        ("ngày 12/3/1789", Fault.OUT_OF_RANGE),
    ],
)
def test_a_date_that_names_no_day_of_the_calendar_says_why(text, fault):
    assert [each.fault for each in spans(text)] == [fault]


def test_relative_words_are_found_where_they_are_looked_for():
    text = small_letters("Tối qua, một đám cháy; ngày nay ít thấy; 3 giờ trước")
    found = [text[e.start : e.end] for e in relative_spans(text, 0, len(text))]
    assert found == ["tối qua", "3 giờ trước"]


def test_a_year_of_two_digits_belongs_to_its_century():
    assert [each.first.year for each in spans("ngày 24/07/19, ngày 30/4/75")] == [
        2019,
        1975,
    ]


FORMS = st.sampled_from(
    [
        "ngày {d}/{m}/{y}",
        "{d:02}/{m:02}/{y}",
        "{d}-{m}-{y}",
        "Sáng {d}.{m}.{y}",
        "{y}-{m:02}-{d:02}",
        "ngày {d} tháng {m} năm {y}",
        "Thứ Ba, {d:02}/{m:02}/{y}",
    ]
)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))
AROUND = st.sampled_from(["", " ", "Tại xã, ", "(", "; "])


@given(DAYS, FORMS, AROUND, AROUND)
def test_a_day_is_read_back_from_every_form_it_is_written_in(day, form, left, right):
    shown = form.format(d=day.day, m=day.month, y=day.year)
    (found,) = spans(left + shown + right)
    assert found.first == found.last == Partial(day.year, day.month, day.day)
    assert found.first.bounds() == (day, day)


@given(
    DAYS, st.sampled_from(["ngày {}/{}", "Chiều {}.{}", "tối {}-{}", "hôm nay ({}/{})"])
)
def test_a_day_without_a_year_is_read_back_without_one(day, form):
    (found,) = spans(form.format(day.day, day.month) + ", tại")
    assert found.first == Partial(None, day.month, day.day)
    assert not found.is_bare


WORDS = st.sampled_from(
    [
        *[
            "ngày",
            "tháng",
            "năm",
            "đến",
            "từ",
            "thứ",
            "hai",
            "sáng",
            "12",
            "3",
            "2024",
            "31",
        ],
        *"/-.,()\nİ",
    ]
)


@given(st.lists(WORDS | st.text(max_size=5), max_size=40).map(" ".join))
def test_any_text_is_read_and_spans_stay_inside_it_in_order(text):
    found = spans(text)
    ends = [0]
    for each in found:
        assert ends[-1] <= each.start < each.end <= len(text)
        ends.append(each.end)
