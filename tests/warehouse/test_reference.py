"""seeds/reference: what every table of reference data promises."""

import csv
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest
import vnlunar

REFERENCE = Path(__file__).parents[2] / "seeds" / "reference"
KEYS = {
    "abbreviation": ("abbreviation",),
    "campaign_word": ("phrase",),
    "figure_word": ("phrase",),
    "commemorated": ("writing",),
    "congress_term": ("congress_no",),
    "document_type": ("system", "document_type_code", "document_type"),
    "fixed_phrase": ("phrase",),
    "holiday": ("calendar", "month", "day", "holiday_vi", "valid_from"),
    "honorific": ("honorific",),
    "issuer": ("issuer_code", "system"),
    "agreement_kind": ("agreement_kind",),
    "event_type": ("phrase",),
    "law": ("document_type", "law"),
    "speech_verb": ("verb",),
    "lunar_month": ("starts_on",),
    "middle_name": ("middle_name",),
    "organisation_field": ("field",),
    "organisation_head": ("head",),
    "outlet": ("outlet_id",),
    "outlet_alias": ("alias",),
    "place": ("place_id",),
    "place_name": ("place",),
    "place_type": ("place_type",),
    "post": ("post",),
    "rank": ("rank",),
    "stop_syllable": ("syllable",),
    "surname": ("surname",),
}
LAST_DAY_OF_THE_OLD_MAP = "2025-06-30"
FIRST_DAY_OF_THE_NEW_MAP = "2025-07-01"
EVER = ("0001-01-01", "9999-12-31")


@cache
def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def provinces_on(day: str) -> dict[str, dict[str, str]]:
    return {
        row["place_id"]: row
        for row in rows("place")
        if row["place_level"] == "province"
        and (row["valid_from"] or EVER[0]) <= day <= (row["valid_to"] or EVER[1])
    }


def test_every_table_is_tested_here():
    assert {csv.stem for csv in REFERENCE.glob("*.csv")} == set(KEYS)


@pytest.mark.parametrize("name", KEYS)
def test_every_row_names_its_source(name):
    assert all(row["source"].strip() for row in rows(name))


@pytest.mark.parametrize("name", KEYS)
def test_nothing_is_said_twice(name):
    keys = [
        tuple(row[column].casefold() for column in KEYS[name]) for row in rows(name)
    ]

    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", ["holiday", "issuer", "place"])
def test_nothing_ends_before_it_begins(name):
    assert all(
        (row["valid_from"] or EVER[0]) <= (row["valid_to"] or EVER[1])
        for row in rows(name)
    )


@pytest.mark.parametrize("name", KEYS)
def test_days_numbers_and_truths_are_planted_as_what_they_are(name):
    wanted = {"_on": "DATE", "valid_from": "DATE", "valid_to": "DATE", "is_": "BOOLEAN"}

    types = duckdb.sql(f"describe from read_csv('{REFERENCE / name}.csv')").fetchall()

    for column, kind, *_ in types:
        for part, right in wanted.items():
            if column.endswith(part) or (part == "is_" and column.startswith(part)):
                assert kind == right, column
        if column.endswith(("_order", "_year", "_no")) or column in ("month", "day"):
            assert kind == "BIGINT", column


def test_there_were_63_provinces_until_the_end_of_june_2025_and_34_are_left():
    old = provinces_on(LAST_DAY_OF_THE_OLD_MAP)
    new = provinces_on(FIRST_DAY_OF_THE_NEW_MAP)

    assert (len(old), len(new), len(old.keys() & new.keys())) == (63, 34, 11)
    assert sum(row["unit_type"] != "tỉnh" for row in old.values()) == 6
    assert sum(row["unit_type"] != "tỉnh" for row in new.values()) == 6


def test_what_ended_has_a_successor_that_stood_the_day_after():
    places = {row["place_id"]: row for row in rows("place")}

    for row in places.values():
        assert bool(row["valid_to"]) == bool(row["successor_place_id"]), row
        assert bool(row["valid_to"]) == bool(row["succession_source"]), row
        if row["valid_to"]:
            next_day = date.fromisoformat(row["valid_to"]) + timedelta(1)
            assert row["successor_place_id"] in provinces_on(next_day.isoformat()), row


def test_every_new_province_was_made_of_two_or_three_old_ones():
    old, new = (
        provinces_on(LAST_DAY_OF_THE_OLD_MAP),
        provinces_on(FIRST_DAY_OF_THE_NEW_MAP),
    )
    made = new.keys() - old.keys()

    parts = {
        place: [row for row in old.values() if row["successor_place_id"] == place]
        for place in made
    }

    assert len(made) == 23
    assert all(len(part) in (2, 3) for part in parts.values())
    assert all(
        new[place]["place_name"] in {row["place_name"] for row in part}
        for place, part in parts.items()
    )


