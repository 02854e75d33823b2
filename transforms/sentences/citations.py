"""Legal documents as they are cited: type, number, symbol, day, issuer, term, subject.

A citation is a type word with a number ('Nghị quyết số 21-NQ/TW'), a number with a
symbol that tells the type, a resolution of a plenum ('Nghị quyết Trung ương 4'), or a
law by its name. What follows (day, issuer, term) is read on as long as it goes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from transforms.sentences.document_words import DocumentType, document_words, symbol
from transforms.sentences.documents import document_id
from transforms.sentences.issuers import issuer_at, issuer_before
from transforms.sentences.reading import Reading, ReadLine
from transforms.sentences.tokens import NUMBER as NUMERIC
from transforms.text_records import Citation, Mention

BARE = ("luật ", "Luật ", "Pháp lệnh ")  # what is cited without a number
DASH = r"\s?[-–—/]\s?"
PART = r"(?:T\.Ư|[A-ZĐƯ][A-Za-zĐđƯư&]{0,14}\d{0,3})"
CODE = re.compile(rf"(?:{DASH}(?:19|20)\d\d)?{DASH}{PART}(?:{DASH}{PART}){{0,9}}(?!\w)")
NUMBER = re.compile(r"\d{1,5}[a-zđ]?(?![\w%]|[.,]\d)")
SO = re.compile(r"\s+(?:số|Số)\s*:?\s*|\s+")
AND = re.compile(r"\s?(?:,|;|và)\s+(?:(?:số|Số)\s+)?(?=\d)")
PLENUM = re.compile(
    r"\s+(?:(?:của )?(?:Hội nghị )?(?:lần thứ )?)"
    r"(?:Trung ương|TRUNG ƯƠNG|T\.?Ư\.?|TW)\s?(?:lần thứ )?(\d{1,2})(?![\w/%]|[-–.]\d)"
)
DAY = re.compile(
    r",?\s?\(?\s?ngày\s(\d{1,2})(?:\s?[-/.]\s?|\stháng\s)(\d{1,2})"
    r"(?:\s?[-/.]\s?|\snăm\s)(\d{4})(?!\d)\)?"
)
TERM = re.compile(
    r",?\s?\(?\s?[Kk]h(?:óa|oá)\s([IVX]{1,5}(?:(?:, | và )[IVX]{1,5})*)(?!\w)\s?\)?"
)
TERMS = re.compile(r"[IVX]+")
YEAR = re.compile(
    r"\s?,?\s?(?:\(?sửa đổi\)?\s?,?\s?)?\(?(?:năm\s)?((?:19|20)\d\d)\)?(?!\w)"
)
CONSTITUTION = re.compile(r"Hiến pháp\s(?:năm\s)?((?:19|20)\d\d)(?!\d)")
SUBJECT = re.compile(r",?\s[“\"]?(?:về|Về)\s[^;.\n”\"()]{3,300}")
# A court's, a licence's: no documents that rule.
NOT_RULING = frozenset(
    {"ST", "PT", "GP", "DS", "HS", "HC", "KDTM", "LĐ", "HNGĐ", "QĐST"}
)
# What may follow the bare number of a document, where its word might be a plain one.
FOLLOWS = re.compile(r"\s?(?:[,.;:)”\"]|$|của\s|về\s|ngày\s|khóa\s|khoá\s|do\s|\()")
MOST_NUMBERS = 6
DASHES = frozenset("-–—/")


class Found(NamedTuple):
    """What one citation says, as it stands; columns of its line."""

    start: int
    end: int
    document_type: str
    number: str | None
    code: str | None
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Details:
    """What is told of a document behind its name; `end` is where that ends."""

    end: int
    issued_on: date | None = None
    issuer: str | None = None
    term: str | None = None


def citations(reading: Reading) -> Iterator[Citation]:
    """Yield every citation; a short one that the article gives in full is the same."""
    found = [one for read in reading.lines for one in _of_line(reading, read)]
    yield from _meeting(found)


def document_mentions(found: tuple[Citation, ...]) -> Iterator[Mention]:
    """Yield a mention for every citation."""
    for one in found:
        yield Mention(
            entity_type="DOC",
            name=one.as_written,
            person=None,
            organisation=None,
            place_id=None,
            document_id=one.document_id,
            is_resolved=one.rule.endswith(".short"),
            line_no=one.line_no,
            char_start=one.char_start,
            char_end=one.char_end,
            rule=one.rule,
            confidence=one.confidence,
        )


def _meeting(found: list[Citation]) -> Iterator[Citation]:
    """Yield citations; one without a symbol takes the id of the one that has it."""
    full: dict[tuple[str, str], set[str]] = {}
    for one in found:
        if one.document_code and one.document_number:
            key = (one.document_type.lower(), _bare(one.document_number))
            full.setdefault(key, set()).add(one.document_id)
    for one in found:
        key = (one.document_type.lower(), _bare(one.document_number or ""))
        same = full.get(key, set())
        is_short = not one.document_code and one.rule == "citation.number"
        if is_short and len(same) == 1:
            yield replace(one, document_id=min(same), rule="citation.short")
        else:
            yield one


def _bare(number: str) -> str:
    return number.lstrip("0")


def _of_line(reading: Reading, read: ReadLine) -> Iterator[Citation]:
    line = read.line
    may_cite = NUMERIC in line.cases or any(word in line.text for word in BARE)
    if not read.is_told_once or not may_cite:
        return
    end = 0
    groups = list(_groups(read))
    starts = [*(group[0].start for group in groups[1:]), len(line.text)]
    for group, until in zip(groups, starts, strict=False):
        if group[0].start < end:
            continue
        last = group[-1]
        details = _details(reading, read, last)
        end = max(details.end, last.end)
        before = issuer_before(reading, read, group[0].start)
        if before and not details.issuer:
            details = replace(details, issuer=before)
        for one in group:
            told = end if one is last else one.end
            for term in TERMS.findall(details.term or "") or [None]:
                said = replace(details, term=term)
                yield _citation(reading, read, one, said, (told, until))


def _groups(read: ReadLine) -> Iterator[list[Found]]:
    """Yield the citations of a line in order, those under one type word together."""
    line, triggers = read.line, document_words().triggers
    end = 0
    for at, (key, case) in enumerate(zip(line.keys, line.cases, strict=True)):
        if (key in triggers or case == NUMERIC) and line.starts[at] >= end:
            group = _group(read, at)
            if group:
                end = group[-1].end
                yield group


def _group(read: ReadLine, at: int) -> list[Found]:
    """Return what a word or a number begins to cite."""
    line, words = read.line, document_words()
    if line.cases[at] == NUMERIC:
        return _coded(read, at) if line.words[at + 1] in DASHES else []
    if line.keys[at] == "hiến":
        return _constitution(read, at)
    law = words.laws.longest(line.keys, at)
    if law and line.words[at][0].isupper():
        return [_law(read, at, *law)]
    named = words.types.longest(line.keys, at)
    return _named(read, at, *named) if named else []


def _law(read: ReadLine, at: int, end: int, named: tuple[str, str]) -> Found:
    line = read.line
    kind, _ = named
    stop = line.end(end - 1)
    year = YEAR.match(line.text, stop)
    stop = year.end() if year else stop
    if year and line.text[stop - 1] == ")" and "(" not in year.group():
        stop -= 1
    return Found(line.starts[at], stop, kind, None, None, "citation.law", 0.95)


def _constitution(read: ReadLine, at: int) -> list[Found]:
    line = read.line
    found = CONSTITUTION.match(line.text, line.starts[at])
    if not found:
        return []
    span = found.span()
    return [Found(*span, "Hiến pháp", None, None, "citation.law", 0.95)]


def _named(read: ReadLine, at: int, end: int, kind: DocumentType) -> list[Found]:
    """Return what a type word begins: numbered documents, or one of a plenum."""
    line = read.line
    start, after = line.starts[at], line.end(end - 1)
    name = line.span(at, end)
    if kind.name == "Nghị quyết" and (plenum := PLENUM.match(line.text, after)):
        number = plenum.group(1)
        return [Found(start, plenum.end(), name, number, None, "citation.plenum", 0.95)]
    said = SO.match(line.text, after)
    if not said:
        return []
    has_so = said.group().strip() != ""
    group = _numbers(line.text, start, said.end(), name)
    if group and not any(one.code for one in group):
        group = group[:1]
        is_open = has_so or (
            line.words[at][0].isupper()
            and (not kind.is_plain or group[0].number[:1] == "0")  # type: ignore[index]
        )
        if not is_open or not _may_end(line.text, group[0], is_said=has_so):
            return []
    return [] if any(_is_not_ruling(one.code) for one in group) else group


def _may_end(text: str, found: Found, *, is_said: bool) -> bool:
    """Tell whether a bare number is the document's: no amount, no day."""
    if is_said or (found.number or "").startswith("0"):
        return True
    after = text[found.end : found.end + 12]
    return bool(FOLLOWS.match(after)) or not re.match(
        r"\s(?:điểm|nội|năm|tháng)", after
    )


