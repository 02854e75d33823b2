import json
import logging
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from click.testing import CliRunner

from flows.alerts import alert, alerting
from flows.cli import main
from flows.errors import LandingMissingError, NightGoneWrongError, StoppedError
from flows.night import NightOptions, run_night
from flows.settings import Settings
from warehouse.lock import BusyError, locked

SECRET = "T0K3N"  # noqa: S105 (of a webhook on this machine)


class Webhook(BaseHTTPRequestHandler):
    def do_POST(self):
        length = int(self.headers["Content-Length"])
        self.server.told.append(json.loads(self.rfile.read(length)))
        self.send_response(self.server.answer)
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def webhook():
    """A webhook on this machine; `told` is what it was sent, `answer` its status."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Webhook) as server:
        server.told, server.answer = [], 200
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def settings(webhook, landing, warehouse):
    address = f"http://127.0.0.1:{webhook.server_port}/{SECRET}"
    return Settings(landing=landing, warehouse=warehouse, webhook=address, workers=1)


@pytest.fixture
def said(caplog):
    """What was said on stderr, by us or by anybody else, however low."""
    caplog.set_level(logging.DEBUG)
    logging.getLogger("khobao").propagate = True
    return caplog


def test_an_alert_is_one_text_in_a_json(settings, webhook):
    alert(settings, "đêm không có tin")

    [told] = webhook.told
    assert list(told) == ["text"]
    assert told["text"].startswith("Kho Báo on ")
    assert told["text"].endswith(": đêm không có tin")


def test_without_a_webhook_nothing_is_sent(landing):
    alert(Settings(landing=landing), "nobody listens")


@pytest.mark.parametrize("answer", [404, 500])
def test_a_webhook_that_refuses_is_said_without_its_address(
    settings, webhook, said, answer
):
    webhook.answer = answer

    alert(settings, "text")

    assert f"it answered {answer}" in said.text
    assert SECRET not in said.text


def test_a_webhook_that_cannot_be_reached_changes_nothing(landing, said):
    nowhere = Settings(landing=landing, webhook=f"http://127.0.0.1:9/{SECRET}")

    with pytest.raises(LandingMissingError), alerting(nowhere, "the night"):
        raise LandingMissingError("no landing folder")

    assert "did not take an alert: URLError" in said.text
    assert SECRET not in said.text


def test_the_address_does_not_show_in_the_settings(settings):
    assert SECRET not in repr(settings)
    assert SECRET not in str(settings.model_dump())


@pytest.mark.parametrize("quiet", [BusyError("busy"), StoppedError(143)])
def test_a_stop_and_another_run_at_work_are_no_alerts(settings, webhook, quiet):
    with pytest.raises(type(quiet)), alerting(settings, "the night"):
        raise quiet

    assert webhook.told == []


@pytest.fixture
def night(settings, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    def run(**asked):
        options = NightOptions(settings=settings, night=date(2026, 3, 1), **asked)
        return run_night(options)

    return run


def test_a_night_that_fails_alerts_with_its_exit_code(night, webhook, landing):
    landing.rmdir()

    with pytest.raises(LandingMissingError):
        night()

    [told] = webhook.told
    assert "the night of 2026-03-01 into" in told["text"]
    assert "failed (exit code 66): no landing folder to read" in told["text"]


def test_a_night_beside_another_does_not_alert(night, webhook, warehouse):
    with locked(warehouse), pytest.raises(BusyError):
        night()

    assert webhook.told == []


def test_too_much_quarantine_alerts_whether_refused_or_accepted(night, webhook, write):
    for number in range(10):
        write(f"{number}.txt", f"{number}")

    with pytest.raises(NightGoneWrongError):
        night()
    night(is_accepted=True)

    refused, accepted = (told["text"] for told in webhook.told)
    assert "failed (exit code 1): 10 of 10 new files are quarantined" in refused
    assert "was published although 10 of 10 new files are quarantined" in accepted


def test_a_dry_run_has_somebody_looking_on(night, webhook, landing):
    landing.rmdir()

    with pytest.raises(LandingMissingError):
        night(is_dry_run=True)

    assert webhook.told == []


def test_data_that_are_too_old_alert(webhook, two_articles, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KHOBAO_WEBHOOK", f"http://127.0.0.1:{webhook.server_port}/")
    asked = ["status", "--max-age-days", "1", "--warehouse", str(two_articles)]

    done = CliRunner().invoke(main, asked)

    [told] = webhook.told
    assert done.exit_code == 65
    assert "failed (exit code 65): the last night is 2026-03-01" in told["text"]
