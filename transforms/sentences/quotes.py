"""What persons are quoted with: in quotation marks, or reported behind a verb."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from transforms.sentences.campaigns import names_in
from transforms.sentences.chunk import Chunk, Kind
from transforms.sentences.clauses import sentences
from transforms.sentences.happening_words import happening_words
from transforms.sentences.reading import Reading, ReadLine
from transforms.text_records import Quote

MARKED = re.compile(r"“([^“”]{1,3000})(?:”|$)|(?<!\w)\"([^\"]{1,3000})(?:\"|$)")
FEWEST_DIRECT = 6  # words of speech; fewer are names and titles
FEWEST_REPORTED = 5
OPENING = 2  # characters: a dash and a space
FURTHEST = 12  # tokens from a speaker's posts to the verb
PRONOUNS = frozenset({"anh", "chị", "ông", "bà", "cô", "em", "chú", "bác", "cụ"})
PRONOUN_TO_VERB = 4  # tokens
CLOSING = frozenset({",", "”", '"', "-", "–"})
LEANING = "quote.pronoun"
ACCORDING = "theo"
INTRODUCING = frozenset(Kind) - {Kind.RUN}
TITLES = frozenset({".", "ts", "ths", "pgs", "gs", "bs", "sĩ", "tiến", "giáo", "sư"})
ATTRIBUTED = re.compile(r"[\s.,;…!?”\"–-]{0,9}\w")  # behind a closing mark
THAT = frozenset({"rằng", "là"})
BREAKS = frozenset('“"')


class Said(NamedTuple):
    """A quotation's characters in its line; the speaker's chunk where known."""

    start: int
    end: int
    speaker: Chunk | None
    is_direct: bool
    rule: str


def quotes(reading: Reading) -> Iterator[Quote]:
    """Yield the quotations of an article's story."""
    last: str | None = None
    for read in reading.lines:
        if read.part != "body":
            continue
        for said in _said(read):
            person = (
                reading.persons.name(read.line, said.speaker)[0]
                if said.speaker
                else None
            )
            is_leaning = said.rule == LEANING or _is_all(said, read.line.text)
            if person is None and is_leaning:
                person = last
            yield _record(read, said, person)
            last = person or last
        named = read.of_kind(Kind.PERSON)
        if named and read.line.text.rstrip().endswith(":"):
            last = reading.persons.name(read.line, named[-1])[0]


def _is_all(said: Said, text: str) -> bool:
    """Tell whether a line is speech alone: the one before tells who speaks."""
    is_first = said.is_direct and said.start <= OPENING
    return is_first and ATTRIBUTED.match(text, said.end) is None


def _said(read: ReadLine) -> list[Said]:
    direct = list(_direct(read))
    reported = [
        one
        for one in _reported(read)
        if not any(_is_told_by(one, other, read.line.text) for other in direct)
    ]
    return sorted([*direct, *reported])


def _is_told_by(reported: Said, direct: Said, text: str) -> bool:
    """Tell whether a sentence has its speech in marks: '”, ông nhấn mạnh tại Huế'."""
    if reported.start < direct.end:
        return direct.start < reported.end
    return "." not in text[direct.end : reported.start]


def _direct(read: ReadLine) -> Iterator[Said]:
    text = read.line.text
    if "“" not in text and '"' not in text:
        return
    names = {name.start for name in names_in(read.line)}
    for found in MARKED.finditer(text):
        group = 1 if found.group(1) is not None else 2
        start, end = found.span(group)
        words = text[start:end].split()
        if len(words) < FEWEST_DIRECT or start in names:
            continue
        speaker = _speaker_around(read, found.start(), found.end())
        end = _trimmed(text, start, end)
        if speaker is None and _is_leaned_on(read, found.end()):
            yield Said(start, end, _before(read, start), True, LEANING)
        elif speaker or found.start() <= OPENING:
            yield Said(start, end, speaker, True, "quote.marks")


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " .,;…!":
        end -= 1
    return end


def _speaker_around(read: ReadLine, start: int, end: int) -> Chunk | None:
    """Return who says it: in front, with a verb or a colon; or just behind."""
    line, speech = read.line, happening_words().speech
    persons = _persons(read)
    front = [chunk for chunk in persons if line.end(chunk.end - 1) <= start]
    lead = line.text[:start].rstrip()
    if front and (lead.endswith(":") or _has_verb(read, front[-1].end, start)):
        return front[-1]
    behind = [chunk for chunk in persons if line.starts[chunk.start] >= end]
    if behind:
        gap = line.text[end : line.starts[behind[0].start]]
        after = behind[0].end
        is_close = "." not in gap and "“" not in gap
        for at in range(after, min(after + FURTHEST, line.size)):
            if not is_close or line.keys[at] in BREAKS:
                break
            if line.keys[at] in speech.tree and speech.longest(line.keys, at):
                return behind[0]
    return None


