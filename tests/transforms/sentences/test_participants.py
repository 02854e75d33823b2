"""Who takes part in an event, and how: one part a person, the weightiest told."""

from datetime import date

import pytest

from transforms.sentences.agreements import agreements
from transforms.sentences.events import events
from transforms.sentences.moments import Moment
from transforms.sentences.participants import participants
from transforms.sentences.positions import positions
from transforms.sentences.quotes import quotes

LEAD = "Sáng 5/3, Hội Nông dân tỉnh Sơn La tổ chức hội nghị ký kết quy chế phối hợp."
CASES = {
    "Dự hội nghị có đồng chí Vi Văn Tân, Bí thư; đồng chí Hà Thị Lụa, Phó Bí thư.\n"
    "Đồng chí Hà Thị Lụa đề nghị các huyện làm sớm.": [
        "Hà Thị Lụa spoke",
        "Vi Văn Tân attended",
    ],
    "Đồng chí Vi Văn Tân, Bí thư; đồng chí Hà Thị Lụa, Phó Bí thư chủ trì.": [
        "Hà Thị Lụa chaired",
        "Vi Văn Tân chaired",
    ],
    "Thay mặt hai bên, ông Vi Văn Tân và bà Hà Thị Lụa ký quy chế phối hợp.": [
        "Hà Thị Lụa signed",
        "Vi Văn Tân signed",
    ],
    "Tại điểm cầu tỉnh có các ông: Vi Văn Tân, Giám đốc; Lò Văn Hợi, Phó Giám đốc.": [
        "Lò Văn Hợi attended",
        "Vi Văn Tân attended",
    ],
    "Ông Vi Văn Tân và bà Hà Thị Lụa đã ký kết quy chế phối hợp.": [
        "Hà Thị Lụa signed",
        "Vi Văn Tân signed",
    ],
    "Đại diện các xã có ông Vi Văn Tân, Chủ tịch xã; bà Hà Thị Lụa tham luận.": [
        "Hà Thị Lụa spoke",
        "Vi Văn Tân attended",
    ],
    "Trước đó, ông Vi Văn Tân nghỉ hưu.": [],
    "Ông Vi Văn Tân, Bí thư và bà Hà Thị Lụa, Phó Bí thư dự, chỉ đạo.": [
        "Hà Thị Lụa attended",
        "Vi Văn Tân attended",
    ],
    "Hội nghị vinh dự đón tiếp ông Vi Văn Tân. Khách mời có bà Hà Thị Lụa.": [
        "Hà Thị Lụa attended",
        "Vi Văn Tân attended",
    ],
    "Thay mặt hai bên, bà Hà Thị Lụa, Phó Bí thư, đã báo cáo kết quả.": [
        "Hà Thị Lụa spoke"
    ],
    "Dự hội nghị có bà Hà Thị Lụa, Phó Bí thư. Bà Hà Thị Lụa đánh giá cao kết quả.": [
        "Hà Thị Lụa attended"
    ],
    "Công việc của bà Hà Thị Lụa được các huyện đánh giá cao.": [],
    "Theo bà Hà Thị Lụa, Bí thư Huyện ủy, nông dân đã được vay vốn. Ông Vi Văn Tân cho "
    "biết, vụ mùa năm nay được giá.": ["Hà Thị Lụa quoted"],
    "Dự hội nghị có ông Vi Văn Tân, Bí thư. Ông Vi Văn Tân cho biết, lúa được giá.": [
        "Vi Văn Tân spoke"
    ],
}


@pytest.mark.parametrize("text", CASES)
def test_each_person_has_the_weightiest_part_told(reading_of, text):
    whole = f"{LEAD}\n{text}"
    at = whole.index("5/3")
    reading = reading_of(whole, day=date(2024, 3, 5))
    moment = Moment(date(2024, 3, 5), "day", at, at + 3)

    held = events(reading, moment, agreements(reading))
    told = participants(reading, held, quotes(reading), positions(reading))

    assert (
        sorted(f"{one.person} {one.part}" for one in told if one.person) == CASES[text]
    )
