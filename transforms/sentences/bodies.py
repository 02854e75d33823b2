"""Read bodies: head, field, number or name, then the territory or body they are of.

Ban Chỉ huy quân sự | huyện Bắc Mê        Cục | Chính trị | Quân khu 9
head                  territory           head  field       body
"""

from typing import NamedTuple

from transforms.reading.syllable import is_syllable
from transforms.sentences.lexicon import Head, Lexicon
from transforms.sentences.names import is_likely_person, run_end
from transforms.sentences.places import UNITS, Place, name_end, place
from transforms.sentences.tokens import LOWER, MARK, NUMBER, TITLE, UPPER, Line

PLURALS = frozenset({"các", "những"})
AND = frozenset({",", "và"})
JOINING = frozenset("-&")
DASHES = frozenset({"-", "–"})
CENTRAL = frozenset({"tw", "tư"})
NO_UNIT = frozenset({"hội", "luận"})  # 'xã hội', 'xã luận' are no communes
ROMAN = frozenset("I II III IV V VI VII VIII IX X XI XII".split())  # noqa: SIM905
NAMED = frozenset({"school", "company", "hospital", "office", "embassy"})
NAMED_AFTER_PERSONS = frozenset({"school", "company", "press"})
DEEPEST = 4  # bodies within bodies
LONG_FIELD = 3  # syllables of a field that needs no capital
LONGEST_FIELD = 6
LONGEST_NUMBER = 5
SHORTEST_OPEN = 5  # letters of a head that a territory may follow at once


class Body(NamedTuple):
    """A body in a line: its head ends at `head_end`, what names it at `middle_end`.

    `is_named` where a number or a proper name is among that. The tail may stand further
    on, where bodies share it ('HĐND, UBND tỉnh').
    """

    start: int
    end: int
    head: Head
    head_end: int
    middle_end: int
    tail: "Body | Place | None"
    is_collective: bool
    is_named: bool

    @property
    def is_bare(self) -> bool:
        """Tell whether nothing but the head is said."""
        return self.end == self.head_end

    @property
    def tail_is_shared(self) -> bool:
        """Tell whether the tail stands with another body."""
        return self.tail is not None and self.tail.start >= self.end


class Tail(NamedTuple):
    """Where the words that say of what a body is end; `of` is None for 'các phường'."""

    end: int
    of: Body | Place | None
    is_collective: bool = False