def test_lunar_months_are_those_of_the_vietnamese_calendar():
    for row in rows("lunar_month"):
        first = date.fromisoformat(row["starts_on"])
        found = vnlunar.get_lunar_date(first.day, first.month, first.year)

        assert found["day"] == 1, row
        assert (found["month"], found["year"]) == (
            int(row["lunar_month"]),
            int(row["lunar_year"]),
        ), row
        assert bool(found["leap"]) == (row["is_leap"] == "true"), row


def test_lunar_months_follow_each_other_without_a_gap():
    starts = [date.fromisoformat(row["starts_on"]) for row in rows("lunar_month")]
    lengths = {(after - before).days for before, after in pairwise(starts)}

    assert lengths == {29, 30}
    assert starts[0] <= date(1940, 1, 1)
    assert starts[-1] > date(2060, 12, 31)


@pytest.mark.parametrize(
    ("first_day", "lunar_year"),
    [
        ("1968-01-29", 1968),  # a day before the Chinese calendar, from that year on
        ("1985-01-21", 1985),  # a month before it
        ("2007-02-17", 2007),  # a day before it
        ("2024-02-10", 2024),
        ("2025-01-29", 2025),
        ("2030-02-02", 2030),  # a day before it
    ],
)
def test_known_first_days_of_tet(first_day, lunar_year):
    [row] = [row for row in rows("lunar_month") if row["starts_on"] == first_day]

    assert (row["lunar_month"], row["lunar_year"], row["is_leap"]) == (
        "1",
        str(lunar_year),
        "false",
    )


def test_holidays_are_days_that_exist():
    for row in rows("holiday"):
        month, day = int(row["month"]), int(row["day"])

        if row["calendar"] == "solar":
            assert date(2024, month, day)
        else:
            assert row["calendar"] == "lunar"
            assert 1 <= month <= 12
            assert day == -1 or 1 <= day <= 30


def test_one_holiday_has_one_standing_at_a_time():
    spans: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for row in rows("holiday"):
        name = tuple(row[part] for part in ("calendar", "month", "day", "holiday_vi"))
        spans.setdefault(name, []).append(
            (row["valid_from"] or EVER[0], row["valid_to"] or EVER[1])
        )

    for times in spans.values():
        times.sort()
        assert all(before[1] < after[0] for before, after in pairwise(times))


def test_each_congress_term_begins_the_day_after_the_one_before():
    terms = rows("congress_term")

    assert [row["congress_no"] for row in terms] == [str(no) for no in range(1, 15)]
    for before, after in pairwise(terms):
        ends = date.fromisoformat(before["term_ends_on"])
        assert ends + timedelta(1) == date.fromisoformat(after["term_starts_on"])
    assert all(row["congress_opens_on"] <= row["congress_closes_on"] for row in terms)


def test_an_alias_leads_to_an_outlet_and_every_outlet_has_one():
    outlets = {row["outlet_id"] for row in rows("outlet")}

    assert {row["outlet_id"] for row in rows("outlet_alias")} == outlets
    assert len(outlets) >= 60


def test_hosts_are_bare():
    hosts = [
        row["alias"] for row in rows("outlet_alias") if row["alias_kind"] == "host"
    ]

    assert all(
        host == host.lower() and "/" not in host and not host.startswith("www.")
        for host in hosts
    )


def test_every_province_of_the_old_map_has_its_party_newspaper():
    homes = {
        row["home_place_id"]
        for row in rows("outlet")
        if row["outlet_kind"] == "provincial party newspaper"
    }

    assert homes == provinces_on(LAST_DAY_OF_THE_OLD_MAP).keys()


def test_ranks_go_down_from_general_to_private():
    ranks = {row["rank"]: int(row["rank_order"]) for row in rows("rank")}

    assert set(ranks.values()) == set(range(1, 18))
    assert ranks["Đại tướng"] == min(ranks.values())
    assert ranks["Đô đốc Hải quân"] == ranks["Thượng tướng"]
    assert ranks["Binh nhì"] == max(ranks.values())


@pytest.mark.parametrize(
    ("system", "code", "types"),
    [
        ("state", "QĐ", {"Quyết định"}),
        ("party", "QĐ", {"Quyết định", "Quy định"}),
        ("state", "TT", {"Thông tư"}),
        ("party", "TT", {"Thông tri"}),
    ],
)
def test_a_code_means_what_its_system_says(system, code, types):
    found = {
        row["document_type"]
        for row in rows("document_type")
        if (row["system"], row["document_type_code"]) == (system, code)
    }

    assert found == types
