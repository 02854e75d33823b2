"""The night as a Prefect flow: the functions of flows.night, each step a task.

Deploy it by name, `flows.nightly:nightly`. `python -m flows.nightly LANDING WAREHOUSE`
runs it once, with a Prefect API of its own; where none can be started the same night
runs without Prefect and says so.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TypeVar, cast

import click
from httpx import HTTPError
from prefect import flow, get_client, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas import State
from prefect.settings import (
    PREFECT_HOME,
    PREFECT_LOGGING_LEVEL,
    PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS,
    temporary_settings,
)
from prefect.task_runners import ProcessPoolTaskRunner
from prefect.utilities.annotations import quote

from flows.ask import Format, about, ask, question, questions
from flows.batches import Batch, read_one
from flows.errors import KhobaoError, exits, sentence
from flows.night import (
    Collected,
    NightOptions,
    NightReport,
    Workplace,
    collect_files,
    publish_night,
    run_night,
    today,
    workplace,
)
from flows.settings import read_settings
from flows.show import markdown, print_report, progress

Record = TypeVar("Record")
READY_MADE = ("articles_by_outlet", "furniture_removed", "most_read")
# Our own API, for one run: where it keeps its history, and how patient we are with it.
OWN_API = {
    PREFECT_HOME: Path("data/prefect"),
    PREFECT_LOGGING_LEVEL: "CRITICAL",
    PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS: 60,
}


def _is_worth_another_try(_task: object, _run: object, state: State[object]) -> bool:
    """Tell a disk that stumbled from an error that no second look will mend."""
    try:
        state.result()
    except KhobaoError:
        return False
    except Exception:  # noqa: BLE001 (whatever it was)
        return True
    return False


def _whole(record: Record) -> Record:
    """Keep Prefect from looking for futures in every row that a record holds."""
    return cast("Record", quote(record))


@flow(name="nightly", task_runner=ProcessPoolTaskRunner())  # type: ignore[arg-type]
def nightly(  # noqa: PLR0913 (what a person may fill in on Prefect's page)
    landing: Path | None = None,
    warehouse: Path | None = None,
    night: date | None = None,
    workers: int | None = None,
    *,
    full: bool = False,
    dry_run: bool = False,
    accept: bool = False,
) -> NightReport:
    """Load a landing folder into the warehouse and publish it. Safe to run again.

    What is not given comes from the settings. Raises what flows.errors lists.
    """
    settings = read_settings(landing=landing, warehouse=warehouse, workers=workers)
    options = NightOptions(
        settings=settings,
        night=night or today(settings.zone),
        is_full=full,
        is_dry_run=dry_run,
        is_accepted=accept,
    )
    with workplace(options) as place:
        collected = collect(_whole(place))
        if settings.workers_for(collected.files_to_read) == 1:
            for batch in collected.batches:
                read(batch)
        else:
            read.map(collected.batches).result()
        report = load_and_publish(_whole(place), _whole(collected))
    create_markdown_artifact(markdown(report), key="night")
    return report


@task(
    retries=2,
    retry_delay_seconds=[2, 10],
    retry_condition_fn=_is_worth_another_try,
    cache_policy=NO_CACHE,
)
def collect(place: Workplace) -> Collected:
    """Take in the landing folder."""
    return collect_files(place)


@task(cache_policy=NO_CACHE)
def read(batch: Batch) -> int:
    """Read one batch of files into shards."""
    return read_one(batch)


@task(cache_policy=NO_CACHE)
def load_and_publish(place: Workplace, collected: Collected) -> NightReport:
    """Merge the shards into the warehouse, check it and publish it."""
    return publish_night(place, collected)


def run_flow(options: NightOptions) -> NightReport:
    """Run a night as the flow, under the Prefect API that the settings name."""
    settings = options.settings
    return nightly(
        landing=settings.landing,
        warehouse=settings.warehouse,
        night=options.night,
        workers=settings.workers,
        full=options.is_full,
        dry_run=options.is_dry_run,
        accept=options.is_accepted,
    )


@click.command()
@click.argument("landing", type=click.Path(path_type=Path), required=False)
@click.argument("warehouse", type=click.Path(path_type=Path), required=False)
def main(landing: Path | None, warehouse: Path | None) -> None:
    """Run tonight's files of LANDING into WAREHOUSE, and show what can be asked."""
    with exits(is_debug=bool(os.environ.get("KHOBAO_DEBUG"))), own_api():
        settings = read_settings(landing=landing, warehouse=warehouse)
        options = NightOptions(settings=settings, night=today(settings.zone))
        print_report(run_either_way(options))
        for name in READY_MADE:
            click.echo(f"\n{about(questions()[name])}  (khobao report {name})\n")
            ask(settings.warehouse, question(name), Format.TABLE)


def run_either_way(options: NightOptions) -> NightReport:
    """Run a night under Prefect, or without it where no API answers."""
    trouble = api_trouble()
    if trouble is None:
        return run_flow(options)
    click.echo(
        f"No Prefect API could be started ({trouble}): running without.", err=True
    )
    with progress() as watch:
        return run_night(options, watch)


def api_trouble() -> str | None:
    """Start or reach a Prefect API; return what is wrong where none answers."""
    try:
        with get_client(sync_client=True) as client:
            error = client.api_healthcheck()
    except (RuntimeError, OSError, ValueError, HTTPError) as failure:
        error = failure
    return sentence(error) if error else None


@contextmanager
def own_api() -> Iterator[None]:
    """Have Prefect keep to itself for one run, but for what the environment sets."""
    os.environ.setdefault("DO_NOT_TRACK", "1")
    chosen = {
        setting: value.resolve() if isinstance(value, Path) else value
        for setting, value in OWN_API.items()
        if setting.name not in os.environ
    }
    with temporary_settings(updates=chosen):
        yield


if __name__ == "__main__":
    # Under its own name, so that worker processes find its tasks.
    from flows.nightly import main as nightly_main

    nightly_main()
