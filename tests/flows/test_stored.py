"""What a night leaves on disk: text that is safe to show, and nothing that runs."""

import ast
import os
import pickletools
import re
from pathlib import Path

import pytest

from warehouse.connect import read_only

ROOT = Path(__file__).parents[2]
NOT_STORED = "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x{9f}]"
SERIALISERS = {"pickle", "cloudpickle", "dill", "joblib", "marshal", "shelve"}
HOSTILE_PAGE = """<html><head><link rel="canonical" href="https://bao.example/h&#27;i&#0;">
<title>Hội\x1b]0;x\x07 xuân</title><script type="application/ld+json">
{"@type": "NewsArticle", "headline": "Hội \\u0000\\u001b[31m\\ud800 xuân",
"author": {"name": "Lò\\u0007 Thị\\u009b Mẩy"}, "datePublished": "2026-03-01"}</script>
</head><body><article><h1>Hội\x9b xuân</h1>
<p>Xã Nậm Pồng mở hội\x00 lần thứ hai, có hai trò chơi và hơn hai đội thi kéo co.</p>
<p>Ban tổ chức trao hai giải\x1b[2J cho các bản đạt thành tích cao nhất.</p>
</article></body></html>"""


@pytest.fixture
def after_a_hostile_night(night, write, landing, story, warehouse) -> Path:
    """A warehouse of pages and file names that carry what no text should."""
    write("hội.html", HOSTILE_PAGE)
    for name in (b"\x1b[31m.txt", b"a\nb\x07.txt", b"\xe9\xff.txt", b"\xc2\x9b.txt"):
        (landing / os.fsdecode(name)).write_bytes(story(1).encode())
    (landing / "link\x1b.txt").symlink_to("/nowhere\x07")
    night(is_accepted=True)
    return warehouse


def test_no_text_of_a_warehouse_holds_a_control_character(after_a_hostile_night):
    with read_only(after_a_hostile_night) as connection:
        columns = connection.execute(
            "select table_name, column_name from duckdb_columns() "
            "where not internal and data_type = 'VARCHAR' "
            "and not starts_with(table_name, 'seed_')"
        ).fetchall()
        bad = [
            (table, column)
            for table, column in columns
            if connection.execute(
                f"select count(*) from {table} where regexp_matches({column}, ?)",
                [NOT_STORED],
            ).fetchone()
            != (0,)
        ]
        titles = connection.execute("select title from mart_article").fetchall()

    assert len(columns) > 100
    assert bad == []
    assert len(titles) == 2


def test_nothing_that_a_night_keeps_is_a_pickle(two_articles):
    files = [file for file in two_articles.parent.rglob("*") if file.is_file()]

    assert files
    assert [file for file in files if is_pickle(file.read_bytes())] == []


def is_pickle(raw: bytes) -> bool:
    try:
        return bool([*pickletools.genops(raw)])
    except Exception:  # noqa: BLE001 (whatever it stumbles over: it is none)
        return False


@pytest.mark.parametrize("room", ["flows", "transforms", "warehouse"])
def test_no_code_of_ours_names_a_serialiser_that_runs_what_it_reads(room):
    named = set()
    for file in (ROOT / room).rglob("*.py"):
        source = file.read_text()
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Import):
                named |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                named.add((node.module or "").partition(".")[0])
        assert not re.search(r"allow_pickle|persist_result\s*=\s*True|eval\(", source)

    assert not named & SERIALISERS
