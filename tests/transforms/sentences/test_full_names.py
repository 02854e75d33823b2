from datetime import date

import pytest

from transforms.sentences.mentions import mentions
from transforms.sentences.positions import positions


def persons(reading):
    return [
        (one.name, one.person)
        for one in mentions(reading, ())
        if one.entity_type == "PER"
    ]


def test_what_leans_on_the_article_is_named_in_full(full_names):
    text = (
        "Tỉnh ủy Hòa Bình họp.\n"
        "Tỉnh ủy giao UBND tỉnh; Ban CHQS huyện Mai Châu dự cùng Ban CHQS huyện."
    )

    assert full_names(text) == [
        "Tỉnh ủy Hòa Bình",
        "Tỉnh ủy Hòa Bình",
        "Ủy ban nhân dân tỉnh Hòa Bình",
        "Ban Chỉ huy quân sự huyện Mai Châu",
        "Ban Chỉ huy quân sự huyện Mai Châu",
    ]


def test_where_two_provinces_are_meant_none_is_guessed(full_names):
    text = "Tỉnh ủy Hòa Bình và Tỉnh ủy Sơn La họp. Tỉnh ủy nêu ý kiến."

    assert full_names(text) == ["Tỉnh ủy Hòa Bình", "Tỉnh ủy Sơn La"]


def test_an_association_of_a_province_is_one_with_or_without_the_word_for_it(
    full_names,
):
    text = (
        "Công đoàn ngành Y tế Sơn La, Công đoàn ngành Y tế tỉnh Sơn La; Công đoàn ngành"
        " Y tế, Hội Nông dân Hà Nội, Hội Nông dân Việt Nam và Báo Sơn La họp."
    )

    assert full_names(text) == [
        *["Công đoàn ngành Y tế tỉnh Sơn La"] * 3,
        "Hội Nông dân thành phố Hà Nội",
        "Hội Nông dân Việt Nam",
        "Báo Sơn La",
    ]


def test_a_body_says_of_what_type_and_level_it_is_and_of_whom(seen):
    bodies = seen("Ban Tuyên giáo Tỉnh ủy Hòa Bình và Công an xã Bao La.")

    party = bodies["Ban Tuyên giáo Tỉnh ủy Hòa Bình"]
    police = bodies["Công an xã Bao La"]
    assert party.organisation_level == "province"
    assert party.parent_organisation == "Tỉnh ủy Hòa Bình"
    assert (police.organisation_type, police.organisation_level) == (
        "police",
        "commune",
    )


def test_abbreviations_and_old_tone_marks_make_no_second_body(full_names):
    text = "Đảng uỷ Quân sự tỉnh Sơn La, Đảng ủy Quân sự tỉnh Sơn La."

    assert len(set(full_names(text))) == 1


def test_acting_standing_deputy_and_former_are_told(reading_of):
    text = (
        "Ông Trần Văn Bộc, Quyền Bí thư Tỉnh ủy Sơn La; bà Lê Thị Nhàn, "
        "nguyên Phó Chủ tịch Thường trực UBND tỉnh Sơn La."
    )
    acting, former = positions(reading_of(text))

    assert (acting.is_acting, acting.is_former) == (True, False)
    assert former.is_former
    assert former.is_deputy
    assert former.is_standing
    assert former.position == "Phó Chủ tịch Thường trực"


def test_a_short_name_behind_an_honorific_is_the_person_named_in_full(reading_of):
    text = "Anh Quàng Văn Tiện trồng quế.\nAnh Tiện kể lại."

    assert persons(reading_of(text)) == [
        ("Quàng Văn Tiện", "Quàng Văn Tiện"),
        ("Tiện", "Quàng Văn Tiện"),
    ]


def test_a_name_in_capitals_is_the_same_person(reading_of):
    text = "Đồng chí NGUYỄN THUÝ HÀ chủ trì.\nBà Nguyễn Thúy Hà phát biểu."

    assert {person for _, person in persons(reading_of(text))} == {"Nguyễn Thúy Hà"}


def test_two_names_that_fold_to_the_same_letters_are_two_persons(reading_of):
    text = "Ông Phạm Văn Hiển và ông Phạm Văn Hiến cùng dự."

    assert len({person for _, person in persons(reading_of(text))}) == 2


def test_a_reporter_is_not_the_official_whose_name_ends_alike(reading_of):
    text = "Đồng chí Lê Hoài Nhân chủ trì.\nẢnh: Hoài Nhân"
    found = persons(reading_of(text, credited=["Hoài Nhân"]))

    assert found == [("Lê Hoài Nhân", "Lê Hoài Nhân"), ("Hoài Nhân", "Hoài Nhân")]


@pytest.mark.parametrize(
    ("text", "day", "wanted"),
    [
        ("huyện Bắc Mê", None, "ha-giang/bac-me"),
        ("tỉnh Hà Giang", date(2025, 7, 2), "ha-giang"),
        ("tỉnh Gia Lai", date(2024, 7, 2), "gia-lai"),
        ("tỉnh Gia Lai", date(2025, 7, 2), "gia-lai-2025"),
        ("huyện Châu Thành", None, None),
        ("huyện Châu Thành, tỉnh Tiền Giang", None, "tien-giang/chau-thanh"),
        ("huyện Nà Mòn", None, None),
    ],
)
def test_a_unit_is_known_by_its_type_its_province_and_the_day(
    reading_of, text, day, wanted
):
    first = next(mentions(reading_of(text, day=day), ()))

    assert first.place_id == wanted


@pytest.mark.parametrize(
    "writings",
    [
        ("UBND TPHCM", "UBND TP. HCM", "Uỷ ban nhân dân Thành phố Hồ Chí Minh"),
        ("Công an Hà Nội", "Công an TP. Hà Nội", "Công an thành phố Hà Nội"),
        ("Quân khu II", "Quân khu 2", "QK2"),
        ("Tỉnh ủy Hà Giang", "Tỉnh uỷ tỉnh Hà Giang"),
        ("Hội LHPN tỉnh Sơn La", "Hội Liên hiệp phụ nữ tỉnh Sơn La"),
        (
            "Sở GD&ĐT tỉnh Sơn La",
            "Sở GD-ĐT tỉnh Sơn La",
            "Sở Giáo dục & Đào tạo Sơn La",
        ),
        ("BTV Tỉnh ủy Sơn La", "Thường vụ Tỉnh ủy Sơn La"),
        ("BCH T.Ư Đảng", "Trung ương Đảng", "Ban Chấp hành Trung ương Đảng"),
    ],
    ids=lambda writings: writings[0],
)
def test_one_body_has_one_name_however_articles_write_it(full_names, writings):
    names = [full_names(f"{writing} họp.") for writing in writings]

    assert all(len(name) == 1 for name in names)
    assert len({name[0] for name in names}) == 1


def test_bodies_that_only_sound_alike_are_several(full_names):
    alike = ("Công an tỉnh Hòa Bình", "Công an xã Hòa Bình", "Tỉnh ủy Hòa Bình")

    assert len({full_names(f"{one} họp.")[0] for one in alike}) == 3
