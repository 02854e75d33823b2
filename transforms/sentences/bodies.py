"""Read bodies: head, field, number or name, then the territory or body they are of.

Ban Chỉ huy quân sự | huyện Bắc Mê        Cục | Chính trị | Quân khu 9
head                  territory           head  field       body
"""

from typing import NamedTuple

from transforms.sentences.body_names import NameReader
from transforms.sentences.happening_words import happening_words
from transforms.sentences.lexicon import Head, Lexicon
from transforms.sentences.places import UNITS, Place, name_end, place
from transforms.sentences.tokens import LOWER, MARK, UPPER, Line

PLURALS = frozenset({"các", "những"})
AND = frozenset({",", "và"})
CENTRAL = frozenset({"tw", "tư"})
NO_UNIT = frozenset({"hội", "luận"})  # 'xã hội', 'xã luận' are no communes
NUMBERED = frozenset({"số", "khóa", "thứ", "ngày", "tháng", "năm", "lần"})
LONGEST_COUNT = 2  # digits of how many bodies there are
DEEPEST = 4  # bodies within bodies
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
        if self._is_verb(start, head_end):
            return None
        naming = NameReader(self.line, self.words, self.told)
        field_end = naming.field(head_end) if "f" in head.follows else head_end
        middle_end = naming.name(field_end, head, is_first=field_end == head_end)
        is_open = len(head.name) >= SHORTEST_OPEN or middle_end > head_end
        tail = self._tail(middle_end, head) if is_open else None
        end = tail.end if tail else middle_end
        is_bare = end == head_end and head.alone == "no"
        is_short = is_bare and head_end - start == 1
        if is_short and not self._may_stand_bare(start, end):
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
        first = start + (self.line.keys[start] in PLURALS or self._is_count(start))
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

    def _is_count(self, at: int) -> bool:
        """Tell whether a number there counts bodies: '9 Tỉnh ủy', no 'năm 2020'."""
        word = self.line.words[at]
        is_named = at > 0 and self.line.keys[at - 1] in NUMBERED
        return word.isdigit() and len(word) <= LONGEST_COUNT and not is_named

    def _is_verb(self, start: int, head_end: int) -> bool:
        """Tell whether a head in small letters only begins a verb: 'báo cáo'."""
        if self.line.cases[start] != LOWER:
            return False
        verb = happening_words().speech.longest(self.line.keys, start)
        return verb is not None and verb[0] > head_end

    def _begins_word(self, start: int, end: int) -> bool:
        event = happening_words().events.longest(self.line.keys, start)
        is_event = event is not None and event[0] > end
        return (
            is_event or tuple(self.line.keys[start : end + 1]) in self.words.compounds
        )

    def _may_stand_bare(self, start: int, end: int) -> bool:
        """Tell whether a post or a longer name makes sense of a bare short head.

        So in 'Chủ tịch | Hội', and in 'Cục Chính trị | Quân khu', not in 'Hội nghị'.
        """
        if self.line.cases[end] == LOWER and self._begins_word(start, end):
            return False
        return self.told or (self.depth > 0 and self.line.cases[end] in (LOWER, MARK))

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
