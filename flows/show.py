"""What people see: the table at the end of a run, and how far it is meanwhile."""

import logging
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import datetime
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from flows.night import NightReport, Watch
from flows.visible import visible

log = logging.getLogger("khobao")

PLAIN_WIDTH = 160  # where nobody's window sets one
SECONDS_BETWEEN_LINES = 10
STEPS = ("collecting", "reading", "loading")
OUTCOMES = ("loaded", "updated", "unchanged", "ignored", "quarantined")


def console(*, is_error: bool = False) -> Console:
    """Return a console that does not cut lines when its output goes to a file."""
    stream = sys.stderr if is_error else sys.stdout
    width = None if stream.isatty() else PLAIN_WIDTH
    return Console(stderr=is_error, width=width, highlight=False, soft_wrap=False)


@contextmanager
def progress() -> Iterator[Watch]:
    """Give a watch that draws a bar where a person looks on, else writes log lines."""
    if not sys.stderr.isatty():
        yield log_lines()
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console(is_error=True), transient=True) as bar:
        bars = {
            what: bar.add_task(what, total=None, visible=False)
            for what in ("nights", *STEPS)
        }

        def watch(what: str, done: int, of: int) -> None:
            bar.update(bars[what], completed=done, total=of, visible=done < of)

        yield watch


def log_lines() -> Watch:
    """Return a watch that writes a line for every finished step, and every 10 s."""
    last = time.monotonic()

    def watch(what: str, done: int, of: int) -> None:
        nonlocal last
        if done == of or time.monotonic() - last > SECONDS_BETWEEN_LINES:
            last = time.monotonic()
            log.info("%s: %d of %d", what, done, of)

    return watch


def summary(report: NightReport) -> Table:
    """Return what a run did as a table."""
    table = Table(box=SIMPLE_HEAD, show_edge=False, title_justify="left")
    table.add_column(f"night of {report.run.night}")
    table.add_column("files", justify="right")
    table.add_column("of these")
    for name, count, note in rows(report):
        table.add_row(name, count, escape(note))
    return table


def rows(report: NightReport) -> Iterator[tuple[str, str, str]]:
    """Yield the summary's rows: what, how many, and a note."""
    loaded = report.loaded
    yield "files seen", f"{loaded.files_seen:,}", ""
    for outcome in OUTCOMES:
        why = ", ".join(
            f"{reason} {files:,}"
            for one, reason, files in loaded.reasons
            if one == outcome
        )
        yield outcome, f"{loaded.outcomes.get(outcome, 0):,}", why
    warnings = ", ".join(f"{code} {files:,}" for code, files in loaded.warnings)
    total = sum(files for _, files in loaded.warnings)
    yield "warnings", f"{total:,}", warnings
    yield "checks passed", f"{loaded.checks_passed:,}", ""
    yield "seconds", f"{report.seconds:.1f}", ""


def closing(report: NightReport) -> Iterator[str]:
    """Yield the sentences under the table: doubts overruled, and where all this is."""
    for doubt in report.doubts:
        yield f"accepted although {doubt}"
    if report.is_rebuild:
        yield "everything kept was read anew"
    if report.release is None:
        yield f"dry run: {report.warehouse} is as it was"
    else:
        yield f"published: {report.warehouse} (release {report.release})"


def print_report(report: NightReport) -> None:
    """Print a run's table and sentences to standard output."""
    out = console()
    out.print(summary(report))
    for line in closing(report):
        out.print(Text(line), soft_wrap=True)


def markdown(report: NightReport) -> str:
    """Return a run's table and sentences as Markdown, for Prefect's run page."""
    lines = ["| | files | of these |", "|---|---:|---|"]
    lines += [f"| {name} | {count} | {note} |" for name, count, note in rows(report)]
    return "\n".join([*lines, "", *(f"- {line}" for line in closing(report))])


def print_records(found: Sequence[Any], *, nothing: str) -> None:
    """Print dataclass records of one type as a table, or a sentence where none are."""
    if not found:
        print(nothing)  # noqa: T201 (the answer)
        return
    names = [column.name for column in fields(found[0])]
    values = [[getattr(one, name) for name in names] for one in found]
    console().print(as_table(names, values))


def as_table(names: Sequence[str], rows: Sequence[Sequence[object]]) -> Table:
    """Return rows as a table: numbers to the right, nothing cut, NULL left empty."""
    table = Table(box=SIMPLE_HEAD, show_edge=False)
    for column, name in enumerate(names):
        is_number = any(isinstance(row[column], (int, float)) for row in rows)
        table.add_column(
            Text(visible(name)),
            justify="right" if is_number else "left",
            overflow="fold",
        )
    for row in rows:
        table.add_row(*map(_cell, row))
    return table


def _cell(value: object) -> Text:
    if isinstance(value, datetime):
        return Text(value.isoformat(" ", "seconds"))
    return Text("" if value is None else visible(str(value)))
