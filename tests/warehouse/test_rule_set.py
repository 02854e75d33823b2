from warehouse import rule_set as module
from warehouse.files import folder

rule_set = module.rule_set


def test_the_rule_set_is_the_same_every_time_and_another_for_another_zone():
    assert rule_set("Asia/Ho_Chi_Minh") == rule_set("Asia/Ho_Chi_Minh")
    assert rule_set("Asia/Ho_Chi_Minh") != rule_set("Europe/Paris")


def test_a_changed_query_is_another_rule_set(tmp_path, monkeypatch):
    before = rule_set("Asia/Ho_Chi_Minh")
    for layer in module.LAYERS:
        (tmp_path / "sql" / layer).mkdir(parents=True)
        for query in (folder("sql") / layer).glob("*.sql"):
            (tmp_path / "sql" / layer / query.name).write_text(query.read_text())
    monkeypatch.setattr(module, "folder", lambda name: tmp_path / name)

    rule_set.cache_clear()
    assert rule_set("Asia/Ho_Chi_Minh") == before
    (tmp_path / "sql" / "dim" / "dim_file.sql").write_text("select 1")
    rule_set.cache_clear()
    assert rule_set("Asia/Ho_Chi_Minh") != before
    rule_set.cache_clear()
