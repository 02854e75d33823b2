"""The flow on a real Prefect engine, with an API that lives for this module only."""

from datetime import date

import pytest
from prefect.client.orchestration import get_client
from prefect.testing.utilities import prefect_test_harness

from flows.errors import LandingMissingError
from flows.nightly import nightly
from warehouse.fingerprint import fingerprint

pytestmark = [pytest.mark.timeout(300), pytest.mark.xdist_group("prefect")]


@pytest.fixture(scope="module", autouse=True)
def prefect():
    with prefect_test_harness(server_startup_timeout=120):
        yield


@pytest.fixture
def stories(write, story, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)  # no .env of the checkout
    for number in range(4):
        write(f"{number}.txt", story(number))


@pytest.mark.usefixtures("stories")
def test_the_flow_does_what_the_plain_functions_do(night, landing, tmp_path):
    plain, flown = tmp_path / "plain.duckdb", tmp_path / "flown.duckdb"
    night(1, settings={"warehouse": plain})

    report = nightly(landing, flown, date(2026, 3, 1), workers=1)

    assert report.loaded.outcomes["loaded"] == 4
    assert fingerprint(flown) == fingerprint(plain)
    with get_client(sync_client=True) as client:
        [artifact] = client.read_artifacts()
    assert "| loaded | 4 |" in artifact.data


@pytest.mark.usefixtures("stories")
def test_batches_are_read_in_processes_where_there_are_many(
    landing, warehouse, monkeypatch
):
    monkeypatch.setenv("KHOBAO_BATCH_FILES", "2")

    report = nightly(landing, warehouse, date(2026, 3, 1), workers=2)

    assert report.loaded.outcomes["loaded"] == 4


def test_an_error_comes_out_as_it_is_and_is_not_tried_again(landing, warehouse):
    landing.rmdir()

    with pytest.raises(LandingMissingError):
        nightly(landing, warehouse, date(2026, 3, 1))
