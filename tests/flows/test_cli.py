import json
import signal
import subprocess
import sys
from pathlib import Path

import click
import duckdb
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from flows.cli import main
from tests.transforms.unpacking.made import zip_of
from warehouse.files import beside
from warehouse.lock import locked
from warehouse.release import current

COMMANDS = sorted(main.commands)
ROOT = Path(__file__).parents[2]
KHOBAO = [sys.executable, "-m", "flows.cli"]
HEAVY = ("prefect", "duckdb", "pyarrow", "bs4", "sqlalchemy", "pydantic", "rich")


@pytest.fixture
def khobao(monkeypatch, tmp_path, warehouse):
    """Run a command in this process; the warehouse is the test's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setenv("KHOBAO_WAREHOUSE", str(warehouse))

    def run(*arguments: str | Path):
        return CliRunner().invoke(main, [str(one) for one in arguments])

    return run


@pytest.fixture
def loaded(khobao, monkeypatch, two_articles):
    """Run a command on a warehouse of two articles."""
    monkeypatch.setenv("KHOBAO_WAREHOUSE", str(two_articles))
    return khobao


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does_and_shows_an_example(name):
    command = main.commands[name]
    shown = CliRunner().invoke(main, [name, "--help"]).output

    assert command.help
    assert f"Example:\n    khobao {name}" in shown
    assert all(
        option.help for option in command.params if isinstance(option, click.Option)
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name):
    readme = (ROOT / "README.md").read_text()
    if not readme:
        pytest.skip("the README is not written yet")

    assert f"khobao {name}" in readme


def test_help_imports_nothing_heavy():
    code = (
        "import sys, flows.cli\n"
        "try: flows.cli.main(['--help'])\n"
        "except SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert "Commands:" in done.stdout
    assert not {name.partition(".")[0] for name in done.stderr.split()} & set(HEAVY)


def test_a_run_tells_what_it_did_and_where_the_warehouse_is(
    khobao, landing, write, story, warehouse
):
    write("a.txt", story(0))

    done = khobao("run", landing, "--night", "2026-03-01")

    assert done.exit_code == 0
    assert "night of 2026-03-01" in done.stdout
    assert ["loaded", "1"] in [line.split() for line in done.stdout.splitlines()]
    assert f"published: {warehouse} (release 1)" in done.stdout


def test_a_dry_run_says_that_nothing_changed(khobao, landing, warehouse):
    done = khobao("run", landing, "--dry-run")

    assert done.exit_code == 0
    assert f"dry run: {warehouse} is as it was" in done.stdout


def test_the_first_night_that_fails_ends_a_backfill_with_its_exit_code(
    khobao, landing, warehouse
):
    (landing / "2026-03-02").mkdir()
    warehouse.parent.mkdir()

    with locked(warehouse):
        done = khobao("run", landing, "--nights", "2026-03-01..2026-03-09")

    assert done.exit_code == 75
    assert "another run is at work" in done.stderr
    nights = [line.split() for line in done.stdout.splitlines()]
    assert ["2026-03-01", "no", "folder"] in nights
    assert nights[-1][:2] == ["2026-03-02", "failed"]


def test_one_night_and_many_are_not_asked_for_at_once(khobao, landing):
    done = khobao("run", landing, "--night", "2026-03-01", "--nights", "a..b")

    assert done.exit_code == 2
    assert "--nights are many" in done.stderr


def test_exit_code_66_and_one_line_without_a_landing_folder(tmp_path):
    done = subprocess.run(
        [*KHOBAO, "run", str(tmp_path / "nowhere"), "--warehouse", "w.duckdb"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )

    assert done.returncode == 66
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "nowhere" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_exit_code_75_while_another_run_is_at_work(tmp_path, landing):
    warehouse = tmp_path / "w.duckdb"
    command = [*KHOBAO, "run", str(landing), "--warehouse", str(warehouse)]

    with locked(warehouse):
        done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 75
    assert "another run is at work" in done.stderr


def test_exit_code_1_and_one_line_where_the_warehouse_is_damaged(
    khobao, landing, warehouse
):
    warehouse.parent.mkdir()
    warehouse.write_bytes(b"no database")

    done = khobao("run", landing)

    assert done.exit_code == 1
    assert "Traceback" not in done.stderr
    assert "khobao: " in done.stderr.splitlines()[-1]


def test_debug_shows_where_an_error_arose(khobao, tmp_path):
    done = khobao("--debug", "run", tmp_path / "nowhere")

    assert type(done.exception).__name__ == "LandingMissingError"


def test_a_setting_that_makes_no_sense_is_one_sentence(khobao, landing, monkeypatch):
    monkeypatch.setenv("KHOBAO_ZONE", "Mars/Phobos")

    done = khobao("run", landing)

    assert done.exit_code == 1
    assert "khobao: KHOBAO_ZONE" in done.stderr


def test_clean_prints_one_json_object_a_line(khobao, write, story):
    done = khobao("clean", write("a.txt", story(0)), write("b.bin", b"\x00\xff" * 9))

    [article, rejected] = map(json.loads, done.stdout.splitlines())
    assert done.exit_code == 0
    assert article["title"] == "Xã Nậm Pồng mở hội lần thứ 2"
    assert rejected["rejected"]


def test_clean_prints_one_object_for_each_member_of_an_archive(khobao, write, story):
    pack = zip_of({"tin/a.txt": story(0).encode(), "b.json": b'{"text": "Mua to."}'})

    done = khobao("clean", write("a.zip", pack))

    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["file"].partition("a.zip")[2] for one in found] == [
        "!/tin/a.txt",
        "!/b.json",
        "",
    ]
    assert [one.get("rejected") for one in found] == [None, None, "archive"]


def test_clean_goes_on_after_a_file_it_cannot_open(khobao, write, story, tmp_path):
    done = khobao("clean", tmp_path / "nowhere.txt", write("a.txt", story(0)))

    assert done.exit_code == 1
    assert "nowhere.txt" in done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_suggest_lists_lines_that_many_files_share(khobao, landing, write, story):
    shared = "\nTheo dõi kênh của xã tại đây\n"
    for number in range(6):
        write(f"{number}.txt", story(number) + shared)
    rest = {f"{n}.txt": (story(n) + shared).encode() for n in range(6, 12)}
    write("a.zip", zip_of(rest))

    done = khobao("suggest", landing)

    assert done.exit_code == 0
    assert "Theo dõi kênh của xã tại đây" in done.stdout


def test_sql_answers_as_table_csv_json_or_parquet(loaded, tmp_path):
    query = "select source_file, word_count > 1 as is_long from mart_article order by 1"
    output = tmp_path / "answer.parquet"

    assert "a.txt" in loaded("sql", query).stdout
    assert loaded("sql", query, "--format", "csv").stdout == (
        "source_file,is_long\na.txt,true\nb.txt,true\n"
    )
    assert json.loads(loaded("sql", query, "--format", "json").stdout) == [
        {"source_file": "a.txt", "is_long": True},
        {"source_file": "b.txt", "is_long": True},
    ]
    loaded("sql", query, "--format", "parquet", "--output", output)
    assert pq.read_table(output).num_rows == 2


def test_an_empty_answer_is_still_valid_json(loaded):
    none = loaded("sql", "from mart_article where false", "--format", "json")

    assert json.loads(none.stdout) == []


def test_sql_cannot_leave_the_warehouse(loaded, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")

    for query in (
        f"from read_text('{secret}')",
        f"copy (select 1) to '{tmp_path}/out.csv'",
        "delete from dim_article",
        f"attach '{tmp_path}/other.duckdb'",
    ):
        done = loaded("sql", query)
        assert done.exit_code == 1, query
        assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("selec 1", "syntax error"),
        ("from mart_artcle", "mart_article"),
        ("", "no question"),
    ],
)
def test_a_query_that_is_wrong_is_told_in_one_line(loaded, query, said):
    done = loaded("sql", query)

    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1
    assert said in done.stderr


def test_without_a_warehouse_it_says_how_to_make_one(khobao):
    for command in (["sql", "select 1"], ["status"], ["report", "most_read"]):
        done = khobao(*command)
        assert done.exit_code == 1
        assert "khobao run" in done.stderr


def test_a_parquet_answer_needs_a_file(loaded):
    assert "--output" in loaded("sql", "select 1", "--format", "parquet").stderr


def test_report_lists_the_questions_and_answers_each(loaded):
    listed = loaded("report").stdout.splitlines()

    assert listed
    for line in listed:
        name, sentence = line.split(maxsplit=1)
        assert sentence.endswith("?")
        assert loaded("report", name, "--format", "json").exit_code == 0


def test_a_report_that_is_not_there_names_those_that_are(khobao):
    done = khobao("report", "no_such")

    assert done.exit_code == 1
    assert "most_read" in done.stderr


def test_status_tells_where_how_much_and_how_old(loaded, two_articles):
    shown = loaded("status").stdout

    assert str(two_articles.resolve()) in shown
    assert "articles        2" in shown
    assert "last night      2026-03-01 (" in shown


def test_a_reader_that_has_read_enough_is_no_error(two_articles):
    query = "select repeat('x', 9000) from range(900)"
    command = [
        *KHOBAO,
        "sql",
        query,
        "--format",
        "csv",
        "--warehouse",
        str(two_articles),
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as asked:
        asked.stdout.readline()
        asked.stdout.close()
        said = asked.stderr.read()

    assert (asked.returncode, said) == (0, b"")


def test_a_foreign_database_is_no_warehouse(khobao, warehouse):
    warehouse.parent.mkdir()
    duckdb.connect(warehouse).close()

    done = khobao("status")

    assert done.exit_code == 1
    assert "mart_" in done.stderr


def test_an_answer_is_never_written_over_the_warehouse(loaded, two_articles):
    before = two_articles.resolve().read_bytes()
    inside = beside(two_articles, "raw") / "a.csv"

    for output in (two_articles, two_articles.resolve(), inside):
        done = loaded("sql", "select 1", "--output", output)
        assert done.exit_code == 1
        assert "belongs to the warehouse" in done.stderr

    assert two_articles.resolve().read_bytes() == before


def test_two_questions_at_once_are_refused(loaded):
    assert "more than one question" in loaded("sql", "select 1; select 2").stderr


def test_sigterm_ends_the_run_in_order(landing, warehouse, story):
    landing.mkdir(exist_ok=True)
    for number in range(600):
        (landing / f"{number}.txt").write_text(story(number))
    command = [*KHOBAO, "run", landing, "--warehouse", warehouse, "--workers", "2"]

    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as run:
        assert "collecting" in run.stderr.readline()
        run.terminate()
        said = run.stderr.read()  # ends when every process that holds it has ended

    assert run.returncode == 128 + signal.SIGTERM
    assert said.splitlines()[-1].startswith("khobao: stopped by SIGTERM")
    assert current(warehouse) is None
