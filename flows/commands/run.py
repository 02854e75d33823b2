"""`khobao run`: load a folder of files and publish the warehouse."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.commands.options import example, warehouse_option

if TYPE_CHECKING:
    from flows.night import NightOptions


@click.command(
    epilog=example(
        "khobao run landing --warehouse data/press.duckdb",
        "khobao run archive --nights 2026-11-01..2026-11-20",
    )
)
@click.argument("landing", required=False)
@warehouse_option
@click.option(
    "--night",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day the files belong to (today in KHOBAO_ZONE).",
)
@click.option(
    "--nights",
    metavar="FIRST..LAST",
    help="Load every night from its own folder, LANDING/YYYY-MM-DD.",
)
@click.option(
    "--workers", type=click.IntRange(min=1), metavar="N", help="Processes that read."
)
@click.option(
    "--dask", metavar="ADDRESS", help="A Dask scheduler whose workers read instead."
)
@click.option("--full", is_flag=True, help="Read everything kept anew, not only news.")
@click.option("--dry-run", is_flag=True, help="Do all of it but publish nothing.")
@click.option("--accept", is_flag=True, help="Publish a night that looks wrong.")
def run(  # noqa: PLR0913 (an option is an argument)
    *,
    landing: str | None,
    warehouse: Path | None,
    night: datetime | None,
    nights: str | None,
    workers: int | None,
    dask: str | None,
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

    With --nights, nights in the warehouse already are passed over and nights without a
    folder are said. The first that fails ends it; the same command goes on from there.
    """
    from flows.night import NightOptions, today  # noqa: PLC0415
    from flows.settings import read_settings  # noqa: PLC0415

    if night and nights:
        raise click.UsageError("--night is one night, --nights are many: give one")
    settings = read_settings(
        landing=landing, warehouse=warehouse, workers=workers, dask=dask
    )
    options = NightOptions(
        settings=settings,
        night=night.date() if night else today(settings.zone),
        is_full=full,
        is_dry_run=dry_run,
        is_accepted=accept,
    )
    if nights:
        _run_nights(options, nights)
    else:
        _run_night(options)


def _run_night(options: "NightOptions") -> None:
    from flows.show import print_report, progress  # noqa: PLC0415
    from flows.start import run_either_way  # noqa: PLC0415

    with progress() as watch:
        report = run_either_way(options, watch)
    print_report(report)


def _run_nights(options: "NightOptions", span: str) -> None:
    """Run many nights; the table of those that are done comes however it ends."""
    from flows.backfill import backfill, nights_of  # noqa: PLC0415
    from flows.show import print_records, progress  # noqa: PLC0415

    done = []
    try:
        with progress() as watch:
            for one in backfill(options, nights_of(span), watch):
                done.append(one)  # noqa: PERF402 (so that an error leaves those before)
    finally:
        print_records(done, nothing="No night was loaded.")
