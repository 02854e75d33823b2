"""The flow on a real Prefect engine, with an API that lives for this module only."""

import os
import signal
import subprocess
import sys
from datetime import date

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter
from prefect.context import get_settings_context
from prefect.flows import load_flow_from_entrypoint
from prefect.settings import PREFECT_RESULTS_LOCAL_STORAGE_PATH, temporary_settings
from prefect.testing.utilities import prefect_test_harness

from flows import nightly as flow
from flows.errors import LandingMissingError, SettingsError
from flows.nightly import nightly
from flows.schedule import cron_schedule, deployment, serve_until_stopped
from flows.settings import Settings
from warehouse import release
from warehouse.fingerprint import fingerprint

pytestmark = [pytest.mark.timeout(300), pytest.mark.xdist_group("prefect")]

NIGHT = date(2026, 3, 1)


@pytest.fixture(scope="module", autouse=True)
def prefect(tmp_path_factory):
    """An API of this module's own, and a folder for what Prefect keeps of errors."""
    kept = tmp_path_factory.mktemp("kept")
    with (
        prefect_test_harness(server_startup_timeout=120),
        temporary_settings({PREFECT_RESULTS_LOCAL_STORAGE_PATH: kept}),
    ):
        yield kept


@pytest.fixture
def client():
    with get_client(sync_client=True) as client:
        yield client


@pytest.fixture
def stories(write, story, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)  # no .env of the checkout
    for number in range(4):
        write(f"{number}.txt", story(number))


@pytest.mark.usefixtures("stories")
def test_the_flow_does_what_the_plain_functions_do_and_shows_it(
    night, landing, tmp_path, client, monkeypatch
):
    plain, flown = tmp_path / "plain.duckdb", tmp_path / "flown.duckdb"
    night(1, settings={"warehouse": plain})
    monkeypatch.setenv("KHOBAO_BATCH_FILES", "1")
    monkeypatch.setattr(flow, "BATCHES_OF_A_TASK", 3)

    report = nightly(str(landing), flown, NIGHT, workers=2)

    assert report.loaded.outcomes["loaded"] == 4
    assert fingerprint(flown) == fingerprint(plain)
    shown = {one.key: one.data for one in client.read_artifacts()}
    assert "| loaded | 4 |" in shown["night"]
    assert shown["night-progress"] == 100
    [run] = client.read_flow_runs()
    assert (run.name, run.state_name) == ("night-of-2026-03-01", "Completed")


def test_an_error_comes_out_as_it_is_and_fails_the_run_without_a_pickle(
    landing, warehouse, client, prefect
):
    landing.rmdir()

    with pytest.raises(LandingMissingError):
        nightly(str(landing), warehouse, NIGHT)

    [run] = client.read_flow_runs(flow_run_filter=of_state("FAILED"))
    assert "LandingMissingError: no landing folder to read" in run.state.message
    assert all(file.read_bytes().startswith(b"{") for file in prefect.iterdir())


@pytest.mark.parametrize(
    ("cron", "zone", "said"),
    [
        ("61 2 * * *", "Asia/Ho_Chi_Minh", "--cron: Invalid cron string"),
        ("0 2 * * *", "Mars", "--timezone: Invalid timezone"),
    ],
)
def test_a_schedule_that_makes_no_sense_is_one_sentence(cron, zone, said):
    with pytest.raises(SettingsError, match=said):
        cron_schedule(cron, zone)


@pytest.mark.usefixtures("stories")
def test_a_schedule_is_a_deployment_by_module_path_that_runs_one_at_a_time(
    landing, warehouse, client
):
    settings = Settings(landing=landing, warehouse=warehouse, workers=1)
    when = cron_schedule("0 2 * * *", "Asia/Ho_Chi_Minh")

    deployment(settings, when, "press").apply()

    [made] = client.read_deployments()
    [schedule] = made.schedules
    assert schedule.schedule.cron == "0 2 * * *"
    assert schedule.schedule.timezone == "Asia/Ho_Chi_Minh"
    assert made.global_concurrency_limit.limit == 1
    load_flow_from_entrypoint(made.entrypoint)(**made.parameters)
    assert release.current(warehouse) is not None


def test_a_schedule_without_a_server_says_how_to_start_one(
    landing, warehouse, monkeypatch
):
    settings = Settings(landing=landing, warehouse=warehouse)
    made = deployment(settings, cron_schedule("0 2 * * *", "UTC"), "press")
    monkeypatch.setattr("flows.schedule.PREFECT_API_URL", NoUrl)

    with pytest.raises(SettingsError, match="prefect server start"):
        serve_until_stopped(made)


class NoUrl:
    """Prefect's setting, unset."""

    @staticmethod
    def value():
        return None


def of_state(name: str) -> FlowRunFilter:
    return FlowRunFilter.model_validate({"state": {"type": {"any_": [name]}}})


@pytest.mark.usefixtures("stories")
def test_sigterm_ends_a_flow_and_every_process_it_started(landing, tmp_path):
    """As where a process worker cancels a run, or a machine shuts down."""
    environment = {
        **os.environ,
        "PREFECT_API_URL": get_settings_context().settings.api.url,
        "KHOBAO_BATCH_FILES": "1",
    }
    command = [*(sys.executable, "-m", "flows.cli", "run", str(landing))]
    command += ["--warehouse", str(tmp_path / "w.duckdb"), "--workers", "2"]
    with subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, text=True
    ) as run:
        while "collect" not in (line := run.stderr.readline()):
            assert line, "the flow ended before it began"
        run.terminate()
        run.stderr.read()  # ends when every process that holds it has ended

    assert run.returncode == 128 + signal.SIGTERM
    assert release.current(tmp_path / "w.duckdb") is None
