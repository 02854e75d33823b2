"""Read places: a type word and a name ('huyện Bắc Mê'), or a name that is known."""

from typing import NamedTuple

from transforms.sentences.lexicon import Lexicon, PlaceType
from transforms.sentences.names import run_end, split_at_person
from transforms.sentences.tokens import LOWER, MARK, NUMBER, TITLE, UPPER, Line

UNITS = ("province", "city", "district", "commune")
LONGEST_NUMBER = 3
MOST = 4  # syllables of a place's name


class Place(NamedTuple):
    """A place in a line: tokens start..end, the name from `name`, its type if told."""

    start: int
    end: int
    name: int
    type: PlaceType | None


def place(
    line: Line, start: int, words: Lexicon, *, told: bool = False
) -> Place | None:
    """Return the place that a type word opens, None where no name follows it.

    `told` says that a post stands before, so that its holder may follow.
    """
    found = words.place_types.longest(line.keys, start)
    if not found:
        return None
    name, kind = found
    if start and (line.keys[start - 1], line.keys[start]) in words.not_places:
        return None
    if line.cases[name] == NUMBER:
        is_road = kind.level == "street" and name - start > 1
        fits = is_road or kind.level in ("district", "commune", "hamlet", "feature")
        is_plain = (
            line.words[name].isdigit() and len(line.words[name]) <= LONGEST_NUMBER
        )
        if not fits or not is_plain or _is_count(line, name):
            return None
        return Place(start, name + 1, name, kind)
    end = name_end(line, name, words, told=told)
    is_dotted = line.words[name - 1] == "." and line.starts[name] > line.end(name - 1)
    least = 2 if is_dotted and not _is_known(line, name, words) else kind.least
    if end - name < least or _begins_body(line, name, end, words):
        return None
    return Place(start, _with_number(line, end, kind), name, kind)


def _begins_body(line: Line, name: int, end: int, words: Lexicon) -> bool:
    """Tell whether a head goes on past the capitals: 'thao trường | Lữ đoàn 9'."""
    head = words.heads.longest(line.keys, name)
    return head is not None and name < end < head[0]


def _with_number(line: Line, end: int, kind: PlaceType) -> int:
    """Take in the number of one of several communes: 'xã Lạc 1,', 'ấp Kinh 9,'."""
    is_number = len(line.words[end]) == 1 and line.words[end].isdigit()
    is_last = line.cases[end + 1] == MARK and line.keys[end + 1] not in ("/", "%", ".")
    return end + (is_number and is_last and kind.level in ("commune", "hamlet"))


def _is_known(line: Line, name: int, words: Lexicon) -> bool:
    known = words.known_places.longest(line.keys, name)
    return bool(known or words.places.longest(line.keys, name))


def name_end(line: Line, start: int, words: Lexicon, *, told: bool = False) -> int:
    """Return where a place's name that starts there ends, start itself for none."""
    if line.cases[start] not in (TITLE, UPPER):
        return start
    end = run_end(line, start, words, most=MOST + 4)
    known = words.known_places.longest(line.keys, start)
    known_end = known[0] if known and _is_capital(line, start, known[0]) else start
    if known_end >= end:
        return known_end
    if line.cases[start] == UPPER:
        return (
            known_end if known_end > start else _before_plain(line, start, end, words)
        )
    if known_end > start and (
        line.keys[known_end] in words.surnames or end - start > MOST
    ):
        return known_end
    split = split_at_person(line, start, end, words, told=told)
    return min(split, start + MOST)


def _before_plain(line: Line, start: int, end: int, words: Lexicon) -> int:
    """Return where a name ends in a line in capitals: before a plain word, or MOST."""
    plain = (at for at in range(start, end) if line.keys[at] in words.stop_syllables)
    return min(next(plain, end), start + MOST)


def known_place(
    line: Line, start: int, words: Lexicon, *, listed: bool
) -> Place | None:
    """Return the place that is known by its bare name there.

    One syllable is a place only where the sentence leaves no other reading: behind a
    preposition of place, or `listed` behind a place.
    """
    found = words.places.longest(line.keys, start)
    if not found or not _is_capital(line, start, found[0]):
        return None
    end = found[0]
    if found[1] == "district" and not _is_town(line, start, end, words):
        return None
    is_longer = line.cases[end] == UPPER or (
        end - start == 1 and line.cases[end] == TITLE
    )
    if is_longer:
        return None
    is_word = end - start == 1 and line.cases[start] == TITLE
    is_told = listed or line.keys[start - 1] in BEFORE_COUNTRY
    if is_word and not is_told and _is_ambiguous(line, start, words):
        return None
    return Place(start, end, start, None)


AMBIGUOUS = frozenset({"anh", "nga", "ý", "áo", "vinh", "úc"})
BEFORE_COUNTRY = frozenset(
    "nước tại ở từ sang đến giữa bạn".split()  # noqa: SIM905
)


def _is_town(line: Line, start: int, end: int, words: Lexicon) -> bool:
    """Tell whether a town's name can be no person's: 'Phan Thiết', but 'Bình Minh'."""
    keys = line.keys[start:end]
    return len(keys) > 1 and not all(key in words.middle_names for key in keys)


def _is_ambiguous(line: Line, at: int, words: Lexicon) -> bool:
    """Tell whether a syllable may be a name or a word as well: 'Đức', 'Anh', 'Áo'."""
    key = line.keys[at]
    opens = at == 0 or line.words[at - 1] in ".:!?“\"'(;-–"
    is_name = key in words.surnames or key in words.middle_names
    return opens or is_name or key in AMBIGUOUS


def _is_capital(line: Line, start: int, end: int) -> bool:
    """Tell whether the phrase's first word has a capital, and its last one too."""
    return line.cases[start] != LOWER and (
        line.cases[end - 1] != LOWER or line.keys[start] in ("châu", "miền", "đồng")
    )


def _is_count(line: Line, at: int) -> bool:
    """Tell whether a number counts what follows it, or begins a date."""
    return line.keys[at + 1] in ("/", "%") or (
        line.keys[at + 1] in (".", ",", "-") and line.cases[at + 2] == NUMBER
    )