def _numbers(text: str, start: int, at: int, name: str) -> list[Found]:
    """Return the documents of one type word: 'số 18, 19-NQ/TW' are two."""
    group: list[Found] = []
    while len(group) < MOST_NUMBERS and (number := NUMBER.match(text, at)):
        code = CODE.match(text, number.end())
        end = code.end() if code else number.end()
        group.append(
            Found(
                start=number.start() if group else start,
                end=end,
                document_type=name,
                number=number.group(),
                code=text[number.start() : end] if code else None,
                rule="citation.code" if code else "citation.number",
                confidence=0.98 if code else 0.85,
            )
        )
        joint = AND.match(text, end)
        if not joint:
            break
        at = joint.end()
    while len(group) > 1 and group[-1].code is None:
        group.pop()
    return _with_shared_code(group)


def _with_shared_code(group: list[Found]) -> list[Found]:
    """Give the numbers of a list the symbol at its end."""
    if len(group) < 2 or not group[-1].code:  # noqa: PLR2004 (a list)
        return group
    last = group[-1]
    tail = last.code.removeprefix(last.number or "") if last.code else ""
    return [
        one._replace(code=f"{one.number}{tail}", rule="citation.code", confidence=0.9)
        if one.code is None
        else one
        for one in group
    ]


def _coded(read: ReadLine, at: int) -> list[Found]:
    """Return the document of a number whose symbol alone tells the type."""
    line = read.line
    start = line.starts[at]
    number = NUMBER.match(line.text, start)
    if not number or (start and line.text[start - 1] in "/-–.,"):
        return []
    code = CODE.match(line.text, number.end())
    kind = _type_of(code.group()) if code else None
    if not code or not kind or _is_not_ruling(code.group()):
        return []
    whole = line.text[start : code.end()]
    told = number.group()
    return [Found(start, code.end(), kind, told, whole, "citation.symbol", 0.9)]


