"""What several commands share: options, the form of examples, the warehouse to ask."""

import os
from collections.abc import Callable
from pathlib import Path

import click

PATH = click.Path(path_type=Path)


def example(*lines: str) -> str:
    """Return the end of a command's help: lines to try, kept as they are."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)


warehouse_option = click.option(
    "--warehouse",
    type=PATH,
    metavar="FILE",
    help="The DuckDB file (KHOBAO_WAREHOUSE; data/warehouse.duckdb).",
)

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(("table", "csv", "json", "parquet", "xlsx")),
    default="table",
    show_default=True,
    help="How the answer is written.",
)
output_option = click.option(
    "--output", type=PATH, metavar="FILE", help="Write the answer here."
)
raw_option = click.option(
    "--raw",
    is_flag=True,
    help="csv, xlsx: put no apostrophe before texts that look like formulas.",
)
timeout_option = click.option(
    "--timeout",
    type=click.FloatRange(min=0),
    default=300,
    show_default=True,
    metavar="SECONDS",
    help="Give up then; 0 waits for ever.",
)
memory_option = click.option(
    "--memory",
    default="2GB",
    show_default=True,
    metavar="SIZE",
    help="What answering may take.",
)


def answer_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say how an answer is wanted."""
    options = (
        warehouse_option,
        format_option,
        output_option,
        raw_option,
        timeout_option,
        memory_option,
    )
    for option in reversed(options):
        command = option(command)
    return command


def warehouse_to_ask(warehouse: Path | None) -> Path:
    """Return the warehouse's name, and have DuckDB show moments on the press' clock.

    DuckDB reads the zone from the environment as it is imported, and from nowhere
    else once its configuration is locked.
    """
    from flows.settings import read_settings  # noqa: PLC0415

    settings = read_settings(warehouse=warehouse)
    os.environ["TZ"] = settings.zone
    return settings.warehouse
