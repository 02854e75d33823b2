"""The tables of seeds/reference that readers look words up in."""

import csv
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent
READ = (
    "abbreviation",
    "agreement_kind",
    "campaign_word",
    "commemorated",
    "document_type",
    "event_type",
    "figure_word",
    "fixed_phrase",
    "honorific",
    "issuer",
    "law",
    "middle_name",
    "organisation_field",
    "organisation_head",
    "place",
    "place_name",
    "place_type",
    "post",
    "rank",
    "speech_verb",
    "stop_syllable",
    "surname",
)


def folder() -> Path:
    """Return the tables' folder: inside this package in a wheel, else in the checkout.

    >>> folder().name
    'reference'
    """
    packaged = PACKAGE / "reference"
    return packaged if packaged.is_dir() else PACKAGE.parent / "seeds" / "reference"


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a table that READ names; what reads it depends on its rows."""
    if name not in READ:
        raise KeyError(name)
    with (folder() / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))
