"""The full name of a body: abbreviations out, and what leans on the article resolved.

'Tỉnh ủy' in an article on Hà Giang is 'Tỉnh ủy Hà Giang', 'Ban CHQS quận' the 'Ban Chỉ
huy quân sự quận 8' that the article names elsewhere.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from transforms.sentences.bodies import Body
from transforms.sentences.gazetteer import name_key, place_id, province_names
from transforms.sentences.places import Place
from transforms.sentences.spelling import in_full, numbered, place_kind, place_text
from transforms.sentences.territory import OF_COMMITTEE, Territory, survey
from transforms.sentences.tokens import Line

LEVELS = {
    "tỉnh": "province",
    "thị xã": "district",
    "quận": "district",
    "huyện": "district",
    "huyện đảo": "district",
    "phường": "commune",
    "xã": "commune",
    "thị trấn": "commune",
    "đặc khu": "commune",
}


OF_PROVINCES = frozenset({"association", "youth_union"})
LONGEST_PROVINCE = 6  # tokens: 'Bà Rịa - Vũng Tàu'
NAMED_BY_FIELD = frozenset({"school", "press", "religious"})  # 'Học viện Hậu cần'


@dataclass(frozen=True, slots=True)
class FullName:
    """A body as every article would name it. `is_whole`: nothing is missing."""

    name: str
    organisation_type: str
    level: str | None
    place_id: str | None
    parent: str | None
    is_collective: bool
    is_resolved: bool
    is_whole: bool


class Namer:
    """Names bodies in full, by what one article tells of its territory and bodies."""

    def __init__(self, territory: Territory, day: date | None) -> None:
        """Take the article's units, and its day where known."""
        self.territory = territory
        self.day = day
        self.whole: dict[str, Counter[str]] = {}
        self.known: dict[str, FullName] = {}
        self.named: dict[tuple[str, int, int], FullName] = {}

    def near(self, line: Line, found: Iterable[Body]) -> "Namer":
        """Return a namer for words beside these bodies: their units come first."""
        units = survey([(line, found)])
        units.around = self.territory
        near = Namer(units, self.day)
        near.whole, near.known = self.whole, self.known
        return near

    def knows_unit(self, found: Body) -> bool:
        """Tell whether the words beside it say of what unit a committee is."""
        return OF_COMMITTEE.get(found.head.name) in self.territory.votes

    def learn(self, line: Line, found: Body) -> None:
        """Remember a body that the article names in full."""
        self.named.clear()
        full = self._composed(line, found)
        if full.is_whole and not full.is_collective:
            for start in {found.head.name, self._stem(line, found)}:
                self.whole.setdefault(start, Counter())[full.name] += 1
            self.known.setdefault(full.name, full)
        if isinstance(found.tail, Body):
            self.learn(line, found.tail)

    def name(self, line: Line, found: Body) -> FullName:
        """Return a body's full name as far as the article tells it."""
        if found.tail_is_shared:
            return self._name(line, found)
        shape = (found.head_end - found.start, found.middle_end - found.start)
        key = (line.span(found.start, found.end), *shape)
        if key not in self.named:
            self.named[key] = self._name(line, found)
        return self.named[key]

    def _name(self, line: Line, found: Body) -> FullName:
        full = self._composed(line, found)
        if full.is_whole or full.is_collective or isinstance(found.tail, Place):
            return full
        return self._meant(self._stem(line, found)) or full

    def leading(self, head: str) -> FullName | None:
        """Return the article's own body of that kind: the 'Đồn' of its Đồn trưởng."""
        kind = OF_COMMITTEE.get(head)
        if kind and (name := self.territory.named(kind)):
            return self._own(head, kind, name)
        return self._meant(head)

    def only(self, types: frozenset[str]) -> FullName | None:
        """Return the body of these types that the article names most, if one is."""
        counts = Counter[str]()
        for names in self.whole.values():
            for name, count in names.items():
                if self.known[name].organisation_type in types:
                    counts[name] = max(counts[name], count)
        best = counts.most_common(2)
        if not best or (len(best) > 1 and best[0][1] == best[1][1]):
            return None
        return replace(self.known[best[0][0]], is_resolved=True)

    def _meant(self, stem: str) -> FullName | None:
        """Return the one body in full whose name begins so, resolved."""
        found = self.whole.get(stem)
        if not found:
            begun = Counter[str]()
            for head, names in self.whole.items():
                if head.startswith(stem + " "):
                    begun.update(names)
            found = begun
        best = found.most_common(2)
        if not best or (len(best) > 1 and best[0][1] == best[1][1]):
            return None
        return replace(self.known[best[0][0]], is_resolved=True)

    def _own(self, head: str, kind: str, name: str) -> FullName:
        return FullName(
            name=_of(head, kind, name),
            organisation_type="party_committee",
            level=self._level(kind, name),
            place_id=place_id(name, kind, self.territory.province(), day=self.day),
            parent=None,
            is_collective=False,
            is_resolved=True,
            is_whole=True,
        )

    def _stem(self, line: Line, found: Body) -> str:
        """Return the head with the words of its field: 'Ban Tổ chức'."""
        middle = in_full(line, found.head_end, found.middle_end)
        return f"{found.head.name} {numbered(middle)}".strip()

    def _composed(self, line: Line, found: Body) -> FullName:
        stem, head = self._stem(line, found), found.head
        tail = found.tail
        if found.is_collective:
            stem = in_full(line, found.start, found.end)
            return self._plain(stem, found, is_whole=True)
        if isinstance(tail, Body):
            return self._nested(stem, self.name(line, tail), found)
        named = None if tail else _province_named(line, found)
        if named:
            field = numbered(in_full(line, found.head_end, named.start))
            stem = f"{head.name} {field}".strip()
        if at := tail or named:
            return self._located(line, stem, found, at)
        kind = OF_COMMITTEE.get(head.name)
        if kind and not found.is_collective and (own := self.territory.named(kind)):
            return self._own(head.name, kind, own)
        if head.organisation_level == "province" and not found.is_named:
            return self._provincial(stem, found)
        is_field_name = head.organisation_type in NAMED_BY_FIELD and not found.is_bare
        is_whole = head.alone == "whole" or found.is_named or is_field_name
        return self._plain(stem, found, is_whole=is_whole)

    def _provincial(self, stem: str, found: Body) -> FullName:
        """Name what each province has one of: 'Sở Y tế' is that of the article's."""
        name = self.territory.province()
        kind = province_names().get(name_key(name), "tỉnh") if name else None
        if not name or not kind:
            return self._plain(stem, found, is_whole=False)
        return FullName(
            name=f"{stem} {kind} {name}",
            organisation_type=found.head.organisation_type,
            level="province",
            place_id=place_id(name, kind, None, day=self.day),
            parent=None,
            is_collective=False,
            is_resolved=True,
            is_whole=True,
        )

    def _plain(self, stem: str, found: Body, *, is_whole: bool) -> FullName:
        head = found.head
        return FullName(
            name=stem,
            organisation_type=head.organisation_type,
            level=head.organisation_level or None,
            place_id=None,
            parent=None,
            is_collective=found.is_collective,
            is_resolved=False,
            is_whole=is_whole,
        )

    def _nested(self, stem: str, of: FullName, found: Body) -> FullName:
        return FullName(
            name=f"{stem} {of.name}",
            organisation_type=found.head.organisation_type,
            level=of.level,
            place_id=of.place_id,
            parent=of.name,
            is_collective=found.is_collective or of.is_collective,
            is_resolved=of.is_resolved or found.tail_is_shared,
            is_whole=of.is_whole,
        )

    def _located(self, line: Line, stem: str, found: Body, at: Place) -> FullName:
        kind, name = place_kind(at), place_text(line, at)
        if at.type is None and name_key(name) in ("trung ương", "tw"):
            return self._plain(f"{stem} Trung ương", found, is_whole=True)
        told = name
        kind = kind or province_names().get(name_key(name))
        if kind and not name:
            name = self.territory.named(kind) or ""
        of = kind or OF_COMMITTEE.get(found.head.name)
        return FullName(
            name=_of(stem, kind, name, bare=kind is None),
            organisation_type=found.head.organisation_type,
            level=self._level(of, name) if of else self._bare_level(name),
            place_id=place_id(name, of, self.territory.province(), day=self.day)
            if name
            else None,
            parent=None,
            is_collective=found.is_collective,
            is_resolved=name != told or found.tail_is_shared,
            is_whole=bool(name),
        )

    def _level(self, kind: str, name: str) -> str | None:
        if kind in ("thành phố", "thủ đô"):
            is_central = name_key(name) in province_names()
            return "province" if is_central else "district"
        return LEVELS.get(kind)

    def _bare_level(self, name: str) -> str | None:
        return "province" if name_key(name) in province_names() else None


def _province_named(line: Line, found: Body) -> Place | None:
    """Return the province that ends an association's name: 'Hội Nông dân Sơn La'."""
    if not found.is_named or found.head.organisation_type not in OF_PROVINCES:
        return None
    end = found.middle_end
    for start in range(max(found.head_end, end - LONGEST_PROVINCE), end - 1):
        if name_key(line.span(start, end)) in province_names():
            return Place(start, end, start, None)
    return None


def _of(stem: str, kind: str | None, name: str, *, bare: bool = False) -> str:
    """Put a body and its territory together: 'Tỉnh ủy Hà Giang', 'Công an tỉnh X'.

    A committee's own word says of what kind the unit is; a number needs the kind.
    """
    if bare or not kind:
        return f"{stem} {name}".strip()
    if stem in OF_COMMITTEE and name and not name.isdigit():
        return f"{stem} {name}"
    return f"{stem} {kind} {name}".strip()
