"""Tell people that something went wrong: one line of text, posted to one webhook.

The JSON is `{"text": "..."}`, which Slack, Mattermost and Teams' connectors take as it
is. A webhook that does not answer never changes how a night ends: that is said on
stderr. Its address holds a secret, so no message and no log names it.
"""

import json
import logging
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from flows.errors import exit_code, sentence
from flows.settings import Settings
from warehouse.lock import BusyError

SECONDS_TO_ANSWER = 5

log = logging.getLogger("khobao")


@contextmanager
def alerting(settings: Settings, what: str) -> Iterator[None]:
    """Send an alert for an error that ends the block, and let the error go on.

    Silent where somebody stopped the program, and where another run is at work: that
    one tells how it ends.
    """
    try:
        yield
    except BusyError:
        raise
    except Exception as error:
        code = exit_code(error)
        alert(settings, f"{what} failed (exit code {code}): {sentence(error)}")
        raise


def alert(settings: Settings, text: str) -> None:
    """Post a line of text to KHOBAO_WEBHOOK, where one is set."""
    if settings.webhook is None:
        return
    line = {"text": f"Kho Báo on {platform.node()}: {text}"}
    post = Request(  # noqa: S310 (the settings let only http and https through)
        str(settings.webhook.get_secret_value()),
        data=json.dumps(line).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        urlopen(post, timeout=SECONDS_TO_ANSWER).close()  # noqa: S310
    except HTTPError as answer:
        _complain(f"it answered {answer.code}")
    except Exception as error:  # noqa: BLE001 (whatever it is, the night goes on)
        _complain(type(error).__name__)  # the error's words may hold the address


def _complain(trouble: str) -> None:
    log.warning("KHOBAO_WEBHOOK did not take an alert: %s", trouble)
