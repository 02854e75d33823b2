"""Run a night under Prefect where an API is named and answers, else as it is.

The night comes first: an API that does not answer costs Prefect's pages, not the night.
"""

import os

import click

from flows.api import trouble
from flows.errors import sentence
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
    return _run_flow(options, watch)


def _run_flow(options: NightOptions, watch: Watch) -> NightReport:
    """Run the flow; where its API goes away meanwhile, make sure of the night.

    To do a night over that was published already changes nothing in it.
    """
    from httpx import TransportError  # noqa: PLC0415 (comes with Prefect)

    from flows.nightly import run_flow  # noqa: PLC0415

    try:
        return run_flow(options)
    except TransportError as error:
        click.echo(f"Prefect's API went away: {sentence(error)}", err=True)
        return run_night(options, watch)
