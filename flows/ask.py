"""Ask the warehouse: run a query read-only and write the answer for people or tools."""

import csv
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from math import isfinite
from pathlib import Path
from typing import TextIO

import duckdb
import pyarrow.parquet as pq

from flows.errors import QuestionError
from flows.show import as_table, console
from warehouse.connect import read_only
from warehouse.files import beside, folder

SHOWN_ROWS = 1000  # a table on screen; csv, json and parquet give every row
FETCHED_ROWS = 10_000


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


def ask(warehouse: Path, query: str, form: Format, output: Path | None = None) -> None:
    """Answer a query on standard output or into a file.

    Raises QuestionError where there is no warehouse, the SQL is wrong, or the answer
    cannot be written that way.
    """
    if form is Format.PARQUET and not output:
        raise QuestionError("a Parquet answer needs a file: add --output FILE")
    if output and _is_ours(output, warehouse):
        raise QuestionError(f"{output} belongs to the warehouse: write elsewhere")
    with answered(warehouse, query) as answer:
        if form is Format.PARQUET and output:
            _write_parquet(answer, output)
        elif output:
            with output.open("w", encoding="utf-8", newline="") as file:
                write(answer, form, file)
        else:
            write(answer, form, sys.stdout)


@contextmanager
def answered(warehouse: Path, query: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a query's answer, to be fetched from, of a warehouse opened read-only."""
    if not warehouse.exists():
        raise QuestionError(
            f"there is no warehouse at {warehouse}; "
            f"make one: khobao run LANDING --warehouse {warehouse}"
        )
    try:
        with read_only(warehouse) as connection:
            if len(duckdb.extract_statements(query)) > 1:
                raise QuestionError("that is more than one question: write one SELECT")
            answer = connection.execute(query)
            if answer is None or answer.description is None:
                raise QuestionError("that is no question: write one SELECT")
            yield answer
    except duckdb.Error as error:
        said = str(error).split("\n\n")[0].split("\nLINE ")[0]
        raise QuestionError(" ".join(said.split())) from error


def write(answer: duckdb.DuckDBPyConnection, form: Format, file: TextIO) -> None:
    """Write an answer as a table, CSV or JSON to an open text file."""
    if form is Format.CSV:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_names(answer))
        writer.writerows(map(_plain, row) for row in _rows(answer))
    elif form is Format.JSON:
        _write_json(answer, file)
    else:
        _print_table(answer, file)


def questions() -> dict[str, Path]:
    """Return the named questions of sql/report, by name."""
    files = sorted((folder("sql") / "report").glob("*.sql"))
    return {file.stem: file for file in files}


def about(question: Path) -> str:
    """Return a question's sentence: what follows its name in the first line."""
    return question.read_text().splitlines()[0].partition(": ")[2]


def question(name: str) -> str:
    """Return a named question's SELECT; QuestionError names those there are."""
    known = questions()
    if name not in known:
        raise QuestionError(
            f"no report is called {name!r}; there are {', '.join(known)}"
        )
    return known[name].read_text()


def _is_ours(output: Path, warehouse: Path) -> bool:
    """Tell whether a file is the warehouse, or one of those it is kept in."""
    own = [beside(warehouse, what).resolve() for what in ("releases", "raw", "lock")]
    file = output.resolve()
    return file == warehouse.resolve() or bool({file, *file.parents} & set(own))


def _names(answer: duckdb.DuckDBPyConnection) -> list[str]:
    return [column[0] for column in answer.description or ()]


def _rows(answer: duckdb.DuckDBPyConnection) -> Iterator[tuple[object, ...]]:
    while rows := answer.fetchmany(FETCHED_ROWS):
        yield from rows


def _plain(value: object) -> object:
    """Write true and false as SQL does, for whoever reads the CSV back."""
    return str(value).lower() if isinstance(value, bool) else value


def _finite(value: object) -> object:
    """Return None for infinities and NaN, which JSON cannot say."""
    return None if isinstance(value, float) and not isfinite(value) else value


def _write_json(answer: duckdb.DuckDBPyConnection, file: TextIO) -> None:
    """Write an array of objects, one a line."""
    names = _names(answer)
    between = "[\n"
    for row in _rows(answer):
        record = dict(zip(names, map(_finite, row), strict=True))
        file.write(between + json.dumps(record, ensure_ascii=False, default=str))
        between = ",\n"
    file.write("[]\n" if between == "[\n" else "\n]\n")


def _write_parquet(answer: duckdb.DuckDBPyConnection, output: Path) -> None:
    batches = answer.to_arrow_reader(FETCHED_ROWS)
    with pq.ParquetWriter(output, batches.schema) as writer:
        for batch in batches:
            writer.write_batch(batch)


def _print_table(answer: duckdb.DuckDBPyConnection, file: TextIO) -> None:
    shown = answer.fetchmany(SHOWN_ROWS + 1)
    out = console()
    out.file = file
    out.print(as_table(_names(answer), shown[:SHOWN_ROWS]))
    if len(shown) > SHOWN_ROWS:
        out.print(f"only the first {SHOWN_ROWS:,} rows; --format csv gives all")
