"""How the warehouse is: its last runs, what it holds, and how old that is."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from rich.text import Text

from flows.ask import answered
from flows.errors import TooOldError
from flows.show import as_table, console
from warehouse.release import kept, linked

LAST_RUNS = """
    select night, run_id, started_at, verdict, files_seen, loaded, updated, unchanged,
        ignored, quarantined, checks_passed
    from mart_run order by run_no desc limit 5
"""
HOLDINGS = """
    select count(*) as articles, count(distinct outlet) as outlets,
        max(published_date) as newest, (select max(night) from mart_run) as night
    from mart_article
"""


def print_status(warehouse: Path, today: date) -> None:
    """Print a warehouse's state. QuestionError where there is none."""
    out = console()
    for line in holdings(warehouse, today):
        out.print(Text(line), soft_wrap=True)
    with answered(warehouse, LAST_RUNS) as answer:
        out.print()
        out.print(as_table(answer.names, list(answer.rows())))


def holdings(warehouse: Path, today: date) -> Iterator[str]:
    """Yield what there is, a line each, as seen on a day."""
    with answered(warehouse, HOLDINGS) as answer:
        [(articles, outlets, newest, night)] = answer.rows()
    file = warehouse.resolve()
    releases = ", ".join(map(str, kept(warehouse)))
    yield f"warehouse       {warehouse}"
    yield f"file            {file} ({file.stat().st_size / 1e6:.1f} MB)"
    yield f"releases        {releases}; at {linked(warehouse)}"
    yield f"articles        {articles:,} of {outlets:,} outlets"
    yield f"newest article  {newest or 'none is dated'}"
    yield f"last night      {night or 'none'}{_age(night, today)}"


def check_age(warehouse: Path, today: date, most: int) -> None:
    """Raise TooOldError where the last night is more than so many days ago."""
    with answered(warehouse, "select max(night) from mart_run") as answer:
        [(night,)] = answer.rows()
    if night is None or (today - night).days > most:
        raise TooOldError(
            f"the last night is {night or 'none'}: more than {most} days before {today}"
        )


def _age(night: date | None, today: date) -> str:
    if night is None:
        return ""
    days = (today - night).days
    return (
        f" ({days} day{'' if days == 1 else 's'} ago)" if days > 0 else " (up to date)"
    )
