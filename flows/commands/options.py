"""What several commands share: options, the form of examples, the warehouse to ask."""

import os
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
    type=click.Choice(("table", "csv", "json", "parquet")),
    default="table",
    show_default=True,
    help="How the answer is written.",
)
output_option = click.option(
    "--output", type=PATH, metavar="FILE", help="Write the answer here."
)


def warehouse_to_ask(warehouse: Path | None) -> Path:
    """Return the warehouse's name, and have DuckDB show moments on the press' clock.

    DuckDB reads the zone from the environment as it is imported, and from nowhere
    else once its configuration is locked.
    """
    from flows.settings import read_settings  # noqa: PLC0415

    settings = read_settings(warehouse=warehouse)
    os.environ["TZ"] = settings.zone
    return settings.warehouse
