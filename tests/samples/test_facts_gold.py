"""The hand-made answers are themselves checked against the texts they speak of."""

from functools import cache
from pathlib import Path

import pytest

from tests.samples.facts_gold import (
    HELD_OUT,
    ORDINARY,
    OWN,
    SETS,
    Answered,
    answered,
    spans_of,
)
from tests.samples.judge import ZONE, folded
from transforms.clean import read_article
from transforms.records import Article

WHOLE = [HELD_OUT, ORDINARY]  # the sets in which every text has answers
ALL = [one for texts in SETS.values() for one in answered(texts)]
ROLES = {"participant", "author", "photographer", "commemorative"}

each = pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)


def read(one: Answered) -> Article:
    return read_path(one.path)


@cache
def read_path(path: Path) -> Article:
    found = read_article(path.read_bytes(), ZONE)
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize("texts", WHOLE, ids=lambda texts: texts.name)
def test_every_text_has_its_answers(texts):
    names = {
        path.relative_to(texts.texts).as_posix()
        for path in texts.texts.rglob("*")
        if path.is_file()
    }

    assert names == {one.name for one in answered(texts)}


def test_the_sets_are_large_enough_to_judge_by():
    assert len(answered(HELD_OUT)) >= 30
    assert len(answered(ORDINARY)) >= 20
    assert len(answered(OWN)) >= 15


def test_ordinary_texts_hold_no_agreement_no_citation_and_no_required_post():
    for one in answered(ORDINARY):
        posts = [post for person in one.gold["persons"] for post in person["positions"]]

        assert one.gold["agreements"] == one.gold["citations"] == []
        assert all(post["optional"] for post in posts)


@each
def test_every_span_gives_its_text_in_its_line(one):
    page_text = read(one).page_text

    for span in spans_of(one.gold):
        start, end = span["char_start"], span["char_end"]
        assert page_text[start:end] == span["text"]
        assert page_text.count("\n", 0, start) + 1 == span["line_no"]


@each
def test_persons_are_mentioned_and_mentioned_persons_are_told_of(one):
    mentioned = {
        folded(span["text"])
        for span in one.gold["mentions"]
        if span["type"] == "PER" or span["optional"]
    }
    told = {folded(person["name"]): person["role"] for person in one.gold["persons"]}

    assert set(told) <= mentioned
    assert {
        folded(span["text"]) for span in one.gold["mentions"] if span["type"] == "PER"
    } <= set(told)
    assert set(told.values()) <= ROLES


@each
def test_posts_and_their_bodies_are_written_in_the_text(one):
    page_text = folded(read(one).page_text)

    for person in one.gold["persons"]:
        for post in person["positions"]:
            assert folded(post["title"]) in page_text
            assert folded(post["org_as_written"]) in page_text
            assert post["org_canonical"] or post["optional"]


@each
def test_speakers_and_participants_are_persons_of_the_text(one):
    told = {person["name"] for person in one.gold["persons"]}
    speakers = {quote["speaker"] for quote in one.gold["quotes"]}
    present = {
        person["name"]
        for event in one.gold["events"]
        for person in event["participants"]
    }

    assert speakers | present <= told


@each
def test_the_credited_are_the_ones_the_cleaner_credits(one):
    credited = {(credit.person, credit.role) for credit in read(one).credits}
    told = {
        (person["name"], person["role"])
        for person in one.gold["persons"]
        if person["role"] in {"author", "photographer"}
    }

    assert credited == told