class BodyReader(NamedTuple):
    """Reads bodies in a line; `told` says that a post stands in front of them.

    Then the post's holder may follow, so that not every capital is the body's.
    """

    line: Line
    words: Lexicon
    told: bool
    depth: int = 0

    def body(self, start: int, *, small: bool = False) -> Body | None:
        """Return the body that starts at a token, None for none.

        A head in small letters counts only where `small` allows it.
        """
        found = self.words.heads.longest(self.line.keys, start)
        if not found or (self.line.cases[start] == LOWER and not small):
            return None
        head_end, head = found
        field_end = self._field(head_end) if "f" in head.follows else head_end
        middle_end = self._name(field_end, head, is_first=field_end == head_end)
        is_open = len(head.name) >= SHORTEST_OPEN or middle_end > head_end
        tail = self._tail(middle_end, head) if is_open else None
        end = tail.end if tail else middle_end
        is_bare = end == head_end and head.alone == "no"
        if is_bare and head_end - start == 1 and not self._may_stand_bare(end):
            return None
        return Body(
            start=start,
            end=end,
            head=head,
            head_end=head_end,
            middle_end=middle_end,
            tail=tail.of if tail else None,
            is_collective=bool(tail and tail.is_collective),
            is_named=middle_end > field_end,
        )

    def collective(self, start: int) -> Body | None:
        """Return bodies that are named as many: 'các Huyện ủy', 'đảng ủy các phường'.

        None where they are named one by one.
        """
        first = start + (self.line.keys[start] in PLURALS)
        found = self.words.heads.longest(self.line.keys, first)
        if not found or (first == start and self.line.keys[found[0]] not in PLURALS):
            return None
        of = self._inner().body(
            first, small=first == start or self._is_committee(first)
        )
        if not of or (first == start and not of.is_collective):
            return None
        if of.is_bare and of.end - first == 1:
            return None
        end = self._and_more(of.end)
        return of._replace(start=start, end=end, tail=None, is_collective=True)

    def _may_stand_bare(self, end: int) -> bool:
        """Tell whether a post or a longer name makes sense of a bare short head.

        So in 'Chủ tịch | Hội', and in 'Cục Chính trị | Quân khu'.
        """
        return self.told or (self.depth > 0 and self.line.cases[end] in (LOWER, MARK))

    def _name(self, start: int, head: Head, *, is_first: bool) -> int:
        """Return where a number or a proper name that follows ends."""
        at = start
        if "n" in head.follows:
            at = self._with_seat(self._number(at), start, head)
        is_open = at == start and is_first
        if "c" in head.follows and (is_open or head.organisation_type in NAMED):
            at = self._capitals(at, head)
            if "n" in head.follows:
                at = self._number(at)
        return at

    def _field(self, start: int) -> int:
        """Return where the words of a field end: 'Tổ chức', 'Giáo dục và Đào tạo'."""
        at = start
        while found := self.words.fields.longest(self.line.keys, at):
            is_small = self.line.cases[at] == LOWER
            is_long = found[0] - at >= LONG_FIELD
            if is_small and (found[1][0].isupper() or not (at > start or is_long)):
                break
            at = found[0]
        return self._unknown(start) if at == start else at

    def _unknown(self, start: int) -> int:
        """Return where a field that no table knows ends: before a unit or a mark."""
        if self.line.cases[start] != TITLE or self.line.cases[start + 1] != LOWER:
            return start
        if self.words.heads.longest(self.line.keys, start):
            return start
        for at in range(start + 2, start + LONGEST_FIELD):
            if self.line.cases[at] == MARK and self.line.words[at] not in JOINING:
                return at
            is_over = self.line.keys[at] in self.words.stop_syllables
            if self.line.cases[at] != LOWER or is_over:
                return at if is_over and at == start + 2 else start
            unit = self.words.place_types.longest(self.line.keys, at)
            if unit and unit[1].level in UNITS:
                return at
        return start

    def _number(self, start: int) -> int:
        at = start + (self.line.keys[start] == "số")
        word = self.line.words[at]
        if self.line.cases[at] != NUMBER and word not in ROMAN:
            return start
        if self.line.keys[at + 1] == "/" or len(word) > LONGEST_NUMBER:
            return start
        return at + 1

    def _with_seat(self, at: int, start: int, head: Head) -> int:
        """Take in where an area's command lies: 'khu vực 3 - Trà Ôn'."""
        is_area = at > start and head.organisation_type == "military_command"
        if not is_area or self.line.words[at] not in DASHES:
            return at
        end = name_end(self.line, at + 1, self.words, told=self.told)
        return end if end > at + 1 else at

    def _capitals(self, start: int, head: Head) -> int:
        """Return where a name in capitals ends, compounds' small syllables with it."""
        known = self.words.known_places.longest(self.line.keys, start)
        at = known[0] if known and self.line.cases[start] == TITLE else start
        while at < len(self.line):
            if self.line.cases[at] in (TITLE, UPPER):
                if self._opens_another(at, start, head):
                    break
            elif at == start or not (self._completes(at) or self._joins(at, head)):
                break
            at += 1
        return start if self._is_cut_short(start, at) else at

    def _is_cut_short(self, start: int, end: int) -> bool:
        """Tell whether a lone syllable only begins a word that goes on in small."""
        return (
            end - start == 1
            and self.line.cases[start] == TITLE
            and self.line.cases[end] == LOWER
            and is_syllable(self.line.keys[start])
        )

    def _completes(self, at: int) -> bool:
        """Tell whether a small syllable ends the word that a capital one begins."""
        keys = self.line.keys
        return (
            self.line.cases[at] == LOWER
            and self.line.cases[at - 1] == TITLE
            and (keys[at - 1], keys[at]) in self.words.compounds
        )

    def _joins(self, at: int, head: Head) -> bool:
        """Tell whether a dash joins two capitals: it touches them, or names a firm."""
        touches = self.line.end(at - 1) == self.line.starts[at]
        return (
            self.line.words[at] in JOINING
            and self.line.cases[at + 1] in (TITLE, UPPER)
            and (touches or head.organisation_type == "company")
        )

    def _opens_another(self, at: int, start: int, head: Head) -> bool:
        """Tell whether a capital begins a person, a rank, a post or another body."""
        keys, words = self.line.keys, self.words
        if words.stops.longest(keys, at):
            return True
        if at > start and words.ranks.longest(keys, at):
            return True
        if at == start and head.organisation_type in NAMED_AFTER_PERSONS:
            return False
        if at > start and not self.told:
            return False
        return is_likely_person(self.line, at, run_end(self.line, at, words), words)

    def _tail(self, start: int, head: Head) -> Tail | None:
        """Return what the body is of: a territory, or a body within which it is."""
        if not head.follows:
            return None
        start = self._past_brackets(start)
        if self.line.keys[start] in PLURALS:
            return self._plural(start)
        if "o" in head.follows and self.depth < DEEPEST:
            of = self._inner().body(start, small=self._is_committee(start))
            if of:
                return Tail(of.end, of, of.is_collective)
        if "k" in head.follows:
            return self._country(start)
        return self._territory(start) if "t" in head.follows else None

    def _country(self, start: int) -> Tail | None:
        """Read the country of a ministry: 'Bộ Quốc phòng Lào'."""
        found = self.words.places.longest(self.line.keys, start)
        if not found or found[1] != "country" or self.line.cases[start] == LOWER:
            return None
        return Tail(found[0], Place(start, found[0], start, None))

    def _past_brackets(self, start: int) -> int:
        """Return the token behind an abbreviation in brackets: 'xã hội (BHXH) tỉnh'."""
        words, cases = self.line.words, self.line.cases
        is_short = words[start] == "(" and cases[start + 1] == UPPER
        return start + 3 if is_short and words[start + 2] == ")" else start

    def _inner(self) -> "BodyReader":
        return self._replace(depth=self.depth + 1)

    def _is_committee(self, at: int) -> bool:
        """Tell whether a party committee starts there: 'quận ủy' has no capital."""
        return self.line.keys[at + 1] == "ủy"

    def _plural(self, start: int) -> Tail | None:
        """Read 'các phường', 'các Tỉnh ủy, Thành ủy'."""
        if self.depth >= DEEPEST:
            return None
        if of := self._inner().body(start + 1, small=True):
            return Tail(self._and_more(of.end), of, is_collective=True)
        found = self.words.place_types.longest(self.line.keys, start + 1)
        if found and found[1].level in UNITS:
            return Tail(self._and_more(found[0]), None, is_collective=True)
        return None

    def _and_more(self, end: int) -> int:
        """Read on over committees that a plural takes in: 'các Huyện, Thành ủy'."""
        while self.line.keys[end] in AND and self._is_committee(end + 1):
            of = self._inner().body(end + 1, small=True)
            if not of:
                break
            end = of.end
        return end

    def _territory(self, start: int) -> Tail | None:
        if end := self._central(start):
            return Tail(end, Place(start, end, start, None))
        of = place(self.line, start, self.words, told=self.told)
        if of and of.type and of.type.level in (*UNITS, "hamlet", "facility"):
            return self._with_unit_above(of)
        return self._own_unit(start) or self._bare_name(start)

    def _central(self, at: int) -> int | None:
        """Return where 'Trung ương' in any writing ends, None where it is not said."""
        keys = self.line.keys
        if self.line.cases[at] == LOWER:
            return None
        if keys[at : at + 2] == ["trung", "ương"]:
            return at + 2
        if keys[at : at + 3] == ["t", ".", "ư"]:
            return at + 3
        is_short = keys[at] in CENTRAL and self.line.cases[at] == UPPER
        return at + 1 if is_short else None

    def _own_unit(self, start: int) -> Tail | None:
        """Read a unit that is only named by its kind: 'UBND tỉnh'."""
        found = self.words.place_types.longest(self.line.keys, start)
        if not found or found[1].level not in UNITS:
            return None
        end = found[0] - (self.line.words[found[0] - 1] == ".")
        if self.line.keys[end] in NO_UNIT:
            return None
        return Tail(end, Place(start, end, end, found[1]))

    def _bare_name(self, start: int) -> Tail | None:
        """Read a territory's name without its kind: 'Thành ủy Cần Thơ'."""
        line, words = self.line, self.words
        end = name_end(line, start, words, told=self.told)
        known = words.places.longest(line.keys, start)
        known = known or words.known_places.longest(line.keys, start)
        is_name = end - start > 1 or (known is not None and known[0] == end)
        if end == start or not is_name or self._is_other(start):
            return None
        return Tail(end, Place(start, end, start, None))

    def _with_unit_above(self, of: Place) -> Tail:
        """Take in the unit above that follows: 'huyện Bắc Mê tỉnh Hà Giang'."""
        if self.line.cases[of.end] != MARK:
            above = place(self.line, of.end, self.words)
            if above and above.type and above.type.level in UNITS[:3]:
                return Tail(above.end, of)
        return Tail(of.end, of)

    def _is_other(self, at: int) -> bool:
        """Tell whether a rank, a post or an honoured name stands there instead."""
        keys, words = self.line.keys, self.words
        return bool(
            words.ranks.longest(keys, at)
            or words.posts.longest(keys, at)
            or words.commemorated.longest(keys, at)
        )
