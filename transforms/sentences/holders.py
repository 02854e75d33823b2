"""Who holds which post: put the chunks of a line together.

Đại tá Lê Văn An, Phó Bí thư Đảng ủy, Chính ủy Sư đoàn 3     posts behind the name
Chính ủy Sư đoàn 3 Lê Văn An                                 a post in front of it
các đồng chí Tỉnh ủy viên: Lê Văn An, ...; Trần Thị Bé, ...  a post said once for all
"""

from collections import deque
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from transforms.sentences.chunk import Chunk, Kind
from transforms.sentences.tokens import NUMBER, Line

JOINS = frozenset({",", "kiêm", "và", ";", "-", "–"})
LONGEST_JOIN = 2  # tokens: ', kiêm'
OPENS = frozenset({",", "-", "–", "—", "("})
NEW = frozenset({"giữ", "được", "tái", "đắc", "trúng", "làm"})
SAYS = (
    ("là",), ("hiện", "là"), ("giữ", "chức"), ("làm",),
    ("tái", "cử"), ("tái", "đắc", "cử"), ("đắc", "cử"), ("trúng", "cử"),
)  # fmt: skip
# 'được tín nhiệm bầu giữ chức', 'được điều động, bổ nhiệm làm'
APPOINTED = frozenset(
    {
        *("được", "tín", "nhiệm", "bầu", "bổ", "điều", "động", "phân", "công"),
        *("chỉ", "định", "luân", "chuyển", "đến", "tái", "cử", "trúng", "tiếp"),
        *("tục", "nhận", "và", ","),
    }
)
BEGINS = frozenset({".", "!", "?", "là", "theo"})  # in front of a sentence's post
BORN = frozenset({"sn", "sinh"})
LONGEST_APPOINTING = 10  # tokens
LISTS = frozenset({",", "và", ";", "cùng"})
LONGEST_LIST = 1000  # tokens over which a post said once reaches
MOST_LISTED = 60  # chunks of a list of persons
PLURAL = frozenset({"các", "hai", "ba", "những", "bốn", "năm"})


class Held(NamedTuple):
    """A post of a person: chunks of a line. `body` is None where none is told."""

    person: Chunk
    rank: Chunk | None
    post: Chunk
    body: Chunk | None
    rule: str
    confidence: float


def by_person(found: list[Held]) -> list[list[Held]]:
    """Return the posts of each person together, in their order."""
    return [list(posts) for _, posts in groupby(found, key=lambda one: one.person)]


class Unit(NamedTuple):
    """A post with its body: chunks first..after of the line."""

    post: Chunk
    body: Chunk | None
    first: int
    after: int

    @property
    def end(self) -> int:
        """Return the token behind the unit."""
        return self.body.end if self.body else self.post.end


class Group(NamedTuple):
    """Posts said once for the persons that follow, up to token `until`."""

    units: list[Unit]
    colon: int
    until: int


def holders(line: Line, found: list[Chunk]) -> list[Held]:
    """Return every post that the line says a person holds, and by which rule."""
    reader = _Reader(line, found)
    return list(reader.held())


def unheld(line: Line, found: list[Chunk]) -> Iterator[Unit]:
    """Yield the posts of a line that it says nobody holds, each with its body."""
    reader = _Reader(line, found)
    told = {one.post.start for one in reader.held()}
    for at, chunk in enumerate(found):
        is_free = chunk.kind is Kind.POST and chunk.start not in told
        if is_free and (unit := reader.unit(at)):
            yield unit


