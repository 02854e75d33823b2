"""Write an answer as an Excel workbook: numbers are numbers, text is text."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from pathlib import Path

import click
from xlsxwriter import Workbook

from flows.ask import Answer
from flows.errors import QuestionError
from flows.formula import is_formula

# The limits of a sheet, as Microsoft states them.
MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
MOST_CHARACTERS = 32_767  # of a cell, counted in UTF-16
EXACT = 10**15  # beyond, Excel rounds: a key of 19 digits is written as text
FIRST_YEAR = 1900
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def write_excel(answer: Answer, output: Path, *, is_raw: bool) -> None:
    """Write an answer as the one sheet of a workbook.

    Text is stored as text; what looks like a formula also keeps an apostrophe (a quote
    prefix) that holds when a person edits the cell, unless `is_raw`. QuestionError
    where there are more rows or columns than a sheet has; what is too long for a cell
    is cut, and stderr says how often.
    """
    if len(answer.names) > MOST_COLUMNS:
        raise QuestionError(f"an Excel sheet has {MOST_COLUMNS:,} columns at most")
    with Workbook(output, OPTIONS) as book:
        cells = _Cells(book, is_raw=is_raw)
        for number, row in enumerate(_lines(answer)):
            if number == MOST_ROWS:
                raise QuestionError(
                    f"an Excel sheet has {MOST_ROWS:,} rows at most: "
                    "ask for fewer, or for --format csv or parquet"
                )
            for column, value in enumerate(row):
                cells.write(number, column, value)
    if cells.cut:
        click.echo(
            f"{cells.cut:,} texts were cut to the {MOST_CHARACTERS:,} characters that "
            "an Excel cell holds; --format csv or parquet gives them whole",
            err=True,
        )


def _lines(answer: Answer) -> Iterator[tuple[object, ...]]:
    yield answer.names
    yield from answer.rows()


class _Cells:
    """A sheet's cells; `cut` counts the texts that were too long for theirs."""

    def __init__(self, book: Workbook, *, is_raw: bool) -> None:
        self.cut = 0
        self._sheet = book.add_worksheet()
        self._guard = None if is_raw else book.add_format({"quote_prefix": True})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})

    def write(self, row: int, column: int, value: object) -> None:
        """Write one value into one cell; NULL leaves it empty."""
        sheet = self._sheet
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif _is_exact(value):
            sheet.write_number(row, column, value)
        elif isinstance(value, datetime) and value.year >= FIRST_YEAR:
            # Excel knows no zones: the wall clock of the press
            moment = value.replace(tzinfo=None)
            sheet.write_datetime(row, column, moment, self._moment)
        elif isinstance(value, date) and value.year >= FIRST_YEAR:
            sheet.write_datetime(row, column, value, self._day)
        elif value is not None:
            text = self._fitting(str(value))
            style = self._guard if is_formula(text) else None
            sheet.write_string(row, column, text, style)

    def _fitting(self, text: str) -> str:
        fitting = text.encode("utf-16-le")[: 2 * MOST_CHARACTERS]
        cut = fitting.decode("utf-16-le", "ignore")
        self.cut += cut != text
        return cut


def _is_exact(value: object) -> bool:
    """Tell whether Excel can hold a number without rounding it away."""
    if isinstance(value, float):
        return isfinite(value)
    return isinstance(value, (int, Decimal)) and -EXACT < value < EXACT
