from pathlib import Path

import pytest

from flows.errors import SettingsError
from flows.settings import FEW_FILES, read_settings


@pytest.fixture(autouse=True)
def bare(monkeypatch, tmp_path):
    """No .env, and none of our variables."""
    monkeypatch.chdir(tmp_path)
    for name in ("WAREHOUSE", "LANDING", "ZONE", "WORKERS"):
        monkeypatch.delenv(f"KHOBAO_{name}", raising=False)


def test_without_any_word_there_is_a_usual_place_for_everything():
    settings = read_settings()

    assert settings.landing == "seeds/articles"
    assert settings.warehouse == Path("data/warehouse.duckdb")
    assert settings.zone == "Asia/Ho_Chi_Minh"


def test_the_command_line_comes_before_the_environment(monkeypatch):
    monkeypatch.setenv("KHOBAO_LANDING", "from-environment")
    monkeypatch.setenv("KHOBAO_WAREHOUSE", "from-environment.duckdb")

    settings = read_settings(landing=Path("given"))

    assert settings.landing == "given"
    assert settings.warehouse == Path("from-environment.duckdb")


def test_a_dot_env_file_sets_what_the_environment_does_not(tmp_path):
    (tmp_path / ".env").write_text("KHOBAO_WORKERS=3\nSOMEBODY_ELSES=1\n")

    assert read_settings().workers == 3


@pytest.mark.parametrize(
    ("name", "value"),
    [("KHOBAO_WORKERS", "0"), ("KHOBAO_ZONE", "Mars/Phobos"), ("KHOBAO_ZONE", "../x")],
)
def test_a_setting_that_makes_no_sense_is_named(monkeypatch, name, value):
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingsError, match=name):
        read_settings()


def test_few_files_need_no_worker_processes():
    settings = read_settings()

    assert settings.workers_for(FEW_FILES - 1) == 1
    assert settings.workers_for(FEW_FILES) >= 1
    assert read_settings(workers=4).workers_for(2) == 4


def test_a_warehouse_name_that_duckdb_takes_for_a_pattern_is_refused():
    with pytest.raises(SettingsError, match=r"KHOBAO_WAREHOUSE: .*pattern"):
        read_settings(warehouse=Path("data/press[1].duckdb"))
