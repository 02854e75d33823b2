"""The boilerplate rules: data in, matchers out.

`boilerplate.toml` says what the fields of a rule mean; nothing here knows any one rule.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from transforms.reading.syllable import VIETNAMESE_LETTER
from transforms.remembered import WordsTold
from transforms.stripping.lines import Line, fold
from transforms.stripping.vocabulary import phrase_set, phrases, words

PLAIN_START = re.compile(r"[^\W_](?![?*+{])")
COLON = re.compile("[:：]")
CALL_CHARS = range(20, 201)  # how long a call to sign up is
MOST_LABEL_WORDS = 4
LONGEST_LABEL = 60  # characters, with its colon
MENU_CHARS = 3000  # a menu run into one line may be this long; other rules stop at LONG


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One entry of boilerplate.toml."""

    id: str
    kind: str
    pattern: str = ""
    exact: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    label: tuple[str, ...] = ()
    vocabulary: tuple[str, ...] = ()
    hint: str = ""
    sure: bool = False
    scope: str = "block"
    zone: str = "any"
    opens: bool = False
    predicate: str = ""
    cover: float = 1.0
    at_least: int = 1
    needs: str = ""
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


@cache
def rules() -> tuple[Rule, ...]:
    """Return the packaged rules, in the order of the file."""
    text = files("transforms.stripping").joinpath("boilerplate.toml").read_text("utf-8")
    return tuple(map(_rule, tomllib.loads(text)["rule"]))


def _rule(entry: dict[str, Any]) -> Rule:
    lists = {k: tuple(v) for k, v in entry.items() if isinstance(v, list)}
    return Rule(**entry | lists)


# ---------------------------------------------------------------- whole blocks


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Matches a text that consists of the rule's phrases."""

    rule: Rule
    phrase: re.Pattern[str]
    needs: re.Pattern[str]

    def matches(self, folded: str) -> bool:
        """Tell whether the phrases cover enough of the text's letters."""
        if not self.phrase.match(folded):
            return False
        spare = (1 - self.rule.cover) * len(folded)
        at = count = 0
        while at < len(folded):
            if found := self.phrase.match(folded, at):
                at, count = found.end(), count + 1
                continue
            spare -= folded[at].isalnum()
            if spare < 0:
                return False
            at += 1
        return count >= self.rule.at_least and self.needs.search(folded) is not None


def _vocabulary(rule: Rule) -> Vocabulary:
    """Compile a vocabulary, the longest phrases first so that they win."""
    ordered = sorted(_entries(rule), key=lambda e: (-len(e), e))
    phrase = re.compile(rf"(?<!\w)(?:{'|'.join(ordered)})(?!\w)")
    return Vocabulary(rule, phrase, re.compile(rule.needs))


def _entries(rule: Rule) -> set[str]:
    """Return the phrases of a vocabulary."""
    sections = phrases("sections") if "@sections" in rule.vocabulary else ()
    return (set(rule.vocabulary) - {"@sections"}) | set(sections)


def _opening(rules_: Iterable[Rule]) -> re.Pattern[str]:
    """Compile a pattern for any phrase of some vocabularies, by its first letter.

    So one letter rules out most phrases, of which there are hundreds.
    """
    by_letter = defaultdict[str, list[str]](list)
    for entry in sorted(set().union(*map(_entries, rules_))):
        is_plain = PLAIN_START.match(entry) is not None
        by_letter[entry[0] if is_plain else ""].append(entry[is_plain:])
    branches = (f"{first}(?:{'|'.join(rest)})" for first, rest in by_letter.items())
    return re.compile(rf"(?<!\w)(?:{'|'.join(branches) or '(?!)'})(?!\w)")


@dataclass(frozen=True, slots=True)
class Matcher:
    """The rules of one zone for whole blocks."""

    exact: dict[str, Rule]
    within: tuple[tuple[str, Rule], ...]
    labels: dict[str, Rule]
    pattern: re.Pattern[str]
    by_group: dict[str, Rule]
    vocabularies: tuple[Vocabulary, ...]
    opening: re.Pattern[str]  # any phrase of any vocabulary

    def find(self, text: str) -> Rule | None:
        """Return the first rule that matches the whole folded text."""
        if whole := self.exact.get(text):
            return whole
        if len(text) in CALL_CHARS:
            for said, rule in self.within:
                if said in text:
                    return rule
        if found := self.pattern.fullmatch(text):
            return self.by_group[str(found.lastgroup)]
        head = COLON.split(text[:LONGEST_LABEL], 1)
        return self.labels.get(head[0].strip(" （")) if len(head) > 1 else None

    def find_words(self, text: str) -> Rule | None:
        """Return the first vocabulary that covers the folded text."""
        if not self.opening.match(text):
            return None
        return next((v.rule for v in self.vocabularies if v.matches(text)), None)


