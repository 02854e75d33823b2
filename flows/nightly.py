"""The night as a Prefect flow: the functions of flows.night, each step a task.

Deploy it by name, `flows.nightly:nightly`; flows.tonight runs it once.
"""

from datetime import date
from pathlib import Path
from typing import TypeVar, cast

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas import State
from prefect.task_runners import ProcessPoolTaskRunner
from prefect.utilities.annotations import quote

from flows.batch import Batch
from flows.batches import read_one
from flows.errors import KhobaoError
from flows.night import (
    Collected,
    NightOptions,
    NightReport,
    Workplace,
    collect_files,
    publish_night,
    today,
    workplace,
)
from flows.settings import read_settings
from flows.show import markdown

Record = TypeVar("Record")


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
    landing: str | None = None,
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
