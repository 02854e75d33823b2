"""Each entry of cases.toml is a test: a short text, and what it names and says."""

import tomllib
from pathlib import Path

import pytest

CASES = tomllib.loads(
    Path(__file__).with_name("cases.toml").read_text("utf-8"),
)["case"]

each = pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])


@each
def test_names_reach_as_far_as_they_do(named, case):
    for kind in ("per", "org", "loc"):
        if kind in case:
            assert named(case["text"], kind.upper()) == case[kind]


@each
def test_posts_are_held_by_those_who_hold_them(held, case):
    if "posts" in case:
        assert held(case["text"]) == case["posts"]


def test_no_text_is_told_twice():
    texts = [case["text"] for case in CASES]

    assert len(texts) == len(set(texts))
