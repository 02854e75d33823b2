"""Which documents are cited, and which citations mean one document."""

import re
from collections.abc import Iterator
from itertools import combinations

from tests.samples.facts_gold import Gold
from tests.samples.facts_told import Row, Told
from tests.samples.likeness import body_like, code_like, name_like
from tests.samples.measures.overlap import gold_start
from tests.samples.settling import Key, Pair, Wanted, once


def citations(gold: Gold, told: Told) -> Pair:
    """Type and code (else number) of every citation that has one."""
    wanted = [Wanted((_cited(one),), one["optional"]) for one in gold["citations"]]
    return wanted, [_cited(row) for row in _numbered(told)]


def citation_details(gold: Gold, told: Told) -> Pair:
    """Issuer, day and term of each cited document."""
    wanted = [
        Wanted(
            tuple((*_cited(one), body_like(name)) for name in names),
            is_optional=one["optional"],
        )
        for one in gold["citations"]
        for names in _details(one)
    ]
    said = {
        (*_cited(row), body_like(name))
        for row in _numbered(told)
        for name, *_ in _details(row)
    }
    return once(wanted), sorted(said)


def same_document(gold: Gold, told: Told) -> Pair:
    """Pairs of citations that mean one document, by where they begin."""
    wanted = [
        Wanted(((one["char_start"], other["char_start"]),))
        for one, other in combinations(gold["citations"], 2)
        if one["document"] and one["document"] == other["document"]
    ]
    rows = sorted(_numbered(told), key=lambda row: row["char_start"])
    said = [
        (gold_start(one, gold["citations"]), gold_start(other, gold["citations"]))
        for one, other in combinations(rows, 2)
        if one["document_id"] == other["document_id"]
    ]
    return wanted, said


def _numbered(told: Told) -> list[Row]:
    """Leave out what is cited by its name alone, as the gold does."""
    return [
        row
        for row in told["citations"]
        if row["document_number"] or row["document_code"]
    ]


def _cited(one: Row) -> Key:
    """Return type and code; a code without its number ('NQ/TW') gets it."""
    number, code = one["document_number"] or "", one["document_code"] or ""
    whole = code if re.search(r"\d", code) else "-".join(filter(None, [number, code]))
    return name_like(one["document_type"]), code_like(whole)


def _details(one: Row) -> Iterator[list[str]]:
    for name in ("issuer", "issued_on", "term"):
        if one[name]:
            yield [one[name], *one.get(f"{name}_also", [])]