def _is_leaned_on(read: ReadLine, end: int) -> bool:
    """Tell whether '”, anh kể' follows: who was named before says it."""
    line, speech = read.line, happening_words().speech
    at = bisect_left(line.starts, end, hi=line.size)
    while at < line.size and line.keys[at] in CLOSING:
        at += 1
    if at >= line.size or line.keys[at] not in PRONOUNS:
        return False
    return any(
        line.keys[token] in speech.tree and speech.longest(line.keys, token)
        for token in range(at + 1, min(at + PRONOUN_TO_VERB, line.size))
    )


def _before(read: ReadLine, start: int) -> Chunk | None:
    """Return the last person that a line names before a character."""
    starts = read.line.starts
    front = [one for one in _persons(read) if starts[one.start] < start]
    return front[-1] if front else None


def _persons(read: ReadLine) -> list[Chunk]:
    return [chunk for chunk in read.of_kind(Kind.PERSON) if chunk.value is None]


def _has_verb(read: ReadLine, after: int, until: int) -> bool:
    line, speech = read.line, happening_words().speech
    for at in range(after, line.size):
        if line.starts[at] >= until:
            return False
        if line.keys[at] in speech.tree and speech.longest(line.keys, at):
            return True
    return False


def _reported(read: ReadLine) -> Iterator[Said]:
    persons = _persons(read)
    if not persons and ACCORDING not in read.line.keys:
        return
    for limits in sentences(read.line):
        inside = [one for one in persons if limits[0] <= one.start < limits[1]]
        found = _according(read, limits)
        if found is None and inside:
            found = _of_sentence(read, inside, limits)
        if found:
            yield found


def _according(read: ReadLine, limits: tuple[int, int]) -> Said | None:
    """Return what follows 'Theo ông A, chủ tịch B,': what he is cited for."""
    line, (start, stop) = read.line, limits
    if line.keys[start] != ACCORDING:
        return None
    chunks = {one.start: one for one in read.chunks}
    speaker, leans, at = None, False, start + 1
    while at < stop:
        chunk = chunks.get(at)
        if chunk is not None and chunk.kind in INTRODUCING:
            is_person = chunk.kind is Kind.PERSON and chunk.value is None
            speaker = speaker or (chunk if is_person else None)
            at = max(chunk.end, at + 1)
        elif line.keys[at] in PRONOUNS or line.keys[at] in TITLES:
            leans |= line.keys[at] in PRONOUNS
            at += 1
        elif line.keys[at] == "," and _introduces(chunks.get(at + 1)):
            at += 1
        else:
            break
    is_told = at + FEWEST_REPORTED < stop and line.keys[at] == ","
    if not is_told or not (speaker or leans) or line.keys[at + 1] in BREAKS:
        return None
    first = line.starts[at + 1]
    end = _trimmed(line.text, first, line.end(stop - 1))
    if speaker:
        return Said(first, end, speaker, False, "quote.according")
    return Said(first, end, _before(read, line.starts[start]), False, LEANING)


def _introduces(chunk: Chunk | None) -> bool:
    return chunk is not None and chunk.kind in (Kind.POST, Kind.BODY, Kind.RANK)


def _of_sentence(
    read: ReadLine, persons: list[Chunk], limits: tuple[int, int]
) -> Said | None:
    """Return what is reported behind the first verb of speech of a person."""
    line, speech = read.line, happening_words().speech
    for at in range(persons[0].end, limits[1]):
        found = speech.longest(line.keys, at) if line.keys[at] in speech.tree else None
        if not found:
            continue
        start, reports = found
        that = line.keys[start] == "rằng"
        colon = line.keys[start] in (":", ",")
        if not (reports or that or colon):
            continue
        if line.keys[start] in THAT or line.keys[start] in ":,":
            start += 1
        if limits[1] - start < FEWEST_REPORTED or line.keys[start] in BREAKS:
            return None
        front = [one for one in persons if one.end <= at]
        end = _trimmed(line.text, line.starts[start], line.end(limits[1] - 1))
        speaker = front[-1]
        return Said(line.starts[start], end, speaker, False, "quote.reported")
    return None


def _record(read: ReadLine, said: Said, person: str | None) -> Quote:
    line = read.line
    return Quote(
        person=person,
        quote=line.text[said.start : said.end],
        is_direct=said.is_direct,
        line_no=line.line_no,
        char_start=line.offset + said.start,
        char_end=line.offset + said.end,
        rule=said.rule,
        confidence=0.9 if said.is_direct else 0.8,
    )
