"""The words that sentences are read by, from the tables of seeds/reference."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise
from typing import Any

from transforms.reference import table
from transforms.sentences.phrases import Phrases
from transforms.sentences.tokens import LOWER, key_of, tokens

CODED = re.compile(r"\S+\d")
PLURAL = "các"
PREFIXES = frozenset({"nguyên", "quyền", "phó"})  # of a post
COMMITTEES = ("đảng", "chi")
COMMITTEE = frozenset({"ủy", "bộ"})  # 'đảng ủy các phường' has no capital
CONNECT = frozenset({"và", "các", "của"})  # no word holds them
TOWNS = ("thành phố thuộc tỉnh", "thị xã")  # known by their bare names
NO_PLACE = "none"  # syllables that end a word: 'vận động', 'chức vụ'


@dataclass(frozen=True, slots=True)
class Head:
    """What a body's name begins with, and what may follow it.

    `follows` holds letters: f words of its field, c capitalised words, n a number,
    t a territory, o another body. `alone` says what the bare head means: "whole" is a
    full name, "name" a name too, "leaning" the article's own body, "no" nothing.
    """

    name: str
    follows: str
    alone: str
    organisation_type: str
    organisation_level: str


@dataclass(frozen=True, slots=True)
class Post:
    """A post; `heads` names the bodies that it leads ('Đồn trưởng': 'Đồn').

    `bodies` are types of bodies in which it is held.
    """

    post: str
    heads: str
    bodies: frozenset[str]


@dataclass(frozen=True, slots=True)
class PlaceType:
    """What a place's name begins with: 'huyện' is of level district.

    A word with other meanings ('động') needs a name of at least so many syllables.
    """

    name: str
    level: str
    least: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every word list, ready to look phrases up in.

    `small_begins` holds what begins something in small letters, with the small words
    that may be next (None: any): nothing else in small letters is worth a look.
    """

    heads: Phrases[Head]
    fields: Phrases[str]
    posts: Phrases[Post]
    ranks: Phrases[str]
    honorifics: Phrases[str]
    place_types: Phrases[PlaceType]
    places: Phrases[str]
    known_places: Phrases[str]
    commemorated: Phrases[str]
    fixed: Phrases[str]
    stops: Phrases[bool]
    not_places: frozenset[tuple[str, ...]]
    surnames: frozenset[str]
    middle_names: frozenset[str]
    stop_syllables: frozenset[str]
    compounds: frozenset[tuple[str, str]]
    small_begins: dict[str, frozenset[str | None]]
    whole_begins: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return the word lists, read once."""
    written = [row["field"] for row in table("organisation_field")]
    fields = [*written, *(one.replace(" và ", " & ") for one in written)]
    heads = Phrases(_heads())
    posts = Phrases((row["post"], _post(row)) for row in table("post"))
    ranks = Phrases(_ranks())
    honorifics = Phrases((row["honorific"], row["kind"]) for row in table("honorific"))
    types = Phrases(_place_types())
    fixed = Phrases((row["phrase"], "") for row in table("fixed_phrase"))
    return Lexicon(
        heads=heads,
        fields=Phrases((field, field) for field in fields),
        posts=posts,
        ranks=ranks,
        honorifics=honorifics,
        place_types=types,
        places=Phrases(_places()),
        known_places=Phrases((row["place_name"], "") for row in table("place")),
        commemorated=Phrases(
            (row["writing"], row["person"]) for row in table("commemorated")
        ),
        fixed=fixed,
        stops=Phrases(
            (phrase, True)
            for phrase, _ in chain(
                _heads(), ((row["post"], "") for row in table("post")), _ranks()
            )
            if " " in phrase
        ),
        not_places=frozenset(_not_places()),
        surnames=_keys("surname"),
        middle_names=_keys("middle_name"),
        stop_syllables=_keys("stop_syllable"),
        compounds=frozenset(_compounds([*fields, *(head for head, _ in _heads())])),
        small_begins=_small_begins(posts, ranks, (honorifics, types), heads, fixed),
        whole_begins=frozenset(_whole_begins()),
    )


def _small_begins(
    posts: Phrases[Post],
    ranks: Phrases[str],
    named: Iterable[Phrases[Any]],
    heads: Phrases[Head],
    fixed: Phrases[str],
) -> dict[str, frozenset[str | None]]:
    """Return what may follow the first syllables of what begins in small letters.

    A phrase of `named` is nothing without a name behind it. A prefix stands before any
    post, a plural before any head; a committee may be of many ('đảng ủy các phường').
    """
    regions = Phrases((name, "") for name, _ in _places() if name[0].islower())
    coded = Phrases(one for one in _heads() if CODED.fullmatch(one[0]))
    seconds: dict[str, set[str | None]] = {first: set() for first in COMMITTEES}
    for phrases in (posts, ranks, regions, coded):
        for first, node in phrases.tree.items():
            seconds.setdefault(first, set()).update(node)
    for phrases in named:
        for first, node in phrases.tree.items():
            seconds.setdefault(first, set()).update(node.keys() - {None})
    for first in PREFIXES:
        seconds.setdefault(first, set()).update(posts.tree, PREFIXES)
    seconds.setdefault(PLURAL, set()).update(heads.tree)
    for first, node in fixed.tree.items():
        if first in seconds:
            seconds[first].update(node)
    return {first: frozenset(found | COMMITTEE) for first, found in seconds.items()}


def _whole_begins() -> Iterator[str]:
    """Yield the keys that what a table knows whole may begin with."""
    tables = (
        ("commemorated", "writing"), ("fixed_phrase", "phrase"), ("rank", "rank"),
        ("post", "post"),
    )  # fmt: skip
    for name, column in tables:
        for row in table(name):
            yield tokens(row[column]).keys[0]
    yield from ("nguyên", "cựu", "quyền", "phó")


def _post(row: dict[str, str]) -> Post:
    return Post(row["full"], row["heads"], frozenset(row["bodies"].split()))


def _heads() -> Iterator[tuple[str, Head]]:
    for row in table("organisation_head"):
        yield (
            row["head"],
            Head(
                row["name"],
                row["follows"],
                row["alone"],
                row["organisation_type"],
                row["organisation_level"],
            ),
        )


def _ranks() -> Iterator[tuple[str, str]]:
    """Yield ranks; those of the navy also as they are said for short."""
    for row in table("rank"):
        yield row["rank"], row["rank"]
        yield row["rank"].removesuffix(" Hải quân"), row["rank"]


def _place_types() -> Iterator[tuple[str, PlaceType]]:
    for row in table("place_type"):
        if row["place_level"] != NO_PLACE:
            least = int(row["least_syllables"])
            yield row["place_type"], PlaceType(row["name"], row["place_level"], least)


def _not_places() -> Iterator[tuple[str, ...]]:
    """Yield pairs of syllables of which the second is no type of a place."""
    for row in table("place_type"):
        if row["place_level"] == NO_PLACE:
            line = tokens(row["place_type"])
            yield tuple(line.keys[: line.size])


def _places() -> Iterator[tuple[str, str]]:
    """Yield places that are known without the word for what they are."""
    for row in table("place"):
        if row["place_level"] == "province" or row["unit_type"] in TOWNS:
            yield row["place_name"], row["place_level"]
    for row in table("place_name"):
        yield row["place"], row["kind"]


def _keys(name: str) -> frozenset[str]:
    column = "syllable" if name == "stop_syllable" else name
    return frozenset(key_of(row[column]) for row in table(name))


def _compounds(phrases: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the syllables that stand together in names of bodies."""
    for phrase in phrases:
        line = tokens(phrase)
        for (first, second), case in zip(
            pairwise(line.keys[: line.size]), line.cases[1:], strict=False
        ):
            if case == LOWER and second not in CONNECT:
                yield first, second
