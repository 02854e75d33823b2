"""The examples of boilerplate.toml, each a test, and what rules may not be."""

import re

import pytest

from transforms.records import Block
from transforms.stripping import captions
from transforms.stripping.lines import line_of
from transforms.stripping.rules import furniture, prefix, rules, suffix

WHOLE = [r for r in rules() if r.scope == "block" and not r.hint]
INLINE = [r for r in rules() if r.scope != "block"]


def line(text):
    return line_of(Block(line_no=1, char_start=0, char_end=len(text), text=text))


def found(rule, text):
    """The rule of this rule's zone that takes the text."""
    return furniture(line(text), rule.zone)


def cases(rules_, field):
    return [
        pytest.param(rule, text, id=f"{rule.id}: {text[:30]}")
        for rule in rules_
        for text in getattr(rule, field)
    ]


@pytest.mark.parametrize(("rule", "text"), cases(WHOLE, "examples"))
def test_a_rule_gives_its_kind_to_its_examples(rule, text):
    taken = found(rule, text)

    assert taken is not None
    assert taken.kind == rule.kind


@pytest.mark.parametrize(("rule", "text"), cases(WHOLE, "counter_examples"))
def test_a_rule_leaves_its_counter_examples_alone(rule, text):
    taken = found(rule, text)

    assert taken is None or taken.id != rule.id


SENTENCES = [
    text
    for rule in WHOLE
    for text in rule.counter_examples
    if text.endswith(".") and len(text.split()) > 5
]


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_that_only_sounds_like_furniture_stays_in_the_story(text):
    assert furniture(line(text)) is None


@pytest.mark.parametrize(("rule", "text"), cases(INLINE, "examples"))
def test_residue_is_split_off_its_example(rule, text):
    taken = {"prefix": prefix, "suffix": suffix}[rule.scope](text)

    assert taken is not None
    assert taken[1].kind == rule.kind
    assert 0 < taken[0] < len(text)


@pytest.mark.parametrize(("rule", "text"), cases(INLINE, "counter_examples"))
def test_a_counter_example_loses_nothing(rule, text):
    assert {"prefix": prefix, "suffix": suffix}[rule.scope](text) is None


@pytest.mark.parametrize("rule", rules(), ids=lambda r: r.id)
def test_every_rule_for_wording_brings_examples(rule):
    assert rule.hint or rule.examples


@pytest.mark.parametrize("rule", rules(), ids=lambda r: r.id)
def test_no_rule_captures_or_repeats_without_a_bound(rule):
    patterns = [rule.pattern, rule.hint, rule.needs, *rule.vocabulary]

    assert all(re.compile(p).groups == 0 for p in patterns if not p.startswith("@"))
    outside_classes = [re.sub(r"\[[^\]]+\]", "C", p) for p in patterns]
    assert not any(re.search(r"(?<!\\)[*+]|,\}", p) for p in outside_classes)


def test_rule_ids_are_unique():
    ids = [r.id for r in rules()]

    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("sign", captions.scale().signs, ids=lambda s: s.id)
def test_a_sign_of_captions_shows_in_its_examples_only(sign):
    assert all(sign.pattern.search(text) for text in sign.examples)
    assert not any(sign.pattern.search(text) for text in sign.counter_examples)


@pytest.mark.parametrize("text", ["left to right: the twins", "12 boys at sea", "5 %"])
def test_signs_without_marked_letters_are_plain(text):
    shown = [sign for sign in captions.scale().signs if sign.pattern.search(text)]

    assert shown
    assert set(shown) <= set(captions.scale().plain_signs)


@pytest.mark.parametrize("zone", ["any", "edge", "head", "tail"])
@pytest.mark.parametrize(
    "unit", ["Chia sẻ ", "a", "1", "Hôm nay: 1 ", "> ", "(", "A-", "Trang chủ > "]
)
def test_a_long_line_of_anything_is_answered(zone, unit):
    furniture(line(unit * 50_000), zone)
    furniture(line(unit * (390 // len(unit))), zone)