def _type_of(code: str) -> str | None:
    parts = re.split(r"[-/]", symbol(code).strip("-/"))
    words = document_words()
    parts = [part for part in parts if not part.isdigit()]
    if len(parts) == 1:  # a law is numbered by its parliament: 43/2019/QH14
        return "Luật" if re.fullmatch(r"QH\d\d", parts[0]) else None
    if not any(part.rstrip("0123456789") in words.issuers for part in parts[1:]):
        return None
    return words.by_symbol.get(parts[0])


def _is_not_ruling(code: str | None) -> bool:
    parts = re.split(r"[-/]", symbol(code or ""))
    return not NOT_RULING.isdisjoint(parts)


def _details(reading: Reading, read: ReadLine, found: Found) -> Details:
    """Read on behind a document's name: day, issuer and term, in any order."""
    text = read.line.text
    told = Details(found.end)
    for _ in range(3):
        if not told.issued_on and (day := DAY.match(text, told.end)):
            told = replace(told, end=_closed(text, day), issued_on=_date(day))
        elif not told.term and (term := TERM.match(text, told.end)):
            told = replace(told, end=_closed(text, term), term=term.group(1))
        elif not told.issuer and (by := issuer_at(reading, read, told.end)):
            told = replace(told, end=by.end, issuer=by.name)
        else:
            break
    if found.rule == "citation.plenum" and not told.issuer:
        told = replace(told, issuer="Ban Chấp hành Trung ương Đảng")
    return told


def _closed(text: str, found: re.Match[str]) -> int:
    """Return where a detail ends; a bracket that it did not open is not its own."""
    end = found.end()
    return end - 1 if text[end - 1] == ")" and "(" not in found.group() else end


def _date(found: re.Match[str]) -> date | None:
    day, month, year = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _citation(
    reading: Reading,
    read: ReadLine,
    found: Found,
    details: Details,
    stretch: tuple[int, int],
) -> Citation:
    """Return a citation; its stretch ends what is told of it, and what it is about."""
    line, (end, until) = read.line, stretch
    as_written = line.text[found.start : end].rstrip()
    subject = SUBJECT.match(line.text, end, max(end, until))
    citation = Citation(
        document_id="",
        document_type=found.document_type,
        document_number=found.number,
        document_code=found.code,
        issuer=details.issuer,
        issued_on=details.issued_on,
        term=details.term,
        subject=_subject(subject.group()) if subject else None,
        as_written=as_written,
        line_no=line.line_no,
        char_start=line.offset + found.start,
        char_end=line.offset + found.start + len(as_written),
        rule=found.rule,
        confidence=found.confidence,
    )
    return replace(citation, document_id=document_id(citation, reading.namer.territory))


def _subject(said: str) -> str:
    """Return what a document is about, without the word that leads to the next one."""
    return " ".join(said.strip(' ,“"').split()).removesuffix(" và").rstrip(" ,")
