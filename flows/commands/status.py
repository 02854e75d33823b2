"""`khobao status`: how the warehouse is."""

import os
from pathlib import Path

import click

from flows.commands.options import example, warehouse_option, warehouse_to_ask


@click.command(epilog=example("khobao status", "khobao status --max-age-days 1"))
@warehouse_option
@click.option(
    "--max-age-days",
    type=click.IntRange(min=0),
    metavar="N",
    help="Alert, with exit code 65, where the last night is longer ago.",
)
def status(*, warehouse: Path | None, max_age_days: int | None) -> None:
    """Show the last runs, what there is, and how old."""
    file = warehouse_to_ask(warehouse)
    from flows.alerts import alerting  # noqa: PLC0415
    from flows.night import today  # noqa: PLC0415
    from flows.settings import read_settings  # noqa: PLC0415
    from flows.status import check_age, print_status  # noqa: PLC0415

    day = today(os.environ["TZ"])
    print_status(file, day)
    if max_age_days is not None:
        with alerting(read_settings(), f"the freshness of {file}"):
            check_age(file, day, max_age_days)
