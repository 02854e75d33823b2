"""What a night shows on Prefect's pages: how far it is, and its table at the end.

An API that takes no artifact costs the artifact, not the night.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    update_progress_artifact,
)

from flows.night import NightReport, Watch
from flows.show import STEPS, markdown

if TYPE_CHECKING:
    from uuid import UUID

SECONDS_BETWEEN_UPDATES = 2
WHOLE = 100.0

log = logging.getLogger("khobao")


def show_progress() -> Watch:
    """Make a bar on the flow run's page; return the watch that moves it."""
    artifact: UUID | None = None
    last = 0.0
    with _at_best():
        artifact = cast("UUID", create_progress_artifact(0.0, key="night-progress"))

    def watch(what: str, done: int, of: int) -> None:
        nonlocal last
        is_due = time.monotonic() - last > SECONDS_BETWEEN_UPDATES
        if artifact is None or not (is_due or (done == of and what == STEPS[-1])):
            return
        last = time.monotonic()
        whole = WHOLE * (STEPS.index(what) + done / (of or 1)) / len(STEPS)
        with _at_best():
            update_progress_artifact(artifact, whole, f"{what}: {done:,} of {of:,}")

    return watch


def show_table(report: NightReport) -> None:
    """Put the night's table on the flow run's page."""
    with _at_best():
        create_markdown_artifact(
            markdown(report), key="night", description=f"night of {report.run.night}"
        )


@contextmanager
def _at_best() -> Iterator[None]:
    try:
        yield
    except Exception as error:  # noqa: BLE001 (whatever it is, the night goes on)
        log.warning("Prefect did not take an artifact: %s", type(error).__name__)
