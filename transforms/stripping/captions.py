"""Weigh whether a short block is the caption of a picture.

Text ripped out of a page keeps no mark of what a caption was, so its signs are added
up: weights and patterns stand in boilerplate.toml, [caption].
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from transforms.remembered import remembered
from transforms.stripping.lines import Line

LIST_ITEM = re.compile(
    r"[-–—+*•·●▪◦✓]\s?\S|\(?\d{1,2}[.)/]\s|\d{1,2} [-–] |\(?[a-zđ][.)]\s"
    r"|[IVX]{1,5}[.)]\s"
)
QUOTED = re.compile(r"[\"“‘']|.*[?!][\"”]?$")
CAPITAL = f"[{''.join(filter(str.isupper, map(chr, range(0x1F00))))}]"
NAMED = re.compile(rf"\s(?:(?<=[^\W_]\s){CAPITAL}[^\W_]|(?<=\w\s)\d)")
# after a capital, or a capital and a letter, the full stop is an abbreviation's: "ThS."
SENTENCE_END = re.compile(
    r"[.!?…](?<![A-ZĐ].)(?<!\b[A-ZĐ][a-zđ].)(?<!\bTh[sS].)\s+(?=[^\W\d_a-z])"
)
PLAIN_WORDS, WORDY = 16, 40
SHOUTED = 2  # words, which may be but a product's name
MOST_ENDS = 2  # of sentences within a block: more say nothing more


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the page shows round a block."""

    after_picture: bool = False
    doubled: bool = False
    repeated: bool = False
    after_residue: bool = False
    before_credit: bool = False
    between_prose: bool = False
    out_of_place: bool = False
    in_a_run: bool = False
    after_colon: bool = False
    runs_on: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """One [[caption.sign]] of boilerplate.toml."""

    id: str
    weight: float
    plain: bool
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True)
class Scale:
    """The weights and signs that a caption is known by; the signs against last."""

    threshold: float
    paired: float
    headed: float
    max_words: int
    gallery: re.Pattern[str]
    weights: dict[str, float]
    signs: tuple[Sign, ...]

    @remembered
    def plain_signs(self) -> tuple[Sign, ...]:
        """The signs that a text without marked letters may show."""
        return tuple(sign for sign in self.signs if sign.plain)


@cache
def scale() -> Scale:
    """Return the packaged weights."""
    text = files("transforms.stripping").joinpath("boilerplate.toml").read_text("utf-8")
    data = tomllib.loads(text)["caption"]
    signs = map(_sign, data["sign"])
    return Scale(
        threshold=data["threshold"],
        paired=data["paired"],
        headed=data["headed"],
        max_words=data["max_words"],
        gallery=re.compile(data["gallery"]),
        weights=data["weights"],
        signs=tuple(sorted(signs, key=lambda s: (s.weight < 0, s.weight))),
    )


def _sign(entry: dict[str, Any]) -> Sign:
    return Sign(
        id=entry["id"],
        weight=entry["weight"],
        plain=entry.get("plain", False),
        pattern=re.compile(entry["pattern"]),
        examples=tuple(entry["examples"]),
        counter_examples=tuple(entry["counter_examples"]),
    )


def opens_gallery(line: Line) -> bool:
    """Tell whether a line announces a row of pictures."""
    return not line.is_long and scale().gallery.fullmatch(line.core) is not None


def is_caption(weight: float) -> bool:
    """Tell whether a block's signs add up to a caption."""
    return weight >= scale().threshold


def is_nearly(weight: float) -> bool:
    """Tell whether another such block beside it would make it a caption."""
    return weight >= scale().threshold - scale().paired


def is_weak(weight: float) -> bool:
    """Tell whether a caption's weight would not do among headings."""
    return weight < scale().threshold + scale().headed


def weigh(line: Line, around: Surroundings) -> float:
    """Return the sum of the weights of the signs the block shows; 0 for a long one.

    The sum stops where signs against it make a caption out of the question.
    """
    if line.is_long or line.words > scale().max_words:
        return 0.0
    weights = scale().weights
    total = sum(weights[name] for name in _layout(around))
    total += sum(weights[name] for name in _shape(line))
    is_plain = line.folded.isascii()
    for sign in scale().plain_signs if is_plain else scale().signs:
        if sign.weight < 0 and not is_nearly(total):
            break
        if sign.pattern.search(line.folded):
            total += sign.weight
    return total


def _layout(around: Surroundings) -> Iterator[str]:
    for name in Surroundings.__slots__:
        if getattr(around, name):
            yield name


def _shape(line: Line) -> Iterator[str]:
    yield "full_stop" if line.has_stop else "no_stop"
    for _ in SENTENCE_END.findall(line.text)[:MOST_ENDS]:
        yield "several_sentences"
    if NAMED.search(line.text):
        yield "names_something"
    if line.has_stop and line.words <= PLAIN_WORDS and "," not in line.text:
        yield "plain"
    if line.words > WORDY:
        yield "wordy"
    if line.words > SHOUTED and line.text.isupper():
        yield "capitals"
    if LIST_ITEM.match(line.text):
        yield "list_item"
    if QUOTED.match(line.text):
        yield "quotation"
