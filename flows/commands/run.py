"""`khobao run`: load a folder of files and publish the warehouse."""

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.commands.options import example, warehouse_option

if TYPE_CHECKING:
    from flows.night import NightOptions, NightReport


@click.command(epilog=example("khobao run landing --warehouse data/press.duckdb"))
@click.argument("landing", required=False)
@warehouse_option
@click.option(
    "--night",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day the files belong to (today in KHOBAO_ZONE).",
)
@click.option(
    "--workers", type=click.IntRange(min=1), metavar="N", help="Processes that read."
)
@click.option("--full", is_flag=True, help="Read everything kept anew, not only news.")
@click.option("--dry-run", is_flag=True, help="Do all of it but publish nothing.")
@click.option("--accept", is_flag=True, help="Publish a night that looks wrong.")
def run(  # noqa: PLR0913 (an option is an argument)
    *,
    landing: str | None,
    warehouse: Path | None,
    night: datetime | None,
    workers: int | None,
    full: bool,
    dry_run: bool,
    accept: bool,
) -> None:
    """Load a folder of files and publish the warehouse.

    LANDING is a folder or the URL of one (s3://bucket/press), KHOBAO_LANDING
    (seeds/articles) where it is not given. Files seen before
    are skipped; running again is safe. Readers keep the old warehouse until the new one
    has passed every check. Exit code 0: published; 66: no landing folder; 75: another
    run is at work; any other: nothing changed, stderr says why.
    """
    from flows.night import NightOptions, today  # noqa: PLC0415
    from flows.settings import read_settings  # noqa: PLC0415
    from flows.show import print_report  # noqa: PLC0415

    settings = read_settings(landing=landing, warehouse=warehouse, workers=workers)
    options = NightOptions(
        settings=settings,
        night=night.date() if night else today(settings.zone),
        is_full=full,
        is_dry_run=dry_run,
        is_accepted=accept,
    )
    print_report(_run(options))


def _run(options: "NightOptions") -> "NightReport":
    """Run a night as plain functions, or as a Prefect flow where a server is named."""
    if os.environ.get("PREFECT_API_URL"):
        from flows.nightly import run_flow  # noqa: PLC0415

        return run_flow(options)
    from flows.night import run_night  # noqa: PLC0415
    from flows.show import progress  # noqa: PLC0415

    with progress() as watch:
        return run_night(options, watch)
