"""What persons are quoted with: in quotation marks, or reported behind a verb."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from transforms.sentences.campaigns import names_in
from transforms.sentences.chunk import Chunk, Kind
from transforms.sentences.clauses import sentences
from transforms.sentences.happening_words import happening_words
from transforms.sentences.holders import unheld
from transforms.sentences.reading import Reading, ReadLine
from transforms.sentences.tokens import LOWER, MARK, Line
from transforms.text_records import PositionHeld, Quote

MARKED = re.compile(r"“([^“”]{1,3000})(?:”|$)|(?<!\w)\"([^\"]{1,3000})(?:\"|$)")
FEWEST_DIRECT = 6  # words of speech; fewer are names and titles
FEWEST_WITHIN = 12  # of speech that no colon, comma or verb leads to
LONGEST_VERB = 3  # tokens
FEWEST_REPORTED = 5
OPENING = 2  # characters: a dash and a space
FURTHEST = 16  # tokens from a speaker's posts to the verb
PRONOUNS = frozenset({"anh", "chị", "ông", "bà", "cô", "em", "chú", "bác", "cụ"})
PRONOUN_TO_VERB = 4  # tokens
# in front of 'yêu cầu', 'đề nghị' as nouns: 'đạt yêu cầu', 'theo đề nghị'
BEFORE_NOUN = frozenset({"đạt", "ứng", "các", "những", "mọi", "theo", "bản", "nhiều"})
CLOSING = frozenset({",", "”", '"', "-", "–"})
LEANING = "quote.pronoun"
ACCORDING = "theo"
ALSO = frozenset({"cũng", "còn"})  # may stand in front of it
FURTHEST_BY = 5  # tokens from a quotation to who is named: '”, theo lời bà'
INTRODUCING = frozenset(Kind) - {Kind.RUN}
TITLES = frozenset({".", "ts", "ths", "pgs", "gs", "bs", "sĩ", "tiến", "giáo", "sư"})
ATTRIBUTED = re.compile(r"[\s.,;…!?”\"–-]{0,9}\w")  # behind a closing mark
THAT = frozenset({"rằng", "là"})
BREAKS = frozenset('“"')


class Speaker(NamedTuple):
    """Who may say something: a person's name, or a post whose holder is known."""

    start: int  # tokens
    end: int
    name: str


class Said(NamedTuple):
    """A quotation's characters in its line; the speaker where known."""

    start: int
    end: int
    speaker: Speaker | None
    is_direct: bool
    rule: str


class Voices(NamedTuple):
    """Who a line names and where it has verbs of speech, both in their order."""

    read: ReadLine
    persons: list[Speaker]
    verbs: list[int]  # tokens

    def before(self, start: int) -> Speaker | None:
        """Return the last person named before a character."""
        starts = self.read.line.starts
        at = bisect_left(self.persons, start, key=lambda one: starts[one.start])
        return self.persons[at - 1] if at else None

    def behind(self, end: int) -> Speaker | None:
        """Return the first person named from a character on."""
        starts = self.read.line.starts
        at = bisect_left(self.persons, end, key=lambda one: starts[one.start])
        return self.persons[at] if at < len(self.persons) else None

    def persons_within(self, start: int, end: int) -> list[Speaker]:
        """Return who is named from one token on, up to another."""
        first = bisect_left(self.persons, start, key=lambda one: one.start)
        last = bisect_left(self.persons, end, key=lambda one: one.start)
        return self.persons[first:last]

    def verbs_near(self, token: int) -> list[int]:
        """Return the verbs of speech that begin shortly before a token, or at it."""
        first = bisect_left(self.verbs, token - LONGEST_VERB)
        return self.verbs[first : bisect_left(self.verbs, token + 1)]

    def verb(self, start: int, end: int) -> int | None:
        """Return the first verb of speech among the tokens start..end."""
        at = bisect_left(self.verbs, start)
        is_there = at < len(self.verbs) and self.verbs[at] < end
        return self.verbs[at] if is_there else None


