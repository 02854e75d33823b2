"""Write an answer for people or tools: a table, CSV, JSON, Parquet or Excel."""

import csv
import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import KW_ONLY, dataclass, field
from decimal import Decimal
from enum import StrEnum
from math import isfinite
from pathlib import Path
from typing import TextIO

import pyarrow.parquet as pq

from flows.ask import Answer, Bounds, answered
from flows.errors import QuestionError
from flows.formula import guarded
from flows.show import as_table, console
from warehouse.files import beside

SHOWN_ROWS = 1000  # a table on screen; all other formats give every row
NO_ASCII_CONTROL = re.compile("[\x7f-\x9f]")


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"
    XLSX = "xlsx"


IN_FILES_ONLY = {Format.PARQUET: "a Parquet", Format.XLSX: "an Excel"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """How an answer is wanted: in which form, in a file or on standard output.

    Texts that a spreadsheet would take for formulas are guarded unless `is_raw`.
    """

    form: Format = Format.TABLE
    output: Path | None = None
    _: KW_ONLY
    is_raw: bool = False
    bounds: Bounds = field(default_factory=Bounds)


def ask(warehouse: Path, query: str, wanted: Wanted | None = None) -> None:
    """Answer a query on standard output or into a file, which is whole or not there.

    Raises QuestionError where there is no warehouse, the SQL is wrong, the answer takes
    more than the bounds, or it cannot be written that way.
    """
    wanted = wanted or Wanted()
    _check_output(wanted, warehouse)
    with answered(warehouse, query, wanted.bounds) as answer:
        if wanted.output is None:
            _write_text(answer, wanted, sys.stdout)
            return
        with _whole(wanted.output) as file:
            _write_file(answer, wanted, file)


def _check_output(wanted: Wanted, warehouse: Path) -> None:
    what = IN_FILES_ONLY.get(wanted.form)
    if what and not wanted.output:
        raise QuestionError(f"{what} answer needs a file: add --output FILE")
    if wanted.output and _is_ours(wanted.output, warehouse):
        raise QuestionError(
            f"{wanted.output} belongs to the warehouse: write elsewhere"
        )


def _is_ours(output: Path, warehouse: Path) -> bool:
    """Tell whether a file is the warehouse, or one of those it is kept in."""
    kept = ("releases", "raw", "lock", "erased")
    own = [beside(warehouse, what).resolve() for what in kept]
    file = output.resolve()
    return file == warehouse.resolve() or bool({file, *file.parents} & set(own))


@contextmanager
def _whole(output: Path) -> Iterator[Path]:
    """Give a file to write, which takes the output's name once it is complete.

    What had that name is never written into: it may be another name of a file that
    matters. A device or pipe is written as it is.
    """
    output = output.resolve()
    if output.exists() and not output.is_file():
        yield output
        return
    unfinished = output.with_name(f".{output.name}.part-{os.getpid()}")
    try:
        yield unfinished
        unfinished.replace(output)
    finally:
        unfinished.unlink(missing_ok=True)


def _write_file(answer: Answer, wanted: Wanted, file: Path) -> None:
    if wanted.form is Format.PARQUET:
        _write_parquet(answer, file)
    elif wanted.form is Format.XLSX:
        from flows.excel import write_excel  # noqa: PLC0415 (slow to import)

        write_excel(answer, file, is_raw=wanted.is_raw)
    else:
        with file.open("w", encoding="utf-8", newline="") as text:
            _write_text(answer, wanted, text)


def _write_text(answer: Answer, wanted: Wanted, file: TextIO) -> None:
    if wanted.form is Format.CSV:
        _write_csv(answer, file, is_raw=wanted.is_raw)
    elif wanted.form is Format.JSON:
        _write_json(answer, file)
    else:
        _print_table(answer, file)


def _write_csv(answer: Answer, file: TextIO, *, is_raw: bool) -> None:
    writer = csv.writer(file, lineterminator="\n")
    cell = _plain if is_raw else _guarded
    writer.writerow(map(cell, answer.names))
    writer.writerows(map(cell, row) for row in answer.rows())


def _plain(value: object) -> object:
    """Write true and false as SQL does, for whoever reads the CSV back."""
    return str(value).lower() if isinstance(value, bool) else value


def _guarded(value: object) -> object:
    """Write numbers as they are, and text so that no spreadsheet evaluates it."""
    if value is None or isinstance(value, (bool, int, float, Decimal)):
        return _plain(value)
    return guarded(str(value))


def _write_json(answer: Answer, file: TextIO) -> None:
    """Write an array of objects, one a line."""
    between = "[\n"
    for row in answer.rows():
        record = dict(zip(answer.names, map(_finite, row), strict=True))
        line = json.dumps(record, ensure_ascii=False, default=str)
        file.write(between + NO_ASCII_CONTROL.sub(_as_json_escape, line))
        between = ",\n"
    file.write("[]\n" if between == "[\n" else "\n]\n")


def _finite(value: object) -> object:
    """Return None for infinities and NaN, which JSON cannot say."""
    return None if isinstance(value, float) and not isfinite(value) else value


def _as_json_escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _write_parquet(answer: Answer, output: Path) -> None:
    schema, batches = answer.batches()
    with pq.ParquetWriter(output, schema) as writer:
        for batch in batches:
            writer.write_batch(batch)


def _print_table(answer: Answer, file: TextIO) -> None:
    shown = answer.some(SHOWN_ROWS + 1)
    out = console()
    out.file = file
    out.print(as_table(answer.names, shown[:SHOWN_ROWS]))
    if len(shown) > SHOWN_ROWS:
        out.print(f"only the first {SHOWN_ROWS:,} rows; --format csv gives all")
