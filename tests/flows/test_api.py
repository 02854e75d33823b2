import os
import subprocess
import sys

from flows import api
from flows.api import own_api


def test_a_server_of_our_own_ends_with_its_input_however_early():
    server = subprocess.Popen(
        [sys.executable, "-m", "flows.api_server", "0"], stdin=subprocess.PIPE
    )
    server.stdin.close()  # as the kernel does when its parent is killed

    assert server.wait(timeout=60) is not None


def test_a_named_api_is_taken_as_it_is(monkeypatch):
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    monkeypatch.setattr(api, "_server", None)
    for name in api.QUIET:
        monkeypatch.setenv(name, "as it was")

    with own_api():
        assert os.environ["PREFECT_API_URL"] == "http://127.0.0.1:9/api"
