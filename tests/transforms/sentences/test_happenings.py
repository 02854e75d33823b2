"""Each entry of happenings.toml is a test: a short article, and what happens in it."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from transforms.sentences.agreements import agreement_records, agreements
from transforms.sentences.clauses import sentences
from transforms.sentences.events import by_step, events
from transforms.sentences.moments import Moment, day_in
from transforms.sentences.participants import participants
from transforms.sentences.positions import positions
from transforms.sentences.quotes import quotes
from transforms.sentences.tokens import tokens

CASES = tomllib.loads(
    Path(__file__).with_name("happenings.toml").read_text("utf-8"),
)["case"]

each = pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])


@pytest.fixture
def told(reading_of):
    """Return an article's reading, its event's moment, its agreements and events."""

    def tell(case):
        text = case["text"].strip()
        moment = None
        if "on" in case:
            at = text.index(case["on"])
            moment = Moment(case["day"], "inferred", at, at + len(case["on"]))
        reading = reading_of(text, day=case.get("day"))
        found = agreements(reading)
        return reading, moment, found, events(reading, moment, found)

    return tell


@each
def test_events_are_those_that_take_place(told, case):
    if "events" in case:
        found = [one.record for one in told(case)[3]]
        assert [
            f"{one.event_type} | {one.event_date or '-'} | {one.place or '-'}"
            for one in found
        ] == case["events"]


@each
def test_agreements_have_parties_years_and_steps(told, case):
    if "agreements" not in case:
        return
    _, moment, found, held = told(case)
    seen, parties, steps = agreement_records(found, moment, by_step(held))

    assert [
        " | ".join(
            (
                one.kind,
                "; ".join(
                    sorted(
                        party.organisation
                        for party in parties
                        if party.agreement_id == one.agreement_id
                    )
                ),
                f"{one.start_year}-{one.end_year}" if one.start_year else "-",
                "; ".join(
                    sorted(
                        f"{step.milestone} {step.milestone_on}"
                        for step in steps
                        if step.agreement_id == one.agreement_id
                    )
                ),
            )
        )
        for one in seen
    ] == case["agreements"]


@each
def test_agreements_say_what_they_are_about(told, case):
    if "subjects" in case:
        seen, _, _ = agreement_records(told(case)[2], None, {})
        assert [one.subject for one in seen] == case["subjects"]


@each
def test_quotations_have_their_speakers(told, case):
    if "quotes" in case:
        reading = told(case)[0]
        found = quotes(reading, positions(reading))
        assert [f"{one.person} | {one.quote}" for one in found] == case["quotes"]


def test_who_is_said_to_attend_speak_or_chair_takes_part(told):
    reading, _, _, held = told(
        {
            "text": "Sáng 5-3, Tỉnh đoàn Sơn La tổ chức hội nghị tổng kết công tác.\n"
            "Tham dự có các đồng chí: Lò Văn Mẩy, Bí thư Tỉnh ủy Sơn La; Hà Thị Sen, "
            "Bí thư Tỉnh đoàn. Đồng chí Cầm Văn Tiến chủ trì hội nghị.",
            "on": "5-3",
            "day": date(2024, 3, 5),
        }
    )

    found = list(participants(reading, held))

    assert [(one.person or one.organisation, one.part) for one in found] == [
        ("Tỉnh đoàn Sơn La", "hosted"),
        ("Lò Văn Mẩy", "attended"),
        ("Hà Thị Sen", "attended"),
        ("Cầm Văn Tiến", "chaired"),
    ]


def test_who_signs_into_an_agreement_signs_it(told):
    reading, _, _, held = told(
        {
            "text": "Sáng 5-3, Tỉnh đoàn Sơn La tổ chức lễ ký kết giao ước thi đua với "
            "Sư đoàn 395.\nThay mặt các bên, chị Hà Thị Sen và Đại tá Vi Văn Cầm đã ký "
            "vào bản giao ước thi đua.",
            "on": "5-3",
            "day": date(2024, 3, 5),
        }
    )

    found = list(participants(reading, held))

    assert [one.person for one in found if one.part == "signed"] == [
        "Hà Thị Sen",
        "Vi Văn Cầm",
    ]


def test_who_holds_an_event_stands_before_its_verb_not_before_a_programmes_name(told):
    reading, _, _, held = told(
        {
            "text": "Thực hiện Chương trình phối hợp, sáng 5-3, Tỉnh đoàn Sơn La và "
            "Sư đoàn 395 tổ chức hội nghị tổng kết công tác.",
            "on": "5-3",
            "day": date(2024, 3, 5),
        }
    )

    found = list(participants(reading, held))

    assert [one.organisation for one in found] == ["Tỉnh đoàn Sơn La", "Sư đoàn 395"]


def test_all_of_a_list_after_the_verb_take_its_part(told):
    reading, _, _, held = told(
        {
            "text": "Sáng 5-3, Tỉnh đoàn Sơn La tổ chức hội nghị tổng kết công tác.\n"
            "Chủ trì hội nghị có đồng chí Lò Văn Mẩy; chị Hà Thị Sen, Chủ nhiệm Câu lạc"
            " bộ; anh Cầm Văn Tiến. Chủ trì phần hai là anh Vừ A Sùng, có chị Hà Thị "
            "Sa. Ông Vi Văn Tân, Ủy viên dự khuyết Trung ương Đảng; bà Hà Thị Mơ, Chủ "
            "tịch Hội Nông dân tỉnh Sơn La chủ trì phần ba.",
            "on": "5-3",
            "day": date(2024, 3, 5),
        }
    )

    found = list(participants(reading, held))

    assert [one.person for one in found if one.part == "chaired"] == [
        "Lò Văn Mẩy",
        "Hà Thị Sen",
        "Cầm Văn Tiến",
        "Vừ A Sùng",
        "Vi Văn Tân",
        "Hà Thị Mơ",
    ]


def test_nobody_takes_part_where_no_event_is_told(reading_of):
    reading = reading_of("Đồng chí Lò Văn Mẩy phát biểu.")

    assert list(participants(reading, [])) == []


def test_a_documents_day_is_not_the_day_of_a_signing():
    line = tokens("Ký kết thực hiện Nghị quyết số 35-NQ/TW ngày 22/10/2018 của tỉnh.")

    assert day_in(line, (0, line.size)) is None


def test_abbreviations_and_numbers_end_no_sentence():
    line = tokens("Ngày 24.8, TP. Cần Thơ có 1.278 hộ. Ông M. Quang dự. “Tốt!” Hết.")

    assert [line.span(*one) for one in sentences(line)] == [
        "Ngày 24.8, TP. Cần Thơ có 1.278 hộ.",
        "Ông M. Quang dự.",
        "“Tốt!”",
        "Hết.",
    ]
