"""No pattern backtracks: each is tried on long texts that nearly match it.

The texts are made from the patterns themselves: every repetition at its most, classes
by the characters that most of them share, and an end that spoils the match.
"""

import importlib
import pkgutil
import random
import re
import re._constants as ops
import re._parser as parser
import signal
from collections.abc import Iterator

import pytest

import transforms
from transforms.stripping.rules import rules

LIKELY = (" ", " a", "a", "0", " 0aA", "A a", ". a", ", a")
SPOILT = ("\x01", "|!", " ")
MOST_TIMES, MOST_CHARS = 25, 1500
LIMIT = 1.0  # CPU seconds; a pattern that does not backtrack takes a thousandth
LETTERS = [chr(code) for code in (*range(32, 0x180), *range(0x1E00, 0x1F00))]


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.walk_packages(transforms.__path__, "transforms."):
        names = vars(importlib.import_module(module.name))
        for name, value in names.items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield f"{module.name}.{name}", value
    for rule in rules():
        for text in filter(None, (rule.pattern, rule.hint)):
            yield rule.id, re.compile(text)


def written(tree, likely: str, chance: random.Random) -> str:
    """Return a text that the parsed pattern matches, or nearly."""
    out = []
    for op, value in tree:
        if op is ops.LITERAL:
            out.append(chr(value))
        elif op in (ops.IN, ops.ANY, ops.NOT_LITERAL):
            out.append(chance.choice(fitting(op, value, likely)))
        elif op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            least, most, part = value
            times = min(most, max(least, MOST_TIMES))
            out += [written(part, likely, chance) for _ in range(times)]
        elif op is ops.SUBPATTERN:
            out.append(written(value[3], likely, chance))
        elif op is ops.BRANCH:
            out.append(written(chance.choice(value[1]), likely, chance))
        elif op is ops.ATOMIC_GROUP:
            out.append(written(value, likely, chance))
    return "".join(out)


def fitting(op, value, likely: str) -> list[str]:
    """Return the characters that a class takes: the likely ones if it takes any."""
    one = re.compile(class_of(op, value), re.DOTALL)
    fit = [c for c in likely if one.match(c)]
    return fit or [c for c in LETTERS if one.match(c)] or ["?"]


def class_of(op, value) -> str:
    if op is ops.ANY:
        return "."
    if op is ops.NOT_LITERAL:
        return f"[^{re.escape(chr(value))}]"
    named = {
        ops.CATEGORY_SPACE: r"\s",
        ops.CATEGORY_NOT_SPACE: r"\S",
        ops.CATEGORY_DIGIT: r"\d",
        ops.CATEGORY_NOT_DIGIT: r"\D",
        ops.CATEGORY_WORD: r"\w",
        ops.CATEGORY_NOT_WORD: r"\W",
    }
    parts = []
    for kind, what in value:
        if kind is ops.NEGATE:
            parts.append("^")
        elif kind is ops.LITERAL:
            parts.append(re.escape(chr(what)))
        elif kind is ops.RANGE:
            parts.append("-".join(re.escape(chr(end)) for end in what))
        else:
            parts.append(named[what])
    return f"[{''.join(parts)}]"


class BacktrackError(Exception):
    """The limit is reached."""


def stop(*_) -> None:
    raise BacktrackError


@pytest.fixture(autouse=True)
def limited():
    before = signal.signal(signal.SIGVTALRM, stop)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


def ends(pattern: re.Pattern[str], text: str) -> bool:
    try:
        for match in (pattern.fullmatch, pattern.search):
            signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
            match(text)
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    except BacktrackError:
        return False
    return True


def spoilt_texts(pattern: re.Pattern[str]) -> Iterator[str]:
    tree = parser.parse(pattern.pattern, pattern.flags)
    chance = random.Random(1)  # noqa: S311
    for likely in LIKELY:
        text = written(tree, likely, chance)[:MOST_CHARS]
        for end in SPOILT:
            yield text + end
            yield text * 2 + end


def test_no_pattern_of_ours_backtracks():
    slow = [
        name
        for name, pattern in patterns()
        if not all(ends(pattern, text) for text in spoilt_texts(pattern))
    ]

    assert slow == []


def test_a_pattern_that_backtracks_is_found():
    pattern = re.compile(r"[^|.!?]{2,40}(?: ?\| ?[^|.!?]{2,40}){2,12}")

    assert not all(ends(pattern, text) for text in spoilt_texts(pattern))
