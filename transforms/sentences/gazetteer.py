"""Which administrative unit a name means, by its type, its province and the day."""

from collections import defaultdict
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from transforms.reference import table
from transforms.sentences.tokens import tokens

NEW_MAP = date(2025, 7, 1)
DASHES = frozenset({"-", "–", ""})
LEVELS = {
    "tỉnh": ("province",),
    "thành phố": ("province", "district"),
    "thủ đô": ("province",),
    "thị xã": ("district",),
    "quận": ("district",),
    "huyện": ("district",),
    "huyện đảo": ("district",),
    "phường": ("commune",),
    "xã": ("commune",),
    "đặc khu": ("commune",),
}


class Unit(NamedTuple):
    """A row of seeds/reference/place.csv, as far as readers ask."""

    place_id: str
    name: str
    level: str
    unit_type: str
    parent: str
    is_new: bool
    is_old: bool


@cache
def units() -> dict[str, tuple[Unit, ...]]:
    """Return the units under each name's key."""
    found: dict[str, list[Unit]] = defaultdict(list)
    for row in table("place"):
        unit = Unit(
            row["place_id"],
            row["place_name"],
            row["place_level"],
            row["unit_type"],
            row["parent_place_id"],
            is_new=not row["valid_to"],
            is_old=row["valid_from"] < NEW_MAP.isoformat(),
        )
        found[name_key(row["place_name"])].append(unit)
    return {key: tuple(rows) for key, rows in found.items()}


@lru_cache(maxsize=1 << 14)
def name_key(name: str) -> str:
    """Return what a place's name is looked up by.

    >>> name_key("Bà Rịa – Vũng Tàu") == name_key("Bà Rịa - Vũng Tàu")
    True
    """
    return " ".join(key for key in tokens(name).keys if key not in DASHES)


@cache
def province_names() -> dict[str, str]:
    """Return the keys of province names, each with the word for its kind."""
    return {
        key: "tỉnh" if rows[0].unit_type == "tỉnh" else "thành phố"
        for key, rows in units().items()
        if rows[0].level == "province"
    }


def candidates(name: str, kind: str | None, *, day: date | None) -> tuple[Unit, ...]:
    """Return the units that a name may mean, on the map of the day."""
    levels = LEVELS.get(kind, ()) if kind else ("province",)
    is_new = day is not None and day >= NEW_MAP
    rows = [row for row in units().get(name_key(name), ()) if row.level in levels]
    fits = [row for row in rows if (row.is_new if is_new else row.is_old)]
    kept = fits or rows
    best = [row for row in kept if row.level == levels[0]] if levels else []
    if kind == "thành phố":
        best = [row for row in best if row.unit_type.startswith("thành phố")]
        best = best or [row for row in kept if "thành phố" in row.unit_type]
    elif kind in ("quận", "huyện", "thị xã", "tỉnh"):
        best = [row for row in best if row.unit_type == kind] or best
    return tuple(best or kept)


def place_id(
    name: str, kind: str | None, province: str | None, *, day: date | None
) -> str | None:
    """Return the unit's id where one unit is meant; `province` is a province's name."""
    found = candidates(name, kind, day=day)
    if len(found) > 1 and province:
        over = {row.place_id for row in candidates(province, None, day=day)}
        over |= {row.place_id for row in units().get(name_key(province), ())}
        found = tuple(row for row in found if row.parent in over) or found
    return found[0].place_id if len(found) == 1 else None


@cache
def province_over() -> dict[tuple[str, str], str]:
    """Return the province of each district whose name no other province has."""
    by_id = {row.place_id: row for rows in units().values() for row in rows}
    over: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, rows in units().items():
        for row in rows:
            if row.level == "district" and row.parent:
                kind = row.unit_type.removesuffix(" thuộc tỉnh")
                over[key, kind].add(by_id[row.parent].name)
    return {unit: min(names) for unit, names in over.items() if len(names) == 1}
