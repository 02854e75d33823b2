import pytest
from click.testing import CliRunner

from flows.cli import main
from warehouse.fingerprint import fingerprint
from warehouse.lock import locked
from warehouse.release import current


@pytest.fixture
def khobao(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PREFECT_API_URL", raising=False)

    def run(*arguments: str):
        return CliRunner().invoke(main, list(map(str, arguments)))

    return run


def test_a_night_is_taken_back_and_given_again_and_loaded_again_by_the_next_run(
    khobao, night, write, story, warehouse
):
    write("a.txt", story(0))
    night(1)
    first = fingerprint(warehouse)
    write("b.txt", story(1))
    night(2)
    second = fingerprint(warehouse)

    done = khobao("rollback", "--warehouse", warehouse)
    assert "from release 2 to release 1 (night of 2026-03-01" in done.stdout
    assert fingerprint(warehouse) == first

    khobao("rollback", "--to", "2", "--warehouse", warehouse)
    assert fingerprint(warehouse) == second

    khobao("rollback", "--warehouse", warehouse)
    assert night(2).loaded.outcomes == {"loaded": 1, "unchanged": 1}
    assert fingerprint(warehouse) == second


def test_nothing_is_rolled_back_where_nothing_is_older(khobao, two_articles, tmp_path):
    before = current(two_articles)

    alone = khobao("rollback", "--warehouse", two_articles)
    nowhere = khobao("rollback", "--warehouse", tmp_path / "none.duckdb")

    assert "no older release" in alone.stderr
    assert "no warehouse" in nowhere.stderr
    assert current(two_articles) == before


def test_nothing_is_rolled_back_while_a_run_is_at_work(khobao, two_articles):
    with locked(two_articles):
        assert khobao("rollback", "--warehouse", two_articles).exit_code == 75


def test_status_ends_otherwise_where_the_data_are_too_old(khobao, two_articles):
    status = ("status", "--warehouse", two_articles, "--max-age-days")

    assert khobao(*status, "9999").exit_code == 0
    done = khobao(*status, "0")
    assert done.exit_code == 65
    assert "2026-03-01" in done.stderr
    assert "releases        1; at 1" in done.stdout
