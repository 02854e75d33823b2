"""Posts held, as records: who, which rank, which post, in which body."""

from collections.abc import Iterator

from transforms.sentences.bodies import Body
from transforms.sentences.chunk import Kind
from transforms.sentences.full_names import FullName, Namer
from transforms.sentences.holders import Held, by_person, holders
from transforms.sentences.reading import Reading, ReadLine
from transforms.sentences.sharing import sharing
from transforms.sentences.tokens import LOWER, TITLE, UPPER, Line
from transforms.text_records import PositionHeld

MINISTRY = "Bộ"
OWN_SCHOOL = ("nhà", "trường")  # behind a post: that of the article


def positions(reading: Reading) -> Iterator[PositionHeld]:
    """Yield every post that a person is said to hold, and ranks told without one."""
    told = [
        one
        for read in reading.lines
        if read.is_told_once
        for posts in by_person(holders(read.line, read.chunks))
        for one in _of_person(reading, read, posts)
    ]
    placed = {(one.person, one.position) for one in told if one.organisation}
    for one in told:
        is_told = one.organisation or (one.person, one.position) not in placed
        if is_told and (one.organisation or (one.position or "")[:1].isupper()):
            yield one
    yield from _bare_ranks(reading, {one.person for one in told if one.rank})


def _of_person(
    reading: Reading, read: ReadLine, posts: list[Held]
) -> Iterator[PositionHeld]:
    """Yield the posts of one person, whose bodies tell of each other what they are."""
    bodies: list[Body] = [held.body.value for held in posts if held.body]
    namer = reading.namer.near(read.line, bodies)
    types = frozenset().union(*(held.post.value.post.bodies for held in posts))
    around = [*bodies, *_said_before(read, posts[0], types)]
    for held in posts:
        organisation = _organisation(namer, read, held, around)
        yield _position(reading, read, held, organisation)


def _position(
    reading: Reading, read: ReadLine, held: Held, organisation: str | None
) -> PositionHeld:
    post = held.post.value
    last = held.body or held.post
    start, end = read.page_span(held.post.start, last.end)
    person, _ = reading.persons.name(read.line, held.person)
    return PositionHeld(
        person=person,
        rank=held.rank.value if held.rank else None,
        position=" ".join(read.line.span(post.title, post.end).split()),
        organisation=organisation,
        is_acting=post.is_acting,
        is_standing=post.is_standing,
        is_deputy=post.is_deputy,
        is_former=post.is_former,
        as_written=read.line.span(held.post.start, last.end),
        line_no=read.line.line_no,
        char_start=start,
        char_end=end,
        rule=held.rule,
        confidence=held.confidence,
    )


def _organisation(
    namer: Namer, read: ReadLine, held: Held, around: list[Body]
) -> str | None:
    """Return the body of a post; a post may name the kind it leads ('Đồn trưởng')."""
    if held.body:
        of: Body = held.body.value
        for other in () if namer.knows_unit(of) else around:
            if of.is_bare and other.head.name.startswith(f"{of.head.name} "):
                return namer.name(read.line, other).name  # 'Chủ tịch Hội'
            if of.is_bare and of.tail is None and not other.is_bare:
                of = sharing(of, other)
        full = namer.name(read.line, of)
        if of.is_bare and _is_small(read.line, of) and not full.is_whole:
            return None
        return full.name
    at, keys = held.post.end, read.line.keys
    if (keys[at], keys[at + 1]) == OWN_SCHOOL:
        school = namer.only(frozenset({"school"}))
        return school.name if school else None
    post = held.post.value.post
    if _names_another(read, held) or _leads_an_office(held, around):
        return None
    leads = namer.leading(post.heads) if post.heads[:1] not in ("", "-", "+") else None
    near = leads or _near(namer, read, held, around)
    return near.name if near else None


def _is_small(line: Line, of: Body) -> bool:
    """Tell whether a body is written in small letters, as no name is: 'ban tổ chức'.

    'Trưởng ban Dân vận' names one, unless plain words may go on with it.
    """
    if line.cases[of.start] != LOWER:
        return False
    is_named = any(case == TITLE for case in line.cases[of.start : of.end])
    return not is_named or line.cases[of.end] == LOWER


def _leads_an_office(held: Held, around: list[Body]) -> bool:
    """Tell whether a minister has no ministry: 'Bộ trưởng, Chủ nhiệm Văn phòng X'."""
    behind = [of for of in around[:1] if of.start > held.post.start]
    is_other = any(of.head.organisation_type != "ministry" for of in behind)
    return held.post.value.post.heads == MINISTRY and is_other


def _names_another(read: ReadLine, held: Held) -> bool:
    """Tell whether a name that nobody knows follows: 'Bí thư Khu ủy X' of no table."""
    at = held.post.end
    is_name = read.line.cases[at] in (TITLE, UPPER)
    return is_name and all(one.start != at for one in read.within(at, at + 1))


def _near(
    namer: Namer, read: ReadLine, held: Held, around: list[Body]
) -> FullName | None:
    """Return the body that a bare post leans on: its chain's, the one said before."""
    types = held.post.value.post.bodies
    told = (one for of in around for one in _with_those_it_is_of(of))
    own = [of for of in told if of.head.organisation_type in types]
    for of in [*own, *_said_before(read, held, types)]:
        if of.is_collective:
            continue
        full = namer.name(read.line, of)
        if full.is_whole or not of.is_bare:
            return full
        if of.start < held.post.start:  # what is said behind may be another's
            return None
    return namer.only(types)


def _with_those_it_is_of(of: Body) -> Iterator[Body]:
    """Yield a body and those around it: 'Ban Dân vận | Thành ủy'."""
    yield of
    if isinstance(of.tail, Body):
        yield from _with_those_it_is_of(of.tail)


def _said_before(read: ReadLine, held: Held, types: frozenset[str]) -> list[Body]:
    """Return the bodies of some types shortly before a post, the nearest first."""
    return [
        chunk.value
        for chunk in read.before(held.post.start)
        if chunk.kind is Kind.BODY and chunk.value.head.organisation_type in types
    ]


def _bare_ranks(reading: Reading, told: set[str]) -> Iterator[PositionHeld]:
    """Yield the ranks of persons of whom no post tells it, each person once."""
    for read in reading.lines:
        for rank, person in zip(read.chunks, read.chunks[1:], strict=False):
            if rank.kind is not Kind.RANK or person.kind is not Kind.PERSON:
                continue
            name, _ = reading.persons.name(read.line, person)
            is_honoured = person.value is not None
            if rank.end != person.start or name in told or is_honoured:
                continue
            told.add(name)
            start, end = read.page_span(rank.start, person.end)
            yield PositionHeld(
                person=name,
                rank=rank.value,
                position=None,
                organisation=None,
                is_acting=False,
                is_standing=False,
                is_deputy=False,
                is_former=False,
                as_written=read.line.span(rank.start, person.end),
                line_no=read.line.line_no,
                char_start=start,
                char_end=end,
                rule="rank",
                confidence=0.95,
            )
