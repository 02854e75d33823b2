"""Cut a line into what it names, in one pass: persons, bodies, places, posts, ranks.

Work is done only where a capital or a word that may begin something stands. What a
chunk is may depend on the chunks in front of it, never on what is further on.
"""

from transforms.sentences.bodies import PLURALS, BodyReader
from transforms.sentences.chunk import Chunk, Kind
from transforms.sentences.lexicon import COMMITTEE, Lexicon
from transforms.sentences.names import (
    is_likely_person,
    is_of_syllables,
    person_end,
    run_end,
)
from transforms.sentences.places import Place, known_place, place
from transforms.sentences.posts import held_post
from transforms.sentences.tabled import OPENS, tabled
from transforms.sentences.tokens import LOWER, NUMBER, TITLE, UPPER, Line

CODE = frozenset("-/")
CAPITAL = frozenset({TITLE, UPPER})
TELLS = frozenset({Kind.RANK, Kind.HONORIFIC, Kind.POST})
PEOPLE = "people"  # a calling that a place may follow as well as a name
YOUNG = frozenset({"government", "front"})  # bodies that the honoured dead never led
DASHES = frozenset({",", "-", "–", "—"})
STOPS = frozenset({";", "."})
FURTHEST = 16  # tokens from a name to the body of its last post
LISTS = ([","], ["và"], ["-"], ["–"])


def chunks(line: Line, words: Lexicon) -> list[Chunk]:
    """Return the chunks of a line in order; a post may share its last word."""
    return Cutter(line, words).cut()


