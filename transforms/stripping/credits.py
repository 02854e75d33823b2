"""Who made the article: persons in their roles, the agency, the paper it is from."""

import re
from collections.abc import Iterable, Iterator

from transforms.records import Credit, Page, RemovedBlock, Stripped
from transforms.stripping.lines import fold
from transforms.stripping.names import is_vouched_name
from transforms.stripping.page_author import Author, is_nobody, page_authors
from transforms.stripping.signatures import (
    Signed,
    pen_name,
    photo_tail,
    read_signature,
    stamped,
    tail_signed,
    tail_source,
)
from transforms.stripping.vocabulary import any_of, phrases, words

SIGNED_KINDS = {
    "byline",
    "photo_credit",
    "caption",
    "duplicate_caption",
    "pub_meta",
}
IN_BRACKETS = re.compile(r"[()\[\]]")
EDGE = " -–—:\u00a0"
DAY_AFTER = re.compile(r"[\s,]{1,2}\d{1,2}/\d{1,2}$")  # "TTXVN 22/3"
REPUBLISHED = re.compile(
    rf"\W{{0,3}}(?:{any_of(phrases('source_labels'))})\b\s{{0,3}}[:–-]?\s{{0,3}}",
    re.IGNORECASE,
)


def credits(page: Page, stripped: Stripped) -> tuple[Credit, ...]:  # noqa: A001
    """Return the credited persons, each once a role, as they first stand.

    Of authors, those count whom the page declares, and who sign with them. Where none
    of them has a name as persons have, who signs the article counts: a newsroom's
    system declares its user, "Phòng CNTT".
    """
    found: dict[tuple[str, str], Credit] = {}
    written = [
        one for one in _written(stripped.removed) if not is_nobody(one.as_written)
    ]
    signed = [one for one in written if one.role == "author"]
    authors = page_authors(page)
    if not any(is_vouched_name(one.name) for one in authors) and any(
        is_vouched_name(one.person) for one in signed
    ):
        authors = ()
    if authors:
        own = {fold(one.name) for one in authors}
        lines = {one.line_no for one in signed if fold(one.person) in own}
        written = [
            one
            for one in written
            if one.role != "author"
            or fold(one.person) in own
            or (one.line_no in lines and is_vouched_name(one.person))
        ]
    for credit in [*written, *map(_of_page, authors)]:
        found.setdefault((credit.role, fold(credit.person)), credit)
    return tuple(found.values())


def _written(removed: Iterable[RemovedBlock]) -> Iterator[Credit]:
    for block in removed:
        if block.kind in SIGNED_KINDS:
            for signed in _signed(block):
                yield _credit(block, signed)


def _signed(block: RemovedBlock) -> tuple[Signed, ...]:
    if block.kind in ("byline", "photo_credit"):
        found = read_signature(block.text)
        if found:
            return found.signed
        return pen_name(block.text) if block.rule == "byline.pen_name" else ()
    if block.kind == "pub_meta":
        return stamped(block.text)
    at = photo_tail(block.text)
    return () if at is None else tail_signed(block.text, at)


def _credit(block: RemovedBlock, signed: Signed) -> Credit:
    by_place = block.rule in ("byline.name", "byline.pen_name")
    sure = is_vouched_name(signed.person)
    return Credit(
        person=signed.person,
        role=signed.role,
        as_written=block.text[signed.start : signed.end],
        line_no=block.line_no,
        char_start=block.char_start + signed.start,
        char_end=block.char_start + signed.end,
        rule=block.rule,
        confidence=(0.9 if sure else 0.6) if by_place else (0.98 if sure else 0.8),
    )


def _of_page(author: Author) -> Credit:
    block, start = author.block, author.start
    return Credit(
        person=author.name,
        role="author",
        as_written=author.name,
        line_no=block.line_no if block else None,
        char_start=block.char_start + start if block else None,
        char_end=block.char_start + start + len(author.name) if block else None,
        rule=author.rule,
        confidence=0.9,
    )


def agency(page: Page, stripped: Stripped) -> str | None:  # noqa: ARG001
    """Return the agency that signs the story's head, else its pictures or byline."""
    for block in stripped.removed:
        if block.kind == "agency_prefix":
            parts = [
                DAY_AFTER.sub("", p.strip(EDGE)) for p in IN_BRACKETS.split(block.text)
            ]
            known = [p for p in parts if fold(p) in words("agencies")]
            inner = [p for p in parts[1:] if p] or parts
            return (known or inner)[0]
    for block in stripped.removed:
        if block.kind in SIGNED_KINDS and (found := _wire(block)):
            return found
    return None


def _wire(block: RemovedBlock) -> str | None:
    """Return the agency behind a credit, such as TTXVN in "Ảnh: X - TTXVN"."""
    text = block.text
    if block.kind in ("caption", "duplicate_caption"):
        at = photo_tail(text)
        if at is None:
            return None
        text = text[at:]
    return tail_source(text, words("agencies"))


def republished_from(page: Page, stripped: Stripped) -> str | None:  # noqa: ARG001
    """Return the paper the article was taken over from, as its source line names it."""
    for block in stripped.removed:
        if block.kind == "source":
            text = REPUBLISHED.sub("", block.text, count=1)
            return " ".join(text.split()).strip(" .()[]") or None
    return None
