from datetime import date

import httpx
import pytest

from flows import start
from flows.errors import LandingMissingError
from flows.night import NightOptions, unwatched
from flows.settings import Settings
from flows.start import run_either_way


@pytest.fixture
def options(landing, warehouse):
    settings = Settings(landing=landing, warehouse=warehouse)
    return NightOptions(settings=settings, night=date(2026, 3, 1))


@pytest.fixture
def plainly(monkeypatch):
    """What was run without Prefect."""
    done = []
    monkeypatch.setattr(start, "run_night", lambda asked, _watch: done.append(asked))
    return done


def test_without_a_named_api_the_night_runs_plainly(options, plainly, monkeypatch):
    monkeypatch.delenv("PREFECT_API_URL", raising=False)

    run_either_way(options, unwatched)

    assert plainly == [options]


@pytest.fixture
def flow(monkeypatch):
    """A Prefect API that answers, and a flow that ends with an error."""
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    monkeypatch.setattr(start, "trouble", lambda: None)

    def fails_with(error: Exception) -> None:
        def run_flow(_options):
            raise error

        monkeypatch.setattr("flows.nightly.run_flow", run_flow)

    return fails_with


def test_an_api_that_goes_away_does_not_cost_the_night(options, plainly, flow, capsys):
    flow(httpx.ConnectError("All connection attempts failed"))

    run_either_way(options, unwatched)

    assert plainly == [options]
    assert "Prefect's API went away: ConnectError" in capsys.readouterr().err


def test_a_night_that_fails_under_prefect_is_not_done_over(options, plainly, flow):
    flow(LandingMissingError("no landing folder"))

    with pytest.raises(LandingMissingError):
        run_either_way(options, unwatched)

    assert plainly == []
