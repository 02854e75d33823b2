"""The night as a Prefect flow: the functions of flows.night, each step a task.

Deploy it by name, `flows.nightly:nightly`; `khobao schedule` does. Tasks run one after
the other in this process, so that a stop reaches whatever is at work; what they hand on
is small and stays in memory. The files of a task are read by many processes at once.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, cast

from prefect import flow, runtime, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas import State
from prefect.utilities.annotations import quote

from flows.artifacts import show_progress, show_table
from flows.batch import Batch
from flows.errors import KhobaoError, SettingsError
from flows.landing import without_password
from flows.night import (
    Collected,
    NightOptions,
    NightReport,
    Watch,
    Workplace,
    collect_files,
    publish_night,
    today,
    workplace,
)
from flows.settings import Settings, read_settings

BATCHES_OF_A_TASK = 32

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


def _name() -> str:
    asked: dict[str, Any] = runtime.flow_run.parameters
    night = asked["night"] or today(read_settings().zone)
    return f"night-of-{night}"


@flow(
    name="nightly",
    flow_run_name=_name,
    persist_result=False,
    result_serializer="json",  # Prefect keeps errors: no pickle on disk
)
def nightly(  # noqa: PLR0913 (what a person may fill in on Prefect's page)
    landing: str | None = None,
    warehouse: Path | None = None,
    night: date | None = None,
    workers: int | None = None,
    dask: str | None = None,
    *,
    full: bool = False,
    dry_run: bool = False,
    accept: bool = False,
) -> NightReport:
    """Load a landing folder into the warehouse and publish it. Safe to run again.

    What is not given comes from the settings. Raises what flows.errors lists.
    """
    settings = read_settings(
        landing=landing, warehouse=warehouse, workers=workers, dask=dask
    )
    options = NightOptions(
        settings=settings,
        night=night or today(settings.zone),
        is_full=full,
        is_dry_run=dry_run,
        is_accepted=accept,
    )
    watch = show_progress()
    with workplace(options) as place:
        collected = collect(_whole(place), watch)
        for done in _read(place, collected):
            watch("reading", done, collected.files_to_read)
        watch("loading", 0, 1)
        report = load_and_publish(_whole(place), _whole(collected))
        watch("loading", 1, 1)
    show_table(report)
    return report


def _read(place: Workplace, collected: Collected) -> Iterator[int]:
    """Have tasks read the batches; yield how many files are done."""
    done = 0
    for first in range(0, len(collected.batches), BATCHES_OF_A_TASK):
        batches = collected.batches[first : first + BATCHES_OF_A_TASK]
        done += read(_whole(place), _whole(batches))
        yield done


@task(
    retries=2,
    retry_delay_seconds=[2, 10],
    retry_condition_fn=_is_worth_another_try,
    cache_policy=NO_CACHE,
)
def collect(place: Workplace, watch: Watch) -> Collected:
    """Take in the landing folder."""
    return collect_files(place, watch)


@task(cache_policy=NO_CACHE)
def read(place: Workplace, batches: tuple[Batch, ...]) -> int:
    """Read batches of files into shards; return how many files they had."""
    return sum(place.read(batches))


@task(cache_policy=NO_CACHE)
def load_and_publish(place: Workplace, collected: Collected) -> NightReport:
    """Merge the shards into the warehouse, check it and publish it."""
    return publish_night(place, collected)


def run_flow(options: NightOptions) -> NightReport:
    """Run a night as the flow, under the Prefect API that the settings name."""
    report: NightReport = nightly(
        **parameters(options.settings),
        night=options.night,
        full=options.is_full,
        dry_run=options.is_dry_run,
        accept=options.is_accepted,
    )
    return report


def parameters(settings: Settings) -> dict[str, Any]:
    """Return what the flow is given of the settings: Prefect's pages show it.

    SettingsError where that would show a password.
    """
    if without_password(settings.landing) != settings.landing:
        raise SettingsError(
            "the password in the landing folder's URL would show on Prefect's pages: "
            "give it in the variables of its driver"
        )
    return {
        "landing": settings.landing,
        "warehouse": settings.warehouse,
        "workers": settings.workers,
        "dask": settings.dask,
    }
