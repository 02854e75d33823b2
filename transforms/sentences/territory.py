"""Which province, district and commune an article speaks of, by its own names."""

from collections import Counter
from collections.abc import Iterable

from transforms.sentences.bodies import Body
from transforms.sentences.gazetteer import name_key, province_names, province_over
from transforms.sentences.places import Place
from transforms.sentences.spelling import place_kind, place_text
from transforms.sentences.tokens import Line

OF_COMMITTEE = {
    "Tỉnh ủy": "tỉnh",
    "Thành ủy": "thành phố",
    "Huyện ủy": "huyện",
    "Quận ủy": "quận",
    "Thị ủy": "thị xã",
    "Tỉnh đoàn": "tỉnh",
    "Thành đoàn": "thành phố",
    "Huyện đoàn": "huyện",
    "Quận đoàn": "quận",
    "Thị đoàn": "thị xã",
    "Đoàn xã": "xã",
    "Đoàn phường": "phường",
}


class Territory:
    """Counts of the units that are named, by the word for their kind.

    What is not named here is asked of the text around.
    """

    def __init__(self) -> None:
        """Begin with nothing known."""
        self.votes: dict[str, Counter[str]] = {}
        self.around: Territory | None = None
        self.told: dict[str, str | None] = {}

    def add(self, kind: str | None, name: str) -> None:
        """Count one naming; a province's bare name counts for its own kind."""
        key = name_key(name)
        if kind is None:
            kind = province_names().get(key)
        if kind is None or not name:
            return
        self.told.clear()
        self.votes.setdefault(kind, Counter())[name] += 2
        if over := province_over().get((key, kind)):
            own = province_names()[name_key(over)]
            self.votes.setdefault(own, Counter())[over] += 1

    def named(self, kind: str) -> str | None:
        """Return the one unit of a kind that is meant, None where none stands out."""
        if kind not in self.told:
            self.told[kind] = self._meant(kind)
        return self.told[kind]

    def _meant(self, kind: str) -> str | None:
        found = self.votes.get(kind, Counter()).most_common(2)
        if not found and self.around:
            return self.around.named(kind)
        if not found or (len(found) > 1 and found[0][1] < 2 * found[1][1]):
            return None
        return found[0][0]

    def province(self) -> str | None:
        """Return the name of the province, or of the city that is one."""
        both = [(kind, self.named(kind)) for kind in ("tỉnh", "thành phố")]
        known = province_names()
        found = [name for _, name in both if name and name_key(name) in known]
        return found[0] if found else both[0][1]


def survey(lines: Iterable[tuple[Line, Iterable[Place | Body]]]) -> Territory:
    """Count every unit that places and bodies of the article name."""
    territory = Territory()
    for line, found in lines:
        for each in found:
            _count(territory, line, each)
    return territory


def _count(territory: Territory, line: Line, found: Place | Body) -> None:
    if isinstance(found, Place):
        if found.end > found.name:
            territory.add(place_kind(found), place_text(line, found))
        return
    if isinstance(found.tail, Body):
        _count(territory, line, found.tail)
    elif found.tail is not None and found.tail.end > found.tail.name:
        kind = place_kind(found.tail) or OF_COMMITTEE.get(found.head.name)
        territory.add(kind, place_text(line, found.tail))
