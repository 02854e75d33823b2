"""Read a few lines of text as an article's story would be read."""

import pytest

from transforms.sentences.mentions import mentions, organisations_seen
from transforms.sentences.positions import positions
from transforms.sentences.read import Signs, read_lines
from transforms.sentences.tokens import tokens


def read_text(text, credited=(), day=None):
    at, lines = 0, []
    for number, line in enumerate(text.split("\n"), 1):
        lines.append((tokens(line, at, number), "body"))
        at += len(line) + 1
    return read_lines(lines, Signs(credited), day)


@pytest.fixture(scope="session")
def reading_of():
    """Return the reading of a text, a line a paragraph."""
    return read_text


@pytest.fixture
def named(reading_of):
    """Return the names of one type in a text, as they stand."""

    def names(text, entity_type, **known):
        found = mentions(reading_of(text, **known), ())
        return [one.name for one in found if one.entity_type == entity_type]

    return names


@pytest.fixture
def full_names(reading_of):
    """Return the bodies of a text by their full names."""

    def names(text):
        found = mentions(reading_of(text), ())
        return [one.organisation for one in found if one.entity_type == "ORG"]

    return names


@pytest.fixture
def held(reading_of):
    """Return the posts of a text as "person | post | body"."""

    def posts(text):
        return [
            f"{one.person} | {one.position} | {one.organisation or '-'}"
            for one in positions(reading_of(text))
            if one.position
        ]

    return posts


@pytest.fixture
def seen(reading_of):
    """Return what a text tells of its bodies, by their full names."""

    def bodies(text):
        return {one.organisation: one for one in organisations_seen(reading_of(text))}

    return bodies
