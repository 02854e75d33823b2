"""Nights over landing folders that hold archives."""

import json
from pathlib import Path

import pytest

from flows.errors import NightGoneWrongError
from tests.transforms.unpacking.made import tar_of, warc_of, zip_of
from warehouse.connect import read_only
from warehouse.ledger import read_ledger


@pytest.fixture
def ask(warehouse):
    """Ask the published warehouse."""

    def answer(question: str) -> list[tuple]:
        with read_only(warehouse) as connection:
            return connection.execute(question).fetchall()

    return answer


def outcomes(ask) -> dict[str, tuple[str, str | None]]:
    """Return what became of each file in the last run."""
    rows = ask(
        "select source_file, outcome, reason from mart_file where run_id = "
        "(select max_by(run_id, started_at) from mart_run)"
    )
    return {name: (outcome, reason) for name, outcome, reason in rows}


@pytest.fixture
def pack(landing):
    """Write a zip archive of texts into the landing folder."""

    def to(name: str, members: dict[str, str | bytes]) -> Path:
        path = landing / name
        path.write_bytes(zip_of({at: _bytes(text) for at, text in members.items()}))
        return path

    return to


def _bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


ADDRESS = "https://bao.example/hoi-lang"
ARTICLES = {
    "a.zip!/c.tgz!/c.txt": None,
    "a.zip!/tin/a.txt": None,
    "b.warc.gz!/1": ADDRESS,
    "c.jsonl!/1": f"{ADDRESS}-3",
    "c.jsonl!/2": f"{ADDRESS}-4",
}


@pytest.fixture
def archives(pack, write, story):
    """Write an archive of each kind, and one that is cut, into the landing folder."""
    inner = tar_of({"c.txt": story(1).encode()}, "w:gz")
    path = pack("a.zip", {"tin/a.txt": story(0), "c.tgz": inner})
    page = f"<html><body><h1>Hội làng</h1><p>{story(2)}</p></body></html>"
    write("b.warc.gz", warc_of({ADDRESS: page.encode()}, gzip=True))
    rows = [{"url": f"{ADDRESS}-{n}", "text": story(n)} for n in (3, 4)]
    write("c.jsonl", "\n".join(json.dumps(row) for row in rows))
    write("d.zip", path.read_bytes()[:-30])


@pytest.mark.usefixtures("archives")
def test_members_are_files_of_their_own_seen_again_unopened_and_kept_for_good(
    night, ask, landing, warehouse, monkeypatch
):
    def opening(file, _limits):
        yield pytest.fail(f"{file.source_file} was opened")

    first = night(1, is_accepted=True)

    opened = {"a.zip", "a.zip!/c.tgz", "b.warc.gz", "c.jsonl"}
    assert outcomes(ask) == (
        dict.fromkeys(opened, ("ignored", "archive"))
        | dict.fromkeys(ARTICLES, ("loaded", None))
        | {"d.zip": ("quarantined", "corrupt_archive")}
    )
    assert first.loaded.files_seen == 10
    articles = "select source_file, url from mart_article order by all"
    assert ask(articles) == list(ARTICLES.items())
    ledger = read_ledger(warehouse)
    assert [one.source_file for one in ledger.known if one.archive] == sorted(opened)
    assert [one.source_file for one in ledger.known if one.is_unopened] == ["d.zip"]

    with monkeypatch.context() as patch:
        patch.setattr("flows.collect.contents", opening)
        assert night(1).loaded.outcomes["unchanged"] == 10
        assert night(2).loaded.outcomes["unchanged"] == 10

    ledger_rows = ask("from dim_file order by all")
    for file in landing.iterdir():
        file.unlink()
    night(3, is_full=True, is_accepted=True)

    assert ask(articles) == list(ARTICLES.items())
    assert ask("from dim_file order by all") == ledger_rows


def test_an_archive_over_a_limit_is_opened_again_and_a_changed_one_doubted(
    night, pack, story, ask
):
    pack("a.zip", {f"{n}.txt": story(n) for n in range(6)})

    night(1, settings={"max_members": 2}, is_accepted=True)
    assert outcomes(ask) == {"a.zip": ("quarantined", "too_many_members")}

    night(1)
    assert outcomes(ask)["a.zip"] == ("ignored", "archive")
    assert outcomes(ask)["a.zip!/2.txt"] == ("loaded", None)

    pack("a.zip", {"0.txt": story(0) + "\nCó thêm một giải.\n"})
    with pytest.raises(NightGoneWrongError, match="2 files"):
        night(2)
    night(2, is_accepted=True)
    assert outcomes(ask)["a.zip!/0.txt"] == ("updated", None)
