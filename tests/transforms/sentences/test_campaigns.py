"""Campaigns and models are named in quotation marks, which hold other things too."""

import pytest

from transforms.sentences.campaigns import campaigns

CASES = {
    "Hội phát động phong trào thi đua “Bản em sạch”.": [
        ("phong trào thi đua", "Bản em sạch")
    ],
    'Xã có các mô hình “Bếp ấm”, “Tủ thuốc quân y” và "Thùng gạo tình thương".': [
        ("mô hình", "Bếp ấm"),
        ("mô hình", "Tủ thuốc quân y"),
        ("mô hình", "Thùng gạo tình thương"),
    ],
    "Có 24 mô hình tự quản, nổi bật như “Bếp ấm”, “Tủ thuốc quân y”.": [
        ("mô hình", "Bếp ấm"),
        ("mô hình", "Tủ thuốc quân y"),
    ],
    "Cuộc vận động mang tên “Xuân về bản nhỏ” kéo dài ba tháng.": [
        ("cuộc vận động", "Xuân về bản nhỏ")
    ],
    "Chi ủy xây dựng “Chi bộ 4 tốt” và gia đình “5 không, 3 sạch”.": [
        (None, "Chi bộ 4 tốt"),
        (None, "5 không, 3 sạch"),
    ],
    "Chương trình hành động, theo ông Tú, “còn chậm”.": [],
    "Anh hát bài “Đường về bản” và đọc “Núi rừng”.": [],
    "Ông Tú nói về mô hình: “Bà con tự làm lấy mọi việc, tự góp công, góp của, "
    "tự canh giữ và tự chia nhau phần lời.”": [],
}


@pytest.mark.parametrize("text", CASES)
def test_a_name_behind_a_word_for_campaigns_is_one(reading_of, text):
    found = list(campaigns(reading_of(text)))

    assert [(one.campaign_kind, one.as_written) for one in found] == CASES[text]
    assert all(text[one.char_start : one.char_end] == one.as_written for one in found)


def test_all_writings_of_a_name_have_one_id(reading_of):
    text = "Phong trào “Bản em sạch”, rồi phong trào “BẢN EM SẠCH”."

    assert {one.campaign_id for one in campaigns(reading_of(text))} == {"bản em sạch"}