class Cutter:
    """Cuts one line."""

    def __init__(self, line: Line, words: Lexicon) -> None:
        """Take the line; nothing of it is read yet."""
        self.line = line
        self.words = words
        self.plain = BodyReader(line, words, told=False)
        self.told = BodyReader(line, words, told=True)
        self.found: list[Chunk] = []

    def cut(self) -> list[Chunk]:
        """Return the chunks."""
        small = self.words.small_begins
        keys, cases = self.line.keys, self.line.cases
        after = 0
        for at, case in enumerate(cases):
            if case in CAPITAL:
                begins = True
            elif seconds := small.get(keys[at]):
                follows = keys[at + 1]
                begins = cases[at + 1] != LOWER or follows in seconds or None in seconds
            else:
                continue
            if begins and at >= after:
                after = self._read(at)
        return self.found

    def _read(self, at: int) -> int:
        """Take in the chunk there; return where to read on.

        What follows a post is read at once: it needs no capital.
        """
        chunk = self._chunk(at)
        if not chunk:
            return at + 1
        self.found.append(chunk)
        is_open = chunk.kind is Kind.POST and self.line.cases[chunk.after] == LOWER
        return max(chunk.after, self._read(chunk.after)) if is_open else chunk.after

    def _chunk(self, at: int) -> Chunk | None:
        if self._is_in_code(at):
            return None
        last = self.found[-1] if self.found else None
        if last is not None and last.after != at:
            last = None
        shares = last is not None and at < last.end
        known = None if shares else tabled(self.line, at, self.words)
        if known and known.rule == "person.commemorated" and self._lives(known):
            known = None
        return known or self._named(at, last)

    def _lives(self, honoured: Chunk) -> bool:
        """Tell whether a namesake of today is meant, by a body of his that is younger.

        'Chủ tịch UBND huyện Hoàng Văn Thái'; 'Hoàng Văn Thái, Chủ tịch HĐND huyện'.
        """
        line, heads, end = self.line, self.words.heads, honoured.end
        before = self.found[-1] if self.found else None
        if before and before.after == honoured.start and self._holds_post(before):
            of = before.value if before.kind is Kind.BODY else None
            return of is not None and of.head.organisation_type in YOUNG
        if line.keys[end] not in DASHES or not held_post(line, end + 1, self.words):
            return False
        for at in range(end + 2, min(end + FURTHEST, line.size)):
            if line.keys[at] in STOPS:
                return False
            head = heads.longest(line.keys, at)
            if head and head[1].organisation_type in YOUNG:
                return True
        return False

    def _is_in_code(self, at: int) -> bool:
        """Tell whether capitals end a document's symbol: '28/NQ-HĐND'."""
        line = self.line
        return (
            line.words[at - 1] in CODE
            and line.end(at - 1) == line.starts[at]
            and line.cases[at] == UPPER
            and line.cases[at - 2] in (UPPER, NUMBER)
            and line.end(at - 2) == line.starts[at - 1]
        )

    def _named(self, at: int, last: Chunk | None) -> Chunk | None:
        line, words = self.line, self.words
        is_small = line.cases[at] == LOWER
        if last is not None and not is_small:
            announced = self._told_person(at, last)
            if announced:
                return announced
        in_post = last is not None and last.kind is Kind.POST
        if body := self._body(at, in_post=in_post):
            return body
        honorific = words.honorifics.longest(line.keys, at)
        if honorific and line.cases[honorific[0]] in CAPITAL:
            end, kind = honorific
            return Chunk(Kind.HONORIFIC, at, end, kind, "honorific", 0.9)
        where = place(line, at, words, told=in_post)
        if where and (is_small or not self._is_person_there(at)):
            return Chunk(Kind.PLACE, at, where.end, where, "place.type", 0.95)
        if is_small:
            return self._small_place(at)
        return self._bare(at, last)

    def _small_place(self, at: int) -> Chunk | None:
        """Return a place whose name begins in small: 'châu Âu', 'miền Trung'."""
        found = self.words.places.longest(self.line.keys, at)
        if not found or self.line.cases[found[0] - 1] == LOWER:
            return None
        where = Place(at, found[0], at, None)
        return Chunk(Kind.PLACE, at, found[0], where, "place.known", 0.9)

    def _body(self, at: int, *, in_post: bool) -> Chunk | None:
        is_small = self.line.cases[at] == LOWER
        reader = self.told if in_post else self.plain
        keys = self.line.keys
        of = None
        if keys[at] in self.words.surnames and self._is_person_there(at):
            return None  # a head of one syllable that is a family name too: 'Đoàn'
        if keys[at] in PLURALS or keys[at + 1] in COMMITTEE:
            is_counted = at > 0 and self.line.cases[at - 1] == NUMBER
            of = (is_counted and reader.collective(at - 1)) or reader.collective(at)
        if not of and (in_post or not is_small):
            of = reader.body(at, small=in_post)
        if not of:
            return None
        return Chunk(Kind.BODY, of.start, of.end, of, "body.grammar", 0.95)

    def _is_person_there(self, at: int) -> bool:
        """Tell whether a capital that could be a place's type begins a name."""
        end = run_end(self.line, at, self.words)
        return is_likely_person(self.line, at, end, self.words)

    def _told_person(self, at: int, last: Chunk) -> Chunk | None:
        """Return the person whom a rank, an honorific or a post announces.

        A post may name the place first that it is held in.
        """
        line, words = self.line, self.words
        if last.kind not in TELLS or self._is_body_rather(at, last):
            return None
        kind = words.place_types.longest(line.keys, at)
        if kind and kind[0] - at > 1:
            return None
        end = run_end(line, at, words, most=5)
        if last.kind is Kind.POST and (where := self._in_post(at, end)):
            return where
        if end - at > 1 and self._is_home(at, end, last):
            return None
        is_address = last.kind is Kind.RANK or last.value == "address"
        least = 1 if is_address else 2
        if end - at < least or (end - at == 1 and len(line.words[at]) == 1):
            return None
        is_usual = line.keys[at] in words.surnames and is_of_syllables(line, at, end)
        rule = f"person.{last.kind}"
        return Chunk(Kind.PERSON, at, end, None, rule, 0.98 if is_usual else 0.85)

    def _is_home(self, at: int, end: int, last: Chunk) -> bool:
        """Tell whether many are named by their place: 'nông dân Việt Nam', 'Lâm Hà'."""
        keys = self.line.keys
        if self.words.places.longest(keys, at) == (end, "country"):
            return True
        known = self.words.known_places.longest(keys, at)
        return last.value == PEOPLE and known is not None and known[0] == end

    def _in_post(self, at: int, end: int) -> Chunk | None:
        """Return the place that a post is held in: 'Tổng thống | Pháp | X'."""
        found = self.words.places.longest(self.line.keys, at)
        is_country = found is not None and found[1] == "country"
        if found is None or not (found[0] >= end or is_country):
            return None
        where = Place(at, found[0], at, None)
        return Chunk(Kind.PLACE, at, found[0], where, "place.known", 0.85)

    def _is_body_rather(self, at: int, last: Chunk) -> bool:
        """Tell whether a body's head stands there, and no family name like it."""
        head = self.words.heads.longest(self.line.keys, at)
        if not head:
            return False
        is_name = head[0] - at == 1 and self.line.keys[at] in self.words.surnames
        return last.kind is Kind.POST or not is_name

    def _bare(self, at: int, last: Chunk | None) -> Chunk | None:
        """Return a place or a person that no word announces, else bare capitals."""
        line, words = self.line, self.words
        if where := known_place(line, at, words, listed=self._goes_on_places(at)):
            return Chunk(Kind.PLACE, at, where.end, where, "place.known", 0.85)
        end = run_end(line, at, words)
        if person := self._bare_person(at, end, last):
            return person
        if end == at:
            return None
        if line.keys[at] not in words.surnames and self._later_surname(at, end):
            end = at + 1
        return Chunk(Kind.RUN, at, end, None, "run", 0.0)

    def _bare_person(self, at: int, end: int, last: Chunk | None) -> Chunk | None:
        """Return a person by the family name, or by the post and body in front."""
        line, words = self.line, self.words
        if self._is_amid_capitals(at, last):
            return None
        holds = self._holds_post(last)
        person = person_end(line, at, words, 2 if holds else 3)
        if person and (holds or self._reads_as_person(at, person)):
            return Chunk(Kind.PERSON, at, person, None, "person.surname", 0.9)
        is_foreign = line.cases[at] == TITLE and not is_of_syllables(line, at, end)
        if holds and is_foreign and end - at > 1:
            return Chunk(Kind.PERSON, at, end, None, "person.post", 0.7)
        return None

    def _holds_post(self, last: Chunk | None) -> bool:
        """Tell whether a post and its body end where a name begins."""
        is_place = last is not None and last.kind is Kind.PLACE
        if last is None or len(self.found) == 1:
            return False
        if last.kind is not Kind.BODY and not is_place:
            return False
        post = self.found[-2]
        return post.kind is Kind.POST and post.after == last.start

    def _goes_on_places(self, at: int) -> bool:
        """Tell whether a token goes on a list of places."""
        last = self.found[-1] if self.found else None
        if last is None or last.kind is not Kind.PLACE:
            return False
        return self.line.keys[last.end : at] in LISTS

    def _later_surname(self, at: int, end: int) -> bool:
        """Tell whether a name begins one word on: the first opens the sentence."""
        opens = at == 0 or self.line.words[at - 1] in OPENS
        is_longer = at + 1 < end
        return opens and is_longer and self._person_at(at + 1)

    def _person_at(self, at: int) -> bool:
        return person_end(self.line, at, self.words, 3) is not None

    def _reads_as_person(self, at: int, end: int) -> bool:
        """Tell whether capitals without any announcement are a person's name."""
        is_shouted = self.line.cases[at] == UPPER
        return not is_shouted or is_likely_person(self.line, at, end, self.words)

    def _is_amid_capitals(self, at: int, last: Chunk | None) -> bool:
        """Tell whether the word in front belongs to the same run of capitals."""
        if at == 0 or last:
            return False
        opens = at == 1 or self.line.words[at - 2] in OPENS
        return self.line.cases[at - 1] in CAPITAL and not opens