@cache
def _matcher(zone: str) -> Matcher:
    mine = [r for r in rules() if r.scope == "block" and r.zone == zone]
    by_group = {f"r{i}": r for i, r in enumerate(mine) if r.pattern}
    branches = (f"(?P<{name}>{r.pattern})" for name, r in by_group.items())
    vocabularies = tuple(_vocabulary(r) for r in mine if r.vocabulary)
    return Matcher(
        exact={text: r for r in mine for text in r.exact},
        within=tuple((text, r) for r in mine for text in r.within),
        labels={text: r for r in mine for text in r.label},
        pattern=_any_of(branches),
        by_group=by_group,
        vocabularies=vocabularies,
        opening=_opening(v.rule for v in vocabularies),
    )


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns) or r"(?!)")


def leads_away(line: Line) -> bool:
    """Tell whether a link begins with a label though no colon follows: "Lees ook"."""
    labels = _matcher("any").labels
    words_ = line.core.split(maxsplit=MOST_LABEL_WORDS)
    heads = (" ".join(words_[:n]) for n in range(1, len(words_)))
    return any(labels[h].kind == "related_links" for h in heads if h in labels)


def furniture(line: Line, zone: str = "any") -> Rule | None:
    """Return the rule of a zone that takes the whole line, if there is one."""
    if line.is_long:
        return _long_furniture(line, _matcher(zone))
    return _short_furniture(line.core, line.folded, zone)


@lru_cache(maxsize=4096)  # furniture stands on every page of a site
def _short_furniture(core: str, folded: str, zone: str) -> Rule | None:
    matcher = _matcher(zone)
    found = matcher.find(core)
    if not found and core != folded:
        found = matcher.find(folded)
    return found or matcher.find_words(core or folded)


def _long_furniture(line: Line, matcher: Matcher) -> Rule | None:
    """Look at a long line only where its first words may be those of a menu."""
    if len(line.text) > MENU_CHARS or not matcher.opening.match(line.head):
        return None
    return matcher.find_words(line.core)


# --------------------------------------------------------------------- markup


@cache
def _hint_matcher() -> Matcher:
    by_group = {f"r{i}": r for i, r in enumerate(rules()) if r.hint}
    pattern = _any_of(f"(?P<{name}>{r.hint})" for name, r in by_group.items())
    return Matcher({}, (), {}, pattern, by_group, vocabularies=(), opening=_any_of(()))


def _place_of_rule(hint: str) -> int:
    found = _hint_matcher().find(hint)
    return rules().index(found) if found else len(rules())


# The place of the first rule that takes blocks with a fact of the markup, by that fact.
HINT_RULES = WordsTold(_place_of_rule)


# ------------------------------------------------------------- within a block


def _known_agency(prefix: str) -> bool:
    return fold(prefix).strip(" -–—:()[]") in words("agencies")


def _unknown_agency(prefix: str) -> bool:
    """Tell whether a short name at the head of a text can be an agency's."""
    name = fold(prefix).strip(" -–—:()[]")
    return name not in words("not_agencies") and name not in phrase_set("places")


def _in_capitals(text: str, at: int) -> bool:
    """Tell whether another short name follows: then the two are a pair of bodies."""
    return text[at + 1 : at + 2].isupper()


def _acronym(prefix: str) -> bool:
    """Tell whether a name in capitals is no place's: a time follows, so it signs."""
    name = prefix.strip(" -–—:()[]\u00a0")
    code = name.casefold()
    is_place = code in words("place_codes") or code in phrase_set("places")
    return name.isupper() and not is_place


PREDICATES: dict[str, Callable[[str], bool]] = {
    "": lambda _: True,
    "known_agency": _known_agency,
    "unknown_agency": _unknown_agency,
    "acronym": _acronym,
}
BRACKET = re.compile(r"[()\[\]]")
SHAPES = frozenset(("", "unknown_agency", "acronym"))  # what shape alone tells
PREFIX_CHARS, SUFFIX_CHARS = 90, 12


@cache
def _inline(scope: str) -> tuple[tuple[re.Pattern[str], Rule], ...]:
    end = r"\Z" if scope == "suffix" else ""
    mine = (r for r in rules() if r.scope == scope)
    return tuple((re.compile(rf"(?:{r.pattern}){end}"), r) for r in mine)


def prefix(text: str) -> tuple[int, Rule] | None:
    """Return where the residue at the head of a kept text ends, and its rule."""
    head = text[:PREFIX_CHARS]
    for pattern, found in _inline("prefix"):
        match = pattern.match(head)
        if not match or text[match.end() : match.end() + 1].islower():
            continue
        if found.predicate == "unknown_agency" and _in_capitals(text, match.end()):
            continue
        is_bare = found.predicate in SHAPES and not BRACKET.search(match.group())
        if is_bare and not VIETNAMESE_LETTER.search(text):
            continue  # "WEXLER — Nobody": a place, as elsewhere
        if PREDICATES[found.predicate](match.group()):
            return match.end(), found
    return None


def suffix(text: str) -> tuple[int, Rule] | None:
    """Return where the residue at the end of a kept text starts, and its rule."""
    offset = max(0, len(text) - SUFFIX_CHARS)
    for pattern, found in _inline("suffix"):
        if match := pattern.search(text, offset):
            return match.start(), found
    return None
