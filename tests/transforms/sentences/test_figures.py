"""Figures are numbers with a unit; days, years, codes and scores are none."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transforms.sentences.figures import figures, number

CASES = {
    "Trên 97% đảng viên tham gia.": ["more 97 % share đảng viên"],
    "Có 10-15% số hộ nghèo.": ["10-15 % share hộ nghèo"],
    "Quỹ được hơn 1,5 tỷ đồng.": ["more 1500000000 đồng money -"],
    "Giá khoảng 3.500 USD một tấn.": ["about 3500 usd money -"],
    "Kết nạp 19 đồng chí từ 9 Tỉnh ủy.": [
        "19 đồng chí count đồng chí",
        "9 tỉnh ủy count tỉnh ủy",
    ],
    "Gần 1.200 cán bộ, chiến sĩ và 35 công trình.": [
        "less 1200 cán bộ, chiến sĩ count cán bộ, chiến sĩ",
        "35 công trình count công trình",
    ],
    "Trồng 2,5 ha ngô, giảm 0,25 điểm phần trăm.": [
        "2.5 ha area -",
        "0.25 điểm phần trăm share -",
    ],
    "Ngày 5-3, năm 2024 người dân xã làm theo Chỉ thị số 05 cán bộ đã học.": [],
    "Đội thắng 2-1 hôm 12/8, đường B12 xe ít, 7h30 xe chạy.": [],
    "Lớp 5 học sinh đông; giai đoạn 2021-2025.": [],
    "Số 1,278 tỷ đồng viết thế này thì không rõ.": [],
}


def told(one):
    to = "" if one.value_to is None else f"-{one.value_to:.10g}"
    bound = f"{one.bound} " if one.bound else ""
    about = one.counted or "-"
    return f"{bound}{one.value:.10g}{to} {one.unit} {one.measure} {about}"


@pytest.mark.parametrize("text", CASES)
def test_a_number_with_a_unit_is_a_figure(reading_of, text):
    found = list(figures(reading_of(text)))

    assert [told(one) for one in found] == CASES[text]
    assert all(text[one.char_start : one.char_end] == one.as_written for one in found)


@given(st.integers(0, 999_999_999))
def test_dots_part_thousands(whole):
    assert number(f"{whole:,}".replace(",", ".")) == whole


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text("0123456789.,-– %đồng", max_size=60))
def test_whatever_looks_like_a_number_is_read_or_left(reading_of, text):
    for one in figures(reading_of(text)):
        assert text[one.char_start : one.char_end] == one.as_written
        assert one.value >= 0
