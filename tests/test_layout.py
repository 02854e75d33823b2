"""The rules of the house that a linter cannot check."""

import importlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from flows.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
LOCK = ROOT / "requirements.lock"


def module(name: str):
    return importlib.import_module(name)


@pytest.mark.parametrize("name", ["flows", "transforms", "warehouse"])
def test_no_dependency_has_taken_our_import_names(name):
    assert Path(module(name).__file__).is_relative_to(ROOT)


def test_no_module_of_flows_hides_one_of_the_standard_library():
    ours = {path.stem for path in (ROOT / "flows").glob("*.py")} - {"__init__"}

    assert not ours & sys.stdlib_module_names


def test_sql_and_seeds_are_data_and_no_packages():
    assert not list((ROOT / "sql").rglob("*.py"))
    assert not list((ROOT / "seeds").rglob("*.py"))


def test_the_lock_file_names_no_host_and_hashes_every_release():
    lock = LOCK.read_text()

    assert "://" not in lock
    assert not re.search(r"^\s*--?(index|extra|find|trusted)", lock, re.MULTILINE)
    for release in re.split(r"\n(?=\S)", lock.strip()):
        assert re.match(r"[a-z0-9._-]+==\S+", release), release
        assert "--hash=sha256:" in release, release


def test_the_lock_file_holds_every_dependency_that_is_declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    declared = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    names = {re.match(r"[a-zA-Z0-9._-]+", one)[0].lower() for one in declared}
    locked = set(re.findall(r"^([a-z0-9._-]+)==", LOCK.read_text(), re.MULTILINE))

    assert names <= locked


def test_make_help_lists_every_target():
    makefile = (ROOT / "Makefile").read_text()
    [phony] = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)

    shown = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert {line.split()[1] for line in shown.splitlines()} == set(phony.split())


def test_ci_runs_what_the_makefile_checks():
    calls = re.findall(r"^make (\S+)$", (ROOT / ".ci/run").read_text(), re.MULTILINE)

    assert calls == ["lint", "types", "layers", "sql-style", "test"]


def test_every_dependency_is_bounded_above():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    declared = project["project"]["dependencies"] + project["dependency-groups"]["dev"]

    assert [one for one in declared if "<" not in one] == []


@pytest.mark.parametrize("setting", Settings.model_fields)
def test_the_readme_tells_of_every_setting(setting):
    assert f"KHOBAO_{setting.upper()}" in README