def quotes(reading: Reading, positions: Iterable[PositionHeld] = ()) -> Iterator[Quote]:
    """Yield the quotations of an article's story.

    `positions` are those that the article tells of: who a post that speaks is.
    """
    last: str | None = None
    holding = _by_title(positions)
    for read in reading.lines:
        if read.part != "body":
            continue
        for said in _said(_voices(reading, read, holding)):
            person = said.speaker.name if said.speaker else None
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


def _by_title(positions: Iterable[PositionHeld]) -> dict[str, list[PositionHeld]]:
    found: dict[str, list[PositionHeld]] = {}
    for one in positions:
        if one.position and not one.is_former:
            found.setdefault(one.position.lower(), []).append(one)
    return found


def _said(voices: Voices) -> list[Said]:
    direct = list(_direct(voices))
    reported = [
        one
        for one in _reported(voices)
        if not _is_told(one, direct, voices.read.line.text)
    ]
    return sorted([*direct, *reported], key=lambda one: one.start)


def _voices(
    reading: Reading, read: ReadLine, holding: dict[str, list[PositionHeld]]
) -> Voices:
    keys, speech = read.line.keys, happening_words().speech
    verbs = [
        at
        for at in speech.begins(keys)
        if speech.longest(keys, at)
        if read.line.cases[at] == LOWER or _opens(read.line, at)
        if keys[at - 1] not in BEFORE_NOUN
    ]
    persons = [
        Speaker(one.start, one.end, reading.persons.name(read.line, one)[0])
        for one in read.chunks
        if one.kind is Kind.PERSON and one.value is None
    ]
    if holding and verbs:
        persons = sorted([*persons, *_posts_speaking(reading, read, holding)])
    return Voices(read, persons, verbs)


def _opens(line: Line, at: int) -> bool:
    """Tell whether a capital is that of a sentence: 'Phòng Dự báo' says nothing."""
    return at == 0 or line.cases[at - 1] == MARK


def _posts_speaking(
    reading: Reading, read: ReadLine, holding: dict[str, list[PositionHeld]]
) -> Iterator[Speaker]:
    """Yield the posts that stand for their holder: 'Chủ tịch UBND tỉnh nhấn mạnh'."""
    line = read.line
    for unit in unheld(line, read.chunks):
        post = unit.post.value
        title = " ".join(line.span(post.title, post.end).split()).lower()
        told = holding.get(title, []) if not post.is_former else []
        if unit.body:
            of = reading.namer.name(line, unit.body.value).name
            told = [one for one in told if one.organisation == of]
        persons = {one.person for one in told}
        if len(persons) == 1:
            yield Speaker(unit.post.start, unit.end, *persons)


def _is_told(reported: Said, direct: list[Said], text: str) -> bool:
    """Tell whether a sentence has its speech in marks: '”, ông nhấn mạnh tại Huế'."""
    near = bisect_left(direct, reported.end, key=lambda one: one.start)
    if not near:
        return False
    marked = direct[near - 1]  # the last that begins before the sentence ends
    gap = marked.end, reported.start
    return gap[1] < gap[0] or not _has(".", text, *gap)


def _has(sign: str, text: str, start: int, end: int) -> bool:
    return text.find(sign, start, end) >= 0


def _direct(voices: Voices) -> Iterator[Said]:
    line = voices.read.line
    text = line.text
    if "“" not in text and '"' not in text:
        return
    names = {name.start for name in names_in(line)}
    for found in MARKED.finditer(text):
        group = 1 if found.group(1) is not None else 2
        start, end = found.span(group)
        words = text[start:end].split()
        if len(words) < FEWEST_DIRECT or start in names:
            continue
        if len(words) < FEWEST_WITHIN and _is_within(voices, found.start(), start):
            continue
        speaker = _speaker_around(voices, found.start(), found.end())
        end = _trimmed(text, start, end)
        if speaker is None and _is_leaned_on(voices, found.end()):
            yield Said(start, end, voices.before(start), True, LEANING)
        elif speaker or found.start() <= OPENING:
            yield Said(start, end, speaker, True, "quote.marks")


