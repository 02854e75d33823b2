"""`khobao schedule`: run the night by the clock, until stopped."""

from pathlib import Path

import click

from flows.commands.options import example, warehouse_option


@click.command(
    epilog=example(
        'khobao schedule /press/incoming --cron "0 2 * * *" --timezone Asia/Ho_Chi_Minh'
    )
)
@click.argument("landing", required=False)
@warehouse_option
@click.option(
    "--cron",
    default="0 2 * * *",
    show_default=True,
    metavar='"M H D M W"',
    help="When: minute, hour, day, month, weekday.",
)
@click.option(
    "--timezone", metavar="NAME", help="The zone of that clock (KHOBAO_ZONE)."
)
@click.option(
    "--name", metavar="NAME", help="The deployment's name (the warehouse's, if none)."
)
def schedule(
    *,
    landing: str | None,
    warehouse: Path | None,
    cron: str,
    timezone: str | None,
    name: str | None,
) -> None:
    """Run the night by the clock, until stopped.

    Makes the deployment nightly/NAME on the Prefect server that PREFECT_API_URL names,
    and runs here what falls due: one run at a time, a late one waits. Other settings
    are KHOBAO_ variables of this process. A failed run is run again from Prefect's
    page, or by khobao run.
    """
    from flows import schedule as clock  # noqa: PLC0415
    from flows.settings import read_settings  # noqa: PLC0415

    settings = read_settings(landing=landing, warehouse=warehouse)
    when = clock.cron_schedule(cron, timezone or settings.zone)
    name = name or settings.warehouse.stem
    clock.serve_until_stopped(clock.deployment(settings, when, name))
