"""`make run`: one night under a Prefect API of its own, then what can be asked.

Where no API can be started the same night runs without Prefect, and says so. Prefect
reads its environment as it is imported, so here it is imported late.
"""

import os
from pathlib import Path

import click

from flows.answer import ask
from flows.ask import about, question, questions
from flows.errors import exits, sentence
from flows.logs import start_log
from flows.night import NightOptions, NightReport, run_night, today
from flows.settings import read_settings
from flows.show import print_report, progress

READY_MADE = ("articles_by_outlet", "furniture_removed", "most_read")
HOME = Path("data/prefect")  # the history of our own API
ENVIRONMENT = {
    "DO_NOT_TRACK": "1",
    "PREFECT_HOME": str(HOME.resolve()),
    "PREFECT_LOGGING_LEVEL": "CRITICAL",  # an error is told once, by us
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # Prefect's own 20 are too few on a loaded machine.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "60",
}


@click.command()
@click.argument("landing", required=False)
@click.argument("warehouse", type=click.Path(path_type=Path), required=False)
def main(landing: str | None, warehouse: Path | None) -> None:
    """Run tonight's files of LANDING into WAREHOUSE, and show what can be asked."""
    is_debug = bool(os.environ.get("KHOBAO_DEBUG"))
    start_log(is_debug=is_debug)
    with exits(is_debug=is_debug):
        settings = read_settings(landing=landing, warehouse=warehouse)
        options = NightOptions(settings=settings, night=today(settings.zone))
        print_report(run_either_way(options))
        for name in READY_MADE:
            click.echo(f"\n{about(questions()[name])}  (khobao report {name})\n")
            ask(settings.warehouse, question(name))


def run_either_way(options: NightOptions) -> NightReport:
    """Run a night under Prefect, or without it where no API answers."""
    trouble = start_api()
    if trouble is None:
        from flows.nightly import run_flow  # noqa: PLC0415

        return run_flow(options)
    click.echo(f"running without Prefect, since it has no API: {trouble}", err=True)
    with progress() as watch:
        return run_night(options, watch)


def start_api() -> str | None:
    """Start a Prefect API or reach the one named; return what is wrong with it.

    It is quiet, private and patient, but for what the environment says otherwise.
    """
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    try:
        Path(os.environ["PREFECT_HOME"]).mkdir(parents=True, exist_ok=True)
        from prefect import get_client  # noqa: PLC0415

        with get_client(sync_client=True) as client:
            error = client.api_healthcheck()
    except Exception as failure:  # noqa: BLE001 (any: the night can do without)
        error = failure
    return sentence(error) if error else None


if __name__ == "__main__":
    main()
