"""`make run`: one night under a Prefect API of its own, then what can be asked."""

import os
from pathlib import Path

import click

from flows.answer import ask
from flows.api import own_api
from flows.ask import about, question, questions
from flows.errors import exits
from flows.logs import start_log
from flows.night import NightOptions, today
from flows.settings import read_settings
from flows.show import print_report, progress
from flows.start import run_either_way

READY_MADE = ("articles_by_outlet", "furniture_removed", "most_read")


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
        with own_api(), progress() as watch:
            report = run_either_way(options, watch)
        print_report(report)
        for name in READY_MADE:
            click.echo(f"\n{about(questions()[name])}  (khobao report {name})\n")
            ask(settings.warehouse, question(name))


if __name__ == "__main__":
    main()
