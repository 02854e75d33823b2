"""What is in quarantine, told and read once more, through the command line."""

import shutil
from datetime import date

import pytest
from click.testing import CliRunner

from flows import readers
from flows.cli import main
from flows.night import NightOptions, run_night
from flows.quarantine import held
from flows.settings import Settings
from warehouse.connect import read_only
from warehouse.fingerprint import fingerprint
from warehouse.release import current

pytestmark = pytest.mark.xdist_group("quarantine")  # one night serves them all

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(99)
# The real reader, but for articles that say that they are too much for it.
WEAK = """
import os, transforms.batch as batch
from flows.reader import main
def weak(raw, zone, read=batch.read_article):
    if b"MUCH" in raw:
        os.abort()
    return read(raw, zone)
batch.read_article = weak
main()
"""


@pytest.fixture(scope="module")
def refused(tmp_path_factory):
    """Return a warehouse that refused some files in two nights, to be read only."""
    folder = tmp_path_factory.mktemp("refused")
    landing = folder / "landing"
    landing.mkdir()
    for name in ("a.bin", "copy.bin"):
        (landing / name).write_bytes(PICTURE)
    (landing / "e.html").write_text("<h1>404: không tìm thấy trang</h1>\x1b[31m")
    (landing / "out.txt").symlink_to("/etc/hostname")
    settings = Settings(landing=landing, warehouse=folder / "warehouse.duckdb")
    for day in (1, 2):
        run_night(NightOptions(settings=settings, night=date(2026, 3, day)))
    return folder / "warehouse.duckdb"


@pytest.fixture
def khobao(monkeypatch, tmp_path, refused):
    """Run a command, by default on the warehouse that refused some files."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KHOBAO_WAREHOUSE", str(refused))
    monkeypatch.delenv("PREFECT_API_URL", raising=False)

    def run(*arguments: str):
        return CliRunner().invoke(main, list(map(str, arguments)))

    return run


@pytest.fixture
def weakly(monkeypatch, tmp_path, night):
    """Run a night whose readers die of some articles."""

    def run(day: int):
        script = tmp_path / "weak.py"
        script.write_text(WEAK)
        with monkeypatch.context() as patch:
            patch.setattr(readers, "PROGRAM", [readers.PROGRAM[0], str(script)])
            readers.end_idle()
            report = night(day)
            readers.end_idle()
        return report

    return run


@pytest.fixture
def calm(write, story, night, tmp_path):
    """Return the warehouse of two stories that nothing disturbed."""
    write("a.txt", story(0))
    write("b.txt", story(1) + " MUCH")
    warehouse = tmp_path / "calm.duckdb"
    night(1, settings={"warehouse": warehouse})
    return warehouse


def test_what_is_in_quarantine_is_listed_with_why_how_often_and_since_when(khobao):
    listed = khobao("quarantine", "list").stdout.splitlines()

    rows = {line.split()[0]: line.split() for line in listed[2:]}
    assert set(rows) == {"a.bin", "e.html", "out.txt"}
    assert rows["a.bin"][1] == "unknown_type"
    assert rows["a.bin"][-4:-1] == ["1", "2026-03-01", "2026-03-02"]
    assert rows["out.txt"][-3:] == ["2", "2026-03-01", "2026-03-02"]


def test_a_list_may_be_of_one_reason(khobao):
    listed = khobao("quarantine", "list", "--reason", "outside_link").stdout

    assert "out.txt" in listed
    assert "a.bin" not in listed


def test_show_tells_the_reason_the_first_bytes_and_where_they_are_kept(khobao, refused):
    shown = khobao("quarantine", "show", "e.html").stdout
    [digest] = [one.sha256 for one in held(refused) if one.source_file == "e.html"]

    assert "error_page" in shown
    assert "3c 68 31 3e 34 30 34" in shown
    assert "text, as utf-8:" in shown
    assert "warehouse.raw/" in shown
    assert "\x1b" not in shown
    assert khobao("quarantine", "show", digest[:12]).stdout == shown


def test_what_is_not_in_quarantine_is_told_so(khobao):
    done = khobao("quarantine", "show", "a.txt")

    assert done.exit_code == 1
    assert "khobao quarantine list" in done.stderr


def test_names_that_could_not_be_opened_cannot_be_read_once_more(khobao, refused):
    before = current(refused)

    done = khobao("quarantine", "replay", "out.txt")

    assert done.exit_code == 1
    assert "no bytes" in done.stderr
    assert current(refused) == before


def test_what_is_mended_or_gone_is_no_longer_in_quarantine(
    night, write, story, landing, warehouse
):
    write("a.bin", PICTURE)
    (landing / "out.txt").symlink_to("/etc/hostname")
    night(1)
    write("a.bin", story(0))
    (landing / "out.txt").unlink()
    night(2)

    assert held(warehouse) == []


def test_replay_reads_kept_bytes_once_more_without_the_landing_folder(
    khobao, weakly, warehouse, calm, landing
):
    assert weakly(1).loaded.reasons == (("quarantined", "reader_died", 1),)
    shutil.rmtree(landing)

    done = khobao(
        "quarantine", "replay", "--reason", "reader_died", "--warehouse", warehouse
    )

    assert done.exit_code == 0
    assert ["loaded", "1"] in [line.split() for line in done.stdout.splitlines()]
    assert held(warehouse) == []
    assert fingerprint(warehouse) == fingerprint(calm)
    with read_only(warehouse) as connection:
        runs = connection.execute("select verdict from mart_run order by run_no")
        assert runs.fetchall() == [("published",), ("replayed",)]
