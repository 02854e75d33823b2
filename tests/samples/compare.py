"""Compare what no scorer scores: `python -m tests.samples.compare GOLD WAREHOUSE`.

GOLD is a folder of hand-made answers to the articles that the warehouse holds, one
JSON file each: `persons`, `legal_documents`, `agreements`, `speech`. Prints a line a
measure, then each answer that is missing and each that nobody asked for.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import duckdb

from transforms.identity import fold
from warehouse.connect import read_only

Gold = dict[str, Any]
Facts = set[tuple[str, ...]]
# Gold names the city in short, the marts in full.
IN_FULL = {"tphcm": "thành phố hồ chí minh", "thành phố hồ chí minh": "hồ chí minh"}
CITED = ("issuer", "issued_on", "term", "document_code")


@click.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("warehouse", type=click.Path(exists=True, path_type=Path))
def main(gold: Path, warehouse: Path) -> None:
    """Print how ranks, parties, documents' details and speakers compare with GOLD."""
    golds = [
        json.loads(path.read_text("utf-8")) for path in sorted(gold.glob("*.json"))
    ]
    with read_only(warehouse) as connection:
        told = told_by(connection)
    click.echo(f"{'':<22}{'wanted':>8}{'said':>6}{'same':>6}")
    for name, wanted in wanted_by(golds).items():
        said = told[name]
        click.echo(f"{name:<22}{len(wanted):>8}{len(said):>6}{len(wanted & said):>6}")
        for word, rest in (("missed", wanted - said), ("extra", said - wanted)):
            for one in sorted(rest):
                click.echo(f"    {word}: {' | '.join(one)}")


def wanted_by(golds: list[Gold]) -> dict[str, Facts]:
    """Return what the gold says, by measure."""
    return {
        "ranks": {
            (one["file"], plain(person["name"]), plain(person["rank"]))
            for one in golds
            for person in one["persons"]
            if person["rank"]
        },
        "parties": {
            (one["file"], agreed["signed_date"] or "", plain(party))
            for one in golds
            for agreed in one["agreements"]
            for party in agreed["parties"]
        },
        "documents, details": set(_documents(golds)),
        "speakers, by line": {
            (one["file"], str(speech["line"]), plain(speech["speaker"]))
            for one in golds
            for speech in one["speech"]
        },
    }


def _documents(golds: list[Gold]) -> Iterator[tuple[str, ...]]:
    for one in golds:
        for cited in one["legal_documents"]:
            if cited["numbered"]:
                values = (
                    cited["issuer"],
                    cited["date"],
                    cited["term"],
                    cited["full_code"],
                )
                start = one["file"], str(cited["line"]), plain(cited["type"])
                for name, value in zip(CITED, values, strict=True):
                    if value:
                        yield *start, cited["number"], plain(name), plain(value)


def told_by(connection: duckdb.DuckDBPyConnection) -> dict[str, Facts]:
    """Return what the marts say, by measure."""

    def ask(question: str) -> Facts:
        found = connection.execute(question).fetchall()
        return {(row[0], *(plain(str(value)) for value in row[1:])) for row in found}

    details = " union all ".join(
        "select source_file, line_no, document_type, document_number, "
        f"'{name}', {name}::varchar from mart_citation where {name} is not null"
        for name in CITED
    )
    return {
        "ranks": ask(
            "select source_file, person, rank from mart_position where rank != ''"
        ),
        "parties": ask(
            "select unnest(string_split(source_files, '; ')), "
            "coalesce(signed_on::varchar, ''), party "
            "from mart_agreement inner join mart_agreement_party using (agreement_id)"
        ),
        "documents, details": ask(details),
        "speakers, by line": ask(
            "select source_file, line_no, speaker from mart_quote where speaker != ''"
        ),
    }


def plain(text: str) -> str:
    """Return a text folded, the city under one name; days and numbers as they are."""
    folded = text if text[:1].isdigit() or not text else fold(text)
    for short, full in IN_FULL.items():
        folded = folded.replace(short, full)
    return folded


if __name__ == "__main__":
    main()
