"""A Prefect API: the one that is named, or one of our own that goes when we go.

Prefect reads its environment as it is imported, so here it is imported late.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from flows.errors import sentence

HOME = Path("data/prefect")  # the history of our own API
QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",  # an error is told once, by us
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
}
HOST = "127.0.0.1"
SECONDS_TO_START = 60  # on a loaded machine


@contextmanager
def own_api() -> Iterator[None]:
    """Name a Prefect API of our own while the block lasts, unless one is named already.

    It is quiet and private, but for what the environment says otherwise. Where it does
    not start, `trouble` will tell.
    """
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    if os.environ.get("PREFECT_API_URL"):
        yield
        return
    os.environ.setdefault("PREFECT_HOME", str(HOME.resolve()))
    with suppress(OSError):  # the server will fail, and the night do without
        Path(os.environ["PREFECT_HOME"]).mkdir(parents=True, exist_ok=True)
    with _server() as address:
        os.environ["PREFECT_API_URL"] = address
        try:
            yield
        finally:
            del os.environ["PREFECT_API_URL"]


def trouble() -> str | None:
    """Return what is wrong with the Prefect API that is named; None if it answers."""
    try:
        from prefect import get_client  # noqa: PLC0415

        with get_client(sync_client=True) as client:
            error = client.api_healthcheck()
    except Exception as failure:  # noqa: BLE001 (any: the night can do without)
        error = failure
    return sentence(error) if error else None


@contextmanager
def _server() -> Iterator[str]:
    """Start flows.api_server; give its address once it answers, or will not."""
    port = _free_port()
    server = subprocess.Popen(  # noqa: S603 (our own)
        [sys.executable, "-m", "flows.api_server", str(port)],
        stdin=subprocess.PIPE,
        start_new_session=True,  # Ctrl-C is for us: it ends when its input does
    )
    try:
        _await(server, f"http://{HOST}:{port}/api/health")
        yield f"http://{HOST}:{port}/api"
    finally:
        server.communicate()


def _await(server: "subprocess.Popen[bytes]", health: str) -> None:
    """Wait until a server answers, has ended, or took too long."""
    deadline = time.monotonic() + SECONDS_TO_START
    while server.poll() is None and time.monotonic() < deadline:
        try:
            if urlopen(health, timeout=1).status == HTTPStatus.OK:  # noqa: S310
                return
        except URLError:
            time.sleep(0.1)


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as taken:
        return int(taken.getsockname()[1])
