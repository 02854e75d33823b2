"""Serve the night on a schedule: a Prefect deployment, and the process that runs it.

Each warehouse has a deployment of its own, nightly/<name>, with one run at a time; one
that falls due meanwhile waits. The lock of the warehouse stands behind that.
"""

from prefect import serve
from prefect.client.schemas.objects import (
    ConcurrencyLimitConfig,
    ConcurrencyLimitStrategy,
)
from prefect.client.schemas.schedules import CronSchedule
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron, Schedule
from prefect.settings import PREFECT_API_URL
from prefect.types.entrypoint import EntrypointType
from pydantic import ValidationError

from flows.errors import SettingsError
from flows.landing import local
from flows.nightly import nightly, parameters
from flows.settings import Settings

ONE_AT_A_TIME = ConcurrencyLimitConfig(
    limit=1, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE
)


def serve_until_stopped(deployed: RunnerDeployment) -> None:
    """Register a deployment and run here what falls due, one run at a time.

    SettingsError where no Prefect server is named.
    """
    if not PREFECT_API_URL.value():
        raise SettingsError(
            "a schedule needs a Prefect server: start one (prefect server start) and "
            "name it, PREFECT_API_URL=http://127.0.0.1:4200/api"
        )
    serve(deployed, limit=1)


def deployment(settings: Settings, schedule: Schedule, name: str) -> RunnerDeployment:
    """Return the deployment nightly/<name>: the flow by module path, and its times."""
    return RunnerDeployment.from_flow(
        nightly,
        name=name,
        schedule=schedule,
        parameters=parameters(_from_anywhere(settings)),
        concurrency_limit=ONE_AT_A_TIME,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )


def _from_anywhere(settings: Settings) -> Settings:
    """Return settings whose paths hold whichever folder a run starts in."""
    here = local(settings.landing)
    landing = str(here.absolute()) if here else settings.landing
    warehouse = settings.warehouse.absolute()
    return settings.model_copy(update={"landing": landing, "warehouse": warehouse})


def cron_schedule(cron: str, timezone: str) -> Schedule:
    """Return a schedule; SettingsError where cron or time zone make no sense.

    >>> cron_schedule("0 2 * * *", "Asia/Ho_Chi_Minh").cron
    '0 2 * * *'
    """
    try:
        CronSchedule(cron=cron, timezone=timezone)  # says what is wrong
    except ValidationError as error:
        first = error.errors()[0]
        said = first["msg"].removeprefix("Value error, ")
        raise SettingsError(f"--{first['loc'][0]}: {said}") from None
    return Cron(cron, timezone=timezone)