def _is_within(voices: Voices, mark: int, start: int) -> bool:
    """Tell whether words in marks are a piece of what is told: 'cần "gần dân" hơn'."""
    line = voices.read.line
    before = bisect_left(line.starts, mark, hi=line.size) - 1
    if before < 0 or not line.text[start].islower():
        return False
    return line.words[before].isalnum() and not voices.verbs_near(before)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " .,;…!":
        end -= 1
    return end


def _speaker_around(voices: Voices, start: int, end: int) -> Speaker | None:
    """Return who says it: in front, with a verb or a colon; or just behind."""
    line = voices.read.line
    front, behind = voices.before(start), voices.behind(end)
    if front:
        leads = line.text[max(start - OPENING, 0) : start].rstrip().endswith(":")
        quoted = bisect_left(line.starts, start, hi=line.size)
        if leads or voices.verb(front.end, quoted) is not None:
            return front
    if behind is None:
        return None
    named = line.starts[behind.start]
    if any(_has(sign, line.text, end, named) for sign in ".“"):
        return None
    if _is_by(voices, end, behind):
        return behind
    verb = voices.verb(behind.end, behind.end + FURTHEST)
    if verb is None or BREAKS.intersection(line.keys[behind.end : verb]):
        return None
    return behind


def _is_by(voices: Voices, end: int, behind: Speaker) -> bool:
    """Tell whether '”, theo ông A' or '”, theo lời bà B' follows."""
    keys, starts = voices.read.line.keys, voices.read.line.starts
    at = bisect_left(starts, end, hi=voices.read.line.size)
    between = keys[at : behind.start]
    return ACCORDING in between and len(between) <= FURTHEST_BY


def _is_leaned_on(voices: Voices, end: int) -> bool:
    """Tell whether '”, anh kể' follows: who was named before says it."""
    line = voices.read.line
    at = bisect_left(line.starts, end, hi=line.size)
    while at < line.size and line.keys[at] in CLOSING:
        at += 1
    if at >= line.size or line.keys[at] not in PRONOUNS:
        return False
    return voices.verb(at + 1, at + PRONOUN_TO_VERB) is not None


def _reported(voices: Voices) -> Iterator[Said]:
    if not voices.persons and ACCORDING not in voices.read.line.keys:
        return
    for start, stop in sentences(voices.read.line):
        found = _according(voices, start, stop) or _of_sentence(voices, start, stop)
        if found:
            yield found


def _according(voices: Voices, start: int, stop: int) -> Said | None:
    """Return what follows 'Theo ông A, chủ tịch B,': what he is cited for."""
    line = voices.read.line
    start += line.keys[start] in ALSO
    if line.keys[start] != ACCORDING:
        return None
    chunks = {one.start: one for one in voices.read.within(start, stop)}
    named = {one.start: one for one in voices.persons_within(start, stop)}
    speaker, leans, at = None, False, start + 1
    while at < stop:
        chunk = chunks.get(at)
        if chunk is not None and chunk.kind in INTRODUCING:
            speaker = speaker or named.get(at)
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
    return Said(first, end, voices.before(line.starts[start]), False, LEANING)


def _introduces(chunk: Chunk | None) -> bool:
    return chunk is not None and chunk.kind in (Kind.POST, Kind.BODY, Kind.RANK)


def _of_sentence(voices: Voices, first: int, stop: int) -> Said | None:
    """Return what is reported behind the first verb of speech of a person."""
    line, speech = voices.read.line, happening_words().speech
    inside = voices.persons_within(first, stop)
    at = inside[0].end if inside else stop
    while (verb := voices.verb(at, stop)) is not None:
        at = verb + 1
        found = speech.longest(line.keys, verb)
        start, told = found or (at, None)
        reports = told is not None and told.reports
        if not reports and line.keys[start] not in ("rằng", ":", ","):
            continue
        if line.keys[start] in THAT or line.keys[start] in ":,":
            start += 1
        if stop - start < FEWEST_REPORTED or line.keys[start] in BREAKS:
            return None
        speaker = inside[bisect_left(inside, at, key=lambda one: one.end) - 1]
        end = _trimmed(line.text, line.starts[start], line.end(stop - 1))
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
