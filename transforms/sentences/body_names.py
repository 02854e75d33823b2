"""Read what names a body behind its head: a field, a number, a proper name.

Sở | Giáo dục và Đào tạo        Sư đoàn | 316        Công ty | cổ phần May Thiên Di
"""

from typing import NamedTuple

from transforms.reading.syllable import is_syllable
from transforms.sentences.happening_words import happening_words
from transforms.sentences.lexicon import Head, Lexicon
from transforms.sentences.names import is_likely_person, run_end
from transforms.sentences.places import UNITS, name_end
from transforms.sentences.tokens import LOWER, MARK, NUMBER, TITLE, UPPER, Line

JOINING = frozenset("-&")
DASHES = frozenset({"-", "–"})
ROMAN = frozenset("I II III IV V VI VII VIII IX X XI XII".split())  # noqa: SIM905
NAMED = frozenset({"school", "company", "hospital", "office", "embassy"})
NAMED_AFTER_PERSONS = frozenset({"school", "company", "press"})
LONG_FIELD = 3  # syllables of a field that needs no capital
LONGEST_FIELD = 6
LONGEST_NUMBER = 5


class NameReader(NamedTuple):
    """Reads names of bodies in a line; `told` says that a post stands in front."""

    line: Line
    words: Lexicon
    told: bool

    def name(self, start: int, head: Head, *, is_first: bool) -> int:
        """Return where a number or a proper name that follows ends."""
        at = start
        if head.organisation_type == "press" and (end := self._title(start)) > start:
            return end
        if "n" in head.follows:
            at = self._with_seat(self._number(at), start, head)
        is_open = at == start and is_first
        if "c" in head.follows and (is_open or head.organisation_type in NAMED):
            at = self._capitals(at, head)
            if "n" in head.follows:
                at = self._number(at)
        return at

    def field(self, start: int) -> int:
        """Return where the words of a field end: 'Tổ chức', 'Giáo dục và Đào tạo'."""
        at = start
        while found := self.words.fields.longest(self.line.keys, at):
            is_small = self.line.cases[at] == LOWER
            is_long = found[0] - at >= LONG_FIELD
            if is_small and (found[1][0].isupper() or not (at > start or is_long)):
                break
            at = found[0]
            if self._goes_on(at):
                at += 1
        return self._unknown(start) if at == start else at

    def _goes_on(self, at: int) -> bool:
        """Tell whether a dash joins another field: 'Văn hóa - Truyền thông'."""
        keys = self.line.keys
        is_dash = self.line.words[at] in DASHES and self.line.cases[at + 1] == TITLE
        if not is_dash or self.words.heads.longest(keys, at + 1):
            return False  # 'Trung tâm Giáo dục - Đại học X' is of that
        return self.words.fields.longest(keys, at + 1) is not None

    def _unknown(self, start: int) -> int:
        """Return where a field that no table knows ends, start itself for nowhere.

        It has one capital and goes on in small up to a mark, a number, a unit, or the
        word that begins what is said of the body.
        """
        cases = self.line.cases
        if cases[start] != TITLE or cases[start + 1] != LOWER:
            return start
        if self.words.heads.longest(self.line.keys, start):
            return start
        if happening_words().speech.longest(self.line.keys, start + 1):
            return start + 1  # 'Khoa Nội cho hay'
        for at in range(start + 2, start + LONGEST_FIELD):
            if self._ends_field(at, is_second=at == start + 2):
                return at
            if cases[at] != LOWER or self.line.keys[at] in self.words.stop_syllables:
                return start
        return start

    def _ends_field(self, at: int, *, is_second: bool) -> bool:
        """Tell whether a field in small words can end before a token."""
        case, key = self.line.cases[at], self.line.keys[at]
        if case == MARK:
            return self.line.words[at] not in JOINING
        if case == NUMBER or (is_second and key in self.words.stop_syllables):
            return True
        if happening_words().speech.longest(self.line.keys, at):
            return True
        unit = self.words.place_types.longest(self.line.keys, at)
        return unit is not None and unit[1].level in UNITS

    def _number(self, start: int) -> int:
        at = start + (self.line.keys[start] == "số")
        word = self.line.words[at]
        if self.line.cases[at] != NUMBER and word not in ROMAN:
            return start
        # what follows tells that it counts: '28/NQ', 'mô hình Chi bộ 4 tốt'
        if self.line.keys[at + 1] in ("/", "tốt") or len(word) > LONGEST_NUMBER:
            return start
        return at + 1

    def _title(self, start: int) -> int:
        """Return where a paper's title in small words ends: at the end of the line."""
        is_title = self.line.cases[start : start + 2] == [TITLE, LOWER]
        small = self.line.cases[start + 1 : len(self.line)]
        is_last = len(small) < LONGEST_FIELD and all(case == LOWER for case in small)
        return len(self.line) if is_title and is_last else start

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
        if self.line.cases[at] == UPPER and (
            words.place_types.longest(keys, at) or keys[at] in words.stop_syllables
        ):
            return True  # 'TP. Hải Phòng', 'TRƯỜNG THPT X TỔ CHỨC'
        if at > start and words.ranks.longest(keys, at):
            return True
        if at == start and head.organisation_type in NAMED_AFTER_PERSONS:
            return False
        if at > start and not self.told:
            return False
        return is_likely_person(self.line, at, run_end(self.line, at, words), words)
