"""Read the sentences of an article: the one way in.

stretches of page text -> lines of tokens -> chunks -> a Reading -> records
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from transforms.dating.dates import chosen
from transforms.records import Article, Piece, RemovedBlock, Stripped
from transforms.sentences.agreements import agreement_records, agreements
from transforms.sentences.campaigns import campaigns
from transforms.sentences.chunk import Kind
from transforms.sentences.chunks import chunks
from transforms.sentences.citations import citations, document_mentions
from transforms.sentences.events import by_step, events
from transforms.sentences.figures import figures
from transforms.sentences.full_names import Namer
from transforms.sentences.lexicon import lexicon
from transforms.sentences.mentions import mentions, organisations_seen
from transforms.sentences.moments import Moment
from transforms.sentences.participants import participants
from transforms.sentences.persons import Persons, name_keys
from transforms.sentences.positions import positions
from transforms.sentences.quotes import quotes
from transforms.sentences.reading import Reading, ReadLine
from transforms.sentences.settle import Settler, known_names
from transforms.sentences.territory import survey
from transforms.sentences.tokens import Line, tokens
from transforms.text_records import Sentences

READ_REMOVED = frozenset(
    {"caption", "duplicate_caption", "photo_credit", "byline", "source", "place_tag"}
)


class Signs(NamedTuple):
    """Who signs a page: the persons credited with it, its agency ("" for none)."""

    credited: Iterable[str] = ()
    agency: str = ""


def read_sentences(article: Article, stripped: Stripped) -> Sentences:
    """Return what the article's title, story, captions and credits say."""
    names = [credit.person for credit in article.credits]
    signs = Signs(names, article.agency or "")
    reading = read_lines(_lines(stripped), signs, _day(article))
    cited = tuple(citations(reading))
    moment = _moment(article)
    agreed = agreements(reading)
    held = events(reading, moment, agreed)
    held_posts = tuple(positions(reading))
    said = tuple(quotes(reading, held_posts))
    seen, parties, steps = agreement_records(agreed, moment, by_step(held))
    return Sentences(
        mention=(*mentions(reading, article.credits), *document_mentions(cited)),
        organisation_seen=tuple(organisations_seen(reading)),
        citation=cited,
        position_held=held_posts,
        event_seen=tuple(one.record for one in held),
        event_participant=tuple(participants(reading, held, said, held_posts)),
        agreement_seen=seen,
        agreement_party_seen=parties,
        agreement_milestone=steps,
        quote=said,
        campaign_named=tuple(campaigns(reading)),
        figure_stated=tuple(figures(reading)),
    )


def read_lines(
    lines: Iterable[tuple[Line, str]], signs: Signs, day: date | None
) -> Reading:
    """Return lines, each with its part on the page, as one reading.

    Who signs the page is known by name, wherever that stands.
    """
    words = lexicon()
    cut = [(line, chunks(line, words), part) for line, part in lines]
    persons = Persons()
    for line, found, _ in cut:
        persons.learn(line, found)
    known = known_names(
        ((line, found) for line, found, _ in cut),
        {*persons.full, *map(name_keys, signs.credited)},
        name_keys(signs.agency),
    )
    read = tuple(
        ReadLine(line, Settler(line, words, known).settled(found), part)
        for line, found, part in cut
    )
    for one in read:
        persons.learn(one.line, one.chunks)
    return Reading(read, persons, _namer(read, day), day)


def _namer(lines: tuple[ReadLine, ...], day: date | None) -> Namer:
    told = [
        (
            one.line,
            [c.value for c in one.chunks if c.kind in (Kind.BODY, Kind.PLACE)],
        )
        for one in lines
    ]
    namer = Namer(survey(told), day)
    for one in lines:
        for chunk in one.of_kind(Kind.BODY):
            namer.learn(one.line, chunk.value)
    return namer


def _lines(stripped: Stripped) -> Iterator[tuple[Line, str]]:
    """Yield the lines that hold sentences or names, in the order of the page."""
    parts: list[tuple[Piece | RemovedBlock, str]] = [
        (piece, "body") for piece in stripped.body
    ]
    if stripped.title:
        parts.append((stripped.title, "title"))
    parts += [
        (block, block.kind) for block in stripped.removed if block.kind in READ_REMOVED
    ]
    for stretch, part in sorted(parts, key=lambda one: one[0].char_start):
        yield from _cut(stretch, part)


def _cut(stretch: Piece | RemovedBlock, part: str) -> Iterator[tuple[Line, str]]:
    """Yield the lines of a stretch; no name reaches over a line's end."""
    start = stretch.char_start
    for number, text in enumerate(stretch.text.split("\n")):
        if text.strip():
            yield tokens(text, start, stretch.line_no + number), part
        start += len(text) + 1


def _moment(article: Article) -> Moment | None:
    """Return when the article's event takes place, as its dates were read."""
    claim = chosen(article.dates, "event")
    if not claim or not claim.date_from or claim.char_start is None:
        return None
    end = claim.char_end or claim.char_start
    return Moment(claim.date_from, str(claim.precision), claim.char_start, end)


def _day(article: Article) -> date | None:
    """Return the day of the event, else that of publication."""
    for role in ("event", "published"):
        claim = chosen(article.dates, role)
        if claim and claim.date_from:
            return claim.date_from
    return None
