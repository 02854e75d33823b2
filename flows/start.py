"""Run a night under Prefect where an API is named and answers, else as it is.

The night comes first: an API that does not answer costs Prefect's pages, not the night.
"""

import os

import click

from flows.api import trouble
from flows.night import NightOptions, NightReport, Watch, run_night


def run_either_way(options: NightOptions, watch: Watch) -> NightReport:
    """Run a night as the flow `nightly`, or as plain functions, and say why.

    Raises what flows.errors lists. `watch` sees only plain functions at work.
    """
    if not os.environ.get("PREFECT_API_URL"):
        return run_night(options, watch)
    if missing := trouble():
        click.echo(f"running without Prefect, since it has no API: {missing}", err=True)
        return run_night(options, watch)
    from flows.nightly import run_flow  # noqa: PLC0415

    return run_flow(options)