class _Reader:
    """Reads the chunks of one line from left to right."""

    def __init__(self, line: Line, found: list[Chunk]) -> None:
        self.line = line
        self.found = found
        self.groups = deque(self._groups())
        self.behind: dict[int, list[Unit]] = {}

    def held(self) -> Iterator[Held]:
        last_listed: int | None = None
        for at, chunk in enumerate(self.found):
            if chunk.kind is not Kind.PERSON or chunk.rule == "person.commemorated":
                continue
            rank, front = self._rank(at)
            before = self._front(front)
            after = self._behind(at)
            self.behind[at] = after
            yield from self._say(chunk, rank, before, "post.front", 0.95)
            yield from self._say(chunk, rank, after, "post.behind", 0.97)
            yield from self._of_group(chunk, rank, front)
            last_listed = self._shared(at, after, last_listed)
            if after and last_listed is not None:
                yield from self._for_all(last_listed, at, after)
            if after:
                last_listed = None

    def _say(
        self,
        person: Chunk,
        rank: Chunk | None,
        units: list[Unit],
        rule: str,
        confidence: float,
    ) -> Iterator[Held]:
        for unit in units:
            yield Held(person, rank, unit.post, unit.body, rule, confidence)

    def _rank(self, at: int) -> tuple[Chunk | None, int]:
        """Return the rank in front of a person, and the first chunk of both."""
        rank, first = None, at
        while first and self._announces(first - 1):
            first -= 1
            rank = self.found[first] if self.found[first].kind is Kind.RANK else rank
        return rank, first

    def _announces(self, at: int) -> bool:
        """Tell whether a chunk is a rank or an honorific of what follows it."""
        chunk, after = self.found[at], self.found[at + 1]
        if chunk.kind not in (Kind.RANK, Kind.HONORIFIC):
            return False
        gap = self.line.keys[chunk.end : after.start]
        is_titled = after.kind is Kind.HONORIFIC and gap in ([","], ["."])
        return not gap or is_titled

    def unit(self, at: int) -> Unit | None:
        """Return the post that chunk `at` is, with the body that follows at once."""
        if at >= len(self.found) or self.found[at].kind is not Kind.POST:
            return None
        post, after = self.found[at], at + 1
        body = self.found[after] if after < len(self.found) else None
        if (
            body is not None
            and body.kind is Kind.BODY
            and body.start <= post.end <= body.end
            and body.start == post.value.shared
        ):
            return Unit(post, body, at, after + 1)
        is_held_in = post.value.post.heads.startswith("+")  # in a body, or it is none
        return None if is_held_in else Unit(post, None, at, after)

    def _front(self, first: int) -> list[Unit]:
        """Return the posts that end where a person begins, the chain of them."""
        units: list[Unit] = []
        start, at = self.found[first].start, first
        if at and self._is_held_in(self.found[at - 1], start):
            start, at = self.found[at - 1].start, at - 1
        while unit := self._ending(at, start):
            units.insert(0, unit)
            start, at = unit.post.start, unit.first
            if not start or self.line.keys[start - 1] not in (",", "kiêm", "và"):
                break
            start -= 1
        if units and self._is_anothers(units[0]):
            return units[-1:]
        return units or self._set_apart(first)

    def _is_held_in(self, place: Chunk, start: int) -> bool:
        """Tell whether a place stands between a post and a name: 'Vua Lào X'."""
        is_bare = place.kind is Kind.PLACE and place.value.type is None
        return is_bare and place.end == start

    def _set_apart(self, first: int) -> list[Unit]:
        """Return the post before a comma and a rank: 'Bí thư Chi đoàn, Trung sĩ X'.

        One that begins a sentence may stand before an honorific: 'Nguyên Bí thư
        Chi đoàn, ông X'.
        """
        chunk = self.found[first]
        if not chunk.start or self.line.keys[chunk.start - 1] != ",":
            return []
        unit = self._ending(first, chunk.start - 1)
        if unit is None or self._is_anothers(unit):
            return []
        begins = not unit.post.start or self.line.keys[unit.post.start - 1] in BEGINS
        is_told = chunk.kind is Kind.RANK or (chunk.kind is Kind.HONORIFIC and begins)
        return [unit] if is_told else []

    def _ending(self, at: int, end: int) -> Unit | None:
        """Return the unit before chunk `at` where it ends at that token."""
        for first in (at - 2, at - 1):
            unit = self.unit(first) if first >= 0 else None
            if unit and unit.after == at and unit.end == end:
                return unit
        return None

    def _is_anothers(self, unit: Unit) -> bool:
        """Tell whether a chain begins behind a person: ', Bí thư A, Chủ tịch B C'."""
        start, at = unit.post.start, unit.first
        if not at or not start or self.line.keys[start - 1] not in OPENS:
            return False
        before = self.found[at - 1]
        return before.kind is Kind.PERSON and before.end == start - 1

    def _behind(self, at: int) -> list[Unit]:
        """Return the posts that follow a person."""
        units: list[Unit] = []
        start = self._opened(self.found[at].end)
        after = at + 1
        while start is not None and (unit := self._starting(after, start)):
            units.append(unit)
            end, after = self._past_places(unit)
            start = self._joined(end)
            if self.line.keys[end] == ";" and after < len(self.found):
                start = None
        if units and self._meets_person(units[-1]):
            units.pop()
        return units

    def _joined(self, end: int) -> int | None:
        """Return where another post of the chain may begin, past what joins it.

        A new one is told of too: '..., Phó phòng, giữ chức vụ Trưởng phòng'.
        """
        keys, start = self.line.keys, end
        while keys[start] in JOINS and start < end + LONGEST_JOIN:
            start += 1
        if keys[start] in NEW:
            return self._opened(start)
        return start if start > end else None

    def _opened(self, end: int) -> int | None:
        """Return where posts begin behind a name: past a comma, 'là', 'giữ chức'."""
        keys = self.line.keys
        end = self._past_age(end)
        if keys[end] in OPENS:
            end += 1
            return end + 1 if keys[end] == "hiện" and keys[end + 1] == "là" else end
        if keys[end] == "được":
            most = end + LONGEST_APPOINTING
            while keys[end] in APPOINTED and end < most:
                end += 1
        for words in SAYS:
            if tuple(keys[end : end + len(words)]) == words:
                end += len(words)
                for word in ("chức", "vụ"):
                    end += keys[end] == word
                return end
        return None

    def _past_age(self, end: int) -> int:
        """Return the token behind a person's age: '(SN 1978)', ', 45 tuổi'."""
        keys = self.line.keys
        if keys[end] == "(" and keys[end + 1] in BORN:
            return next((at + 1 for at in range(end, end + 5) if keys[at] == ")"), end)
        for at in (end + 1, end + 2):
            if keys[end] == "," and self.line.cases[at] == NUMBER:
                return at + 2 if keys[at + 1] == "tuổi" else end
        return end

    def _starting(self, at: int, start: int) -> Unit | None:
        unit = self.unit(at)
        return unit if unit and unit.post.start == start else None

    def _past_places(self, unit: Unit) -> tuple[int, int]:
        """Return token and chunk behind a unit and the places it lies in.

        Behind the body that it is of, too, where a new post follows: 'Trung đoàn 4, Sư
        đoàn 5 làm ...'.
        """
        end, after = unit.end, unit.after
        if unit.body and after < len(self.found) and self.line.keys[end] == ",":
            of = self.found[after]
            is_next = of.kind is Kind.BODY and of.start == end + 1
            if is_next and self.line.keys[of.end] in NEW:
                return of.end, after + 1
        while (
            after < len(self.found)
            and self.found[after].kind is Kind.PLACE
            and self.found[after].start - end == 1
            and self.line.keys[end] in (",", "-")
        ):
            end, after = self.found[after].end, after + 1
        return end, after

    def _meets_person(self, unit: Unit) -> bool:
        """Tell whether a unit touches the next person, whose post it then is."""
        at = unit.after
        while at < len(self.found) and self.found[at].kind in (
            Kind.RANK,
            Kind.HONORIFIC,
        ):
            at += 1
        if at >= len(self.found) or self.found[at].kind is not Kind.PERSON:
            return False
        return self.found[unit.after].start == unit.end

    def _groups(self) -> Iterator[Group]:
        """Yield posts between 'các' (or 'các đồng chí') and a colon."""
        for at, chunk in enumerate(self.found):
            units = self._plural(at, chunk)
            if not units:
                continue
            end, _ = self._past_places(units[-1])
            if self.line.keys[end] == ":":
                yield Group(units, end, self._sentence_end(end))
            elif self._meets_person(units[-1]):
                yield Group(units[-1:], end - 1, self._sentence_end(end))

    def _plural(self, at: int, chunk: Chunk) -> list[Unit]:
        if not chunk.start or self.line.keys[chunk.start - 1] not in PLURAL:
            return []
        first = at + 1 if chunk.kind is Kind.HONORIFIC else at
        start = chunk.end if chunk.kind is Kind.HONORIFIC else chunk.start
        if self.line.keys[start] in ("là", ","):
            start += 1
        units: list[Unit] = []
        while unit := self._starting(first, start):
            units.append(unit)
            if self.line.keys[unit.end] not in (",", "kiêm"):
                break
            first, start = unit.after, unit.end + 1
        return units

    def _sentence_end(self, start: int) -> int:
        """Return the full stop behind a token that a capital follows, or the end."""
        at, most = start, start + LONGEST_LIST
        while at < min(len(self.line), most):
            if self.line.words[at] == "." and (
                at + 1 == len(self.line) or self.line.words[at + 1][:1].isupper()
            ):
                is_initial = len(self.line.words[at - 1]) == 1
                if not is_initial and self.line.keys[at - 1] not in ("tp", "tx", "ts"):
                    return at
            at += 1
        return at

    def _of_group(
        self, person: Chunk, rank: Chunk | None, first: int
    ) -> Iterator[Held]:
        """Yield the group's posts for a person who heads a part of its list."""
        start = self.found[first].start
        while self.groups and self.groups[0].until <= start:
            self.groups.popleft()
        for group in self.groups:
            if start <= group.colon:
                break
            if any(unit.post.start < start < group.colon for unit in group.units):
                continue
            if self._heads_part(start, group):
                rule = "post.list"
                yield from self._say(person, rank, group.units, rule, 0.93)

    def _heads_part(self, start: int, group: Group) -> bool:
        if start - 1 == group.colon:
            return self.line.keys[group.colon] == ":"
        before = self.line.keys[start - 1]
        return before in (";", ",", "và", "cùng")

    def _shared(self, at: int, after: list[Unit], last: int | None) -> int | None:
        """Return the first of persons that are listed without posts of their own."""
        if last is None or at - last > MOST_LISTED:
            _, first = self._rank(at)
            start = self.found[first].start
            is_plural = (
                self.found[first].kind is Kind.HONORIFIC
                and start > 0
                and self.line.keys[start - 1] in PLURAL
            )
            return at if is_plural and not after else None
        return last

    def _for_all(self, first: int, last: int, units: list[Unit]) -> Iterator[Held]:
        """Yield the posts of the last of a list for the persons before it."""
        persons = [
            (at, self.found[at])
            for at in range(first, last)
            if self.found[at].kind is Kind.PERSON
        ]
        end = persons[0][1].start if persons else 0
        chain = [*persons, (last, self.found[last])]
        for (at, person), (following, _) in pairwise(chain):
            _, begin = self._rank(following)
            gap = self.line.keys[person.end : self.found[begin].start]
            if gap not in ([","], ["và"]) or self.behind.get(at):
                return
            end = person.end
        if end:
            for at, person in persons:
                rank, _ = self._rank(at)
                yield from self._say(person, rank, units, "post.shared", 0.85)
