import os
import subprocess
import sys

import pytest

from flows.ask import about, questions
from flows.tonight import READY_MADE


def test_the_ready_made_questions_are_there():
    assert set(READY_MADE) <= set(questions())


@pytest.fixture
def tonight(landing, warehouse, tmp_path):
    """Run what `make run` runs, where no Prefect API answers."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PREFECT_", "KHOBAO_"))
    }
    environment |= {"PREFECT_API_URL": "http://127.0.0.1:9/api"}

    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "flows.tonight", str(landing), str(warehouse)],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            env=environment,
        )

    return run


def test_without_an_api_the_same_night_runs_and_says_so(tonight, write, story):
    write("a.txt", story(0))

    done = tonight()

    assert done.returncode == 0
    assert "running without Prefect" in done.stderr.splitlines()[0]
    assert "(release 1)" in done.stdout
    assert all(about(questions()[name]) in done.stdout for name in READY_MADE)


def test_its_exit_codes_are_those_of_khobao(tonight, landing):
    landing.rmdir()

    done = tonight()

    assert done.returncode == 66
    assert "Traceback" not in done.stderr
