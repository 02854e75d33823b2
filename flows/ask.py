"""Ask the warehouse: run a query read-only, within bounds of time and memory."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Timer
from typing import Any, TypeVar

import duckdb
import pyarrow as pa

from flows.errors import QuestionError
from warehouse.connect import ending_at_once, read_only
from warehouse.files import folder

FETCHED_ROWS = 2_000
ASKING = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a question may take: seconds (0 is no bound) and memory ("2GB")."""

    seconds: float = 0
    memory: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A query's answer, to be fetched once; QuestionError where it takes too long."""

    names: tuple[str, ...]
    _result: duckdb.DuckDBPyConnection
    _is_late: Event

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Give the rows one by one."""
        while rows := self.some(FETCHED_ROWS):
            yield from rows

    def some(self, most: int) -> list[tuple[Any, ...]]:
        """Return the next rows, of `most` at most; none at the end."""
        return next(self._in_time([self._result.fetchmany(most)]))

    def batches(self) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
        """Return the answer's Arrow schema, and its batches."""
        reader = self._result.to_arrow_reader(FETCHED_ROWS)
        return reader.schema, self._in_time(reader)

    def _in_time(self, items: Iterable[Item]) -> Iterator[Item]:
        for item in items:
            if self._is_late.is_set():
                raise duckdb.InterruptException("late")
            yield item


@contextmanager
def answered(
    warehouse: Path, query: str, bounds: Bounds | None = None
) -> Iterator[Answer]:
    """Give a query's answer, of a warehouse opened read-only.

    Raises QuestionError where there is no warehouse, the SQL is wrong, or the answer
    takes more than the bounds; also for what is raised while it is fetched.
    """
    bounds = bounds or Bounds()
    if not warehouse.exists():
        raise QuestionError(
            f"there is no warehouse at {warehouse}; "
            f"make one: khobao run LANDING --warehouse {warehouse}"
        )
    is_late = Event()
    try:
        with (
            read_only(warehouse, bounds.memory) as connection,
            ending_at_once(connection),
            _alarm(connection, bounds.seconds, is_late),
        ):
            connection.execute(_question(query))
            names = tuple(column[0] for column in connection.description or ())
            yield Answer(names, connection, is_late)
    except duckdb.Error as error:
        raise QuestionError(_trouble(error, bounds, is_late)) from error


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


def _question(query: str) -> str:
    """Return the query if it is one question; QuestionError where it is not."""
    statements = duckdb.extract_statements(query)
    written = [one for one in statements if one.query]  # a PIVOT is several, unwritten
    if len(written) > 1:
        raise QuestionError("that is more than one question: write one SELECT")
    if not statements or statements[-1].type not in ASKING:
        raise QuestionError("that is no question: write one SELECT")
    return query


def _trouble(error: duckdb.Error, bounds: Bounds, is_late: Event) -> str:
    """Return in one line why there is no answer."""
    if is_late.is_set():
        return (
            f"no answer within {bounds.seconds:g} seconds: ask for less, "
            "or give it longer with --timeout"
        )
    if isinstance(error, duckdb.OutOfMemoryException):
        return (
            f"the answer needs more than {bounds.memory or 'all'} memory: "
            "ask for less, or give it more with --memory"
        )
    said = str(error).split("\n\n")[0].split("\nLINE ")[0]
    return " ".join(said.split())


@contextmanager
def _alarm(
    connection: duckdb.DuckDBPyConnection, seconds: float, is_late: Event
) -> Iterator[None]:
    """Interrupt what the connection does when the time is up, and set the event."""

    def ring() -> None:
        is_late.set()
        connection.interrupt()

    timer = Timer(seconds, ring)
    timer.daemon = True
    if seconds:
        timer.start()
    try:
        yield
    finally:
        timer.cancel()
