"""Each entry of happenings.toml is a test: a short article, and what happens in it."""

import tomllib
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


@each
def test_each_takes_the_part_that_is_told(told, case):
    if "parts" in case:
        reading, _, _, held = told(case)
        found = participants(reading, held)
        assert [f"{one.person or one.organisation} | {one.part}" for one in found] == (
            case["parts"]
        )


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
