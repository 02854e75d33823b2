from pathlib import Path

import pytest

import warehouse
from warehouse import rule_set as module
from warehouse.files import folder

rule_set = module.rule_set


def test_the_rule_set_is_the_same_every_time_and_another_for_another_zone():
    assert rule_set("Asia/Ho_Chi_Minh") == rule_set("Asia/Ho_Chi_Minh")
    assert rule_set("Asia/Ho_Chi_Minh") != rule_set("Europe/Paris")


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """Put the project's files somewhere else; return where."""

    def move(name):
        home = tmp_path / name
        for layer in module.LAYERS:
            (home / "sql" / layer).mkdir(parents=True)
            for query in (folder("sql") / layer).glob("*.sql"):
                (home / "sql" / layer / query.name).write_text(query.read_text())
        (home / "warehouse").mkdir()
        for table in Path(warehouse.__file__).parent.glob("tables*.py"):
            (home / "warehouse" / table.name).write_text(table.read_text())
        return home

    def settle(home, sql=None):
        monkeypatch.setattr(module, "folder", lambda name: (sql or home) / name)
        monkeypatch.setattr(module, "__file__", str(home / "warehouse/rule_set.py"))
        rule_set.cache_clear()

    yield move, settle
    rule_set.cache_clear()


def test_a_rule_set_does_not_depend_on_where_the_project_lies(elsewhere):
    move, settle = elsewhere
    before = rule_set("Asia/Ho_Chi_Minh")

    for name in ("a", "z"):
        settle(move(name))
        assert rule_set("Asia/Ho_Chi_Minh") == before


def test_a_packaged_layout_gives_the_same_rule_set(elsewhere):
    move, settle = elsewhere
    before = rule_set("Asia/Ho_Chi_Minh")
    home = move("wheel")
    (home / "sql").rename(home / "warehouse" / "sql")

    settle(home, sql=home / "warehouse")
    assert rule_set("Asia/Ho_Chi_Minh") == before


def test_a_changed_query_is_another_rule_set(elsewhere):
    move, settle = elsewhere
    before = rule_set("Asia/Ho_Chi_Minh")
    home = move("changed")
    (home / "sql" / "dim" / "dim_file.sql").write_text("select 1")

    settle(home)
    assert rule_set("Asia/Ho_Chi_Minh") != before
