"""Nights over landing folders that hold archives."""

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from warehouse.connect import read_only


@pytest.fixture
def ask(warehouse):
    """Ask the published warehouse."""

    def answer(question: str) -> list[tuple]:
        with read_only(warehouse) as connection:
            return connection.execute(question).fetchall()

    return answer


@pytest.fixture
def files(ask):
    """Return what became of each file in the last run."""

    def of_last_run() -> dict[str, tuple[str, str | None]]:
        rows = ask(
            "select source_file, outcome, reason from mart_file where run_id = "
            "(select max_by(run_id, started_at) from mart_run)"
        )
        return {name: (outcome, reason) for name, outcome, reason in rows}

    return of_last_run


@pytest.fixture
def pack(landing):
    """Write a zip archive of texts into the landing folder."""

    def to(name: str, members: dict[str, str | bytes]) -> Path:
        with zipfile.ZipFile(landing / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, content in members.items():
                archive.writestr(zipfile.ZipInfo(member), content)
        return landing / name

    return to


def tar_of(**members: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(f"{name}.txt")
            info.size = len(content.encode())
            archive.addfile(info, io.BytesIO(content.encode()))
    return out.getvalue()


def test_members_are_loaded_under_their_own_names_and_the_archive_has_a_row(
    night, pack, story, files, ask
):
    inner = tar_of(c=story(2))
    pack("a.zip", {"tin/a.txt": story(0), "b.txt": story(1), "c.tgz": inner})

    report = night()

    assert files() == {
        "a.zip": ("ignored", "archive"),
        "a.zip!/b.txt": ("loaded", None),
        "a.zip!/c.tgz": ("ignored", "archive"),
        "a.zip!/c.tgz!/c.txt": ("loaded", None),
        "a.zip!/tin/a.txt": ("loaded", None),
    }
    assert report.loaded.files_seen == 5
    assert ask("select count(*) from mart_article") == [(3,)]


def test_an_unchanged_archive_is_not_opened_and_its_members_are_unchanged(
    night, pack, story, monkeypatch
):
    pack("a.zip", {"a.txt": story(0), "b.txt": story(1)})
    night(1)

    def opening(file, _limits):
        yield pytest.fail(f"{file.source_file} was opened")

    monkeypatch.setattr("flows.collect.contents", opening)

    for day in (1, 2):
        outcomes = night(day).loaded.outcomes

        assert outcomes["unchanged"] == 3


def test_a_changed_member_is_a_new_version_and_the_rest_unchanged(
    night, pack, story, files
):
    pack("a.zip", {"a.txt": story(0), "b.txt": story(1)})
    night(1)
    pack("a.zip", {"a.txt": story(0), "b.txt": story(1) + "\nCó thêm một giải.\n"})

    report = night(2)

    assert report.loaded.outcomes["unchanged"] == 1
    assert files()["a.zip!/b.txt"] == ("updated", None)


def test_everything_is_read_anew_from_members_kept_when_the_archive_is_gone(
    night, pack, story, landing, ask
):
    pack("a.zip", {"a.txt": story(0), "b.txt": story(1)})
    night(1)
    (landing / "a.zip").unlink()
    rows = "from dim_file order by all"
    before = ask(rows)

    night(2, is_full=True, is_accepted=True)

    assert ask(rows) == before
    assert ask("select count(*) from mart_article") == [(2,)]
