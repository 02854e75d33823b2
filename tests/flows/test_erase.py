"""Erasing for good: what is gone, what stays, and what keeps trying to come back."""

import json
import shutil
from datetime import date
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest
from click.testing import CliRunner

from flows.cli import main
from flows.erase import EraseError, carry_out, check_reason, erase, find
from flows.night import NightOptions, run_night
from flows.settings import Settings
from warehouse import release
from warehouse.connect import read_only
from warehouse.erasure import ErasureError, read_erased
from warehouse.files import beside
from warehouse.fingerprint import fingerprint
from warehouse.raw_store import RawStore

pytestmark = pytest.mark.xdist_group("erase")  # one night serves them all

URL = "https://bao.example/hoi-xuan"
PERSON = "Zơ Râm Quýt"
WORDS = "Đêm hội có bếp lửa và điệu múa tung tung da dá của làng."
DAY = date(2026, 3, 1)


NAMING = (
    "Ông Lê Hòa An đến dự.",
    "Ông LÊ HOÀ  AN đến dự.",
    "Ông Trần Lê Hòa An đến dự.",
    "Ông Le Hoa An đến dự.",
    "Ông Lê Hòa Ánh đến dự.",
    "Cùng dự có TS. Lê Hòa An.",
    "Lễ diễn ra ở Hà Nội. Lê Hòa An đến dự.",
)
ARTICLES = 3 + len(NAMING) + 2 + 1  # texts, pages that name, members, the one at URL
HIDDEN = "Pơ Loong Ớt"  # named only where no reader looks
MEMBER = "https://bao.example/trong-kho"


def page(title="Đêm hội ở làng Cơ Tu", url=URL, words=WORDS, author=PERSON):
    return f"""<html><head><link rel="canonical" href="{url}"><title>{title}</title>
    <meta property="article:published_time" content="2026-02-20T08:00:00+07:00">
    <meta name="author" content="{author}"></head><body><article><h1>{title}</h1>
    <p>{words}</p><p>Già làng kể chuyện cũ cho hai mươi cháu nhỏ nghe đến khuya.</p>
    </article></body></html>"""


def fill(landing: Path, story) -> None:
    """Put in what no test but that of the archive erases."""
    landing.mkdir(parents=True)
    for number in range(3):
        (landing / f"{number}.txt").write_text(story(number))
    for number, line in enumerate(NAMING):
        title, url = f"Tin số {number} trong ngày", f"https://bao.example/tin-{number}"
        words = f"{line} Đây là tin số {number}, kể một buổi lễ nhỏ ở một xã xa."
        told = page(title, url, words, "Đàm Lưu")
        (landing / f"named-{number}.html").write_text(told)
    with (landing / "named-0.html").open("a") as told:
        told.write(f"<script>editor = {json.dumps(HIDDEN)}</script>")
    login = f"<title>Đăng nhập</title><form><input type=password></form><!--{HIDDEN}-->"
    (landing / "login.html").write_text(login)
    words = "Bài nằm trong kho nén, đi cùng một bài khác của làng bên."
    with ZipFile(landing / "a.zip", "w") as archive:
        told = page("Trong kho", MEMBER, words, "Đàm Lưu")
        archive.writestr(ZipInfo("one.html"), told)
        archive.writestr(ZipInfo("two.txt"), story(7))


def settings_of(folder: Path) -> Settings:
    return Settings(
        landing=folder / "landing",
        warehouse=folder / "house/warehouse.duckdb",
        workers=1,
    )


def load(folder: Path, day: int = 1, **asked):
    options = NightOptions(
        settings=settings_of(folder),
        night=date(2026, 3, day),
        is_accepted=True,
        **asked,
    )
    return run_night(options)


@pytest.fixture(scope="module")
def two_nights(tmp_path_factory, story):
    """Two nights of neighbours, and of one article in two versions and two names."""
    folder = tmp_path_factory.mktemp("erase")
    landing = folder / "landing"
    fill(landing, story)
    (landing / "hoi.html").write_text(page())
    (landing / "copy.html").write_text(page())
    load(folder)
    (landing / "hoi.html").write_text(page(words=WORDS + " Trời mưa nhẹ về sáng."))
    load(folder, 2)
    return folder


@pytest.fixture
def folder(two_nights, tmp_path):
    """A copy of the two nights, to be changed at will."""
    copy = tmp_path / "copy"
    shutil.copytree(two_nights, copy, symlinks=True)
    return copy


def erased(folder: Path, target: str = URL):
    settings = settings_of(folder)
    found = find(settings, target)
    erase(settings, found, "theo yêu cầu", DAY)
    return carry_out(settings, DAY)


def rows(folder: Path, query: str):
    with read_only(settings_of(folder).warehouse) as connection:
        return connection.execute(query).fetchall()


def everything_on_disk(folder: Path) -> bytes:
    """Return all bytes beside the warehouse, what is packed in them unpacked."""
    told = []
    for file in (folder / "house").rglob("*"):
        if not file.is_file():
            continue
        told.append(str(file).encode() + file.read_bytes())
        if file.suffix == ".zip":
            with ZipFile(file) as members:
                told += [members.read(name) for name in members.namelist()]
        elif file.suffix == ".duckdb":
            told.append(every_row(file).encode())
    return b"\n".join(told)


def every_row(database: Path) -> str:
    with read_only(database) as connection:
        tables = connection.execute(
            "select table_name from duckdb_tables() union all "
            "select view_name from duckdb_views() where not internal"
        ).fetchall()
        return "\n".join(
            str(connection.execute(f"from {table}").fetchall()) for (table,) in tables
        )


@pytest.fixture(scope="module")
def after(two_nights, tmp_path_factory):
    """The two nights after the erasure, only to be looked at; and what it reported."""
    folder = tmp_path_factory.mktemp("after") / "copy"
    shutil.copytree(two_nights, folder, symlinks=True)
    return folder, erased(folder)


@pytest.mark.parametrize("target", [URL, f"{URL}/?utm_source=x", PERSON, "hoi.html"])
def test_an_article_is_found_by_address_person_or_file(two_nights, target):
    [found] = find(settings_of(two_nights), target).sure

    assert (found.article_id, found.versions) == (URL, 2)
    assert found.files == "copy.html; hoi.html"


def test_what_is_erased_is_nowhere_on_disk(two_nights, after):
    folder, report = after
    marks = [WORDS[:30].encode(), PERSON.encode(), URL.encode(), b"hoi.html"]
    query = f"select sha256 from dim_file where article_id = '{URL}'"
    marks += [digest.encode() for (digest,) in rows(two_nights, query)]
    before = everything_on_disk(two_nights)
    assert [mark for mark in marks if mark not in before] == []

    left = everything_on_disk(folder).replace(tombstones(folder), b"")

    assert [mark for mark in marks if mark in left] == []
    releases = (folder / "house/warehouse.releases").iterdir()
    assert [path.name for path in releases] == [str(report.release)]


def tombstones(folder: Path) -> bytes:
    return beside(settings_of(folder).warehouse, "erased").read_bytes()


def test_what_is_left_is_as_if_the_article_had_never_come(after, story, tmp_path):
    fill(tmp_path / "other/landing", story)
    for day in (1, 2):
        load(tmp_path / "other", day)

    mine, theirs = (
        fingerprint(release.current(settings_of(one).warehouse))
        for one in (after[0], tmp_path / "other")
    )
    assert mine == theirs


def test_the_run_tells_that_there_was_an_erasure_but_not_of_what(after):
    folder, report = after
    [told] = rows(folder, "from mart_erasure")
    [run] = rows(folder, "from mart_run select run_id, verdict where run_no = 3")
    assert told[1:] == (DAY, "theo yêu cầu", 1, 2, report.run.run_id)
    assert run == (report.run.run_id, "erased")
    text = tombstones(folder).decode()
    assert URL not in text
    assert "hoi" not in text


BACK = {
    "same bytes": page(),
    "other bytes": page() + "\n",
    "other words": page(title="Tiêu đề khác", words="Viết lại cả bài ở địa chỉ cũ."),
    "other address": page(url="https://khac.example/dang-lai"),
    "never kept": page(url="https://bao.example/chua-den", words="Bài chưa từng đến."),
}


def test_an_erased_article_does_not_come_back_nor_does_one_barred_beforehand(
    after, tmp_path
):
    folder = tmp_path / "copy"
    shutil.copytree(after[0], folder, symlinks=True)
    settings = settings_of(folder)
    unknown = find(settings, "https://bao.example/chua-den")
    assert erase(settings, unknown, "theo yêu cầu", DAY).is_done
    for name in ("hoi.html", "copy.html"):
        (folder / "landing" / name).unlink()
    for name, content in BACK.items():
        (folder / f"landing/{name}.html").write_text(content)

    reports = [load(folder, 3), load(folder, 4), load(folder, 5, is_full=True)]

    for report in reports:
        assert ("ignored", "erased", len(BACK)) in report.loaded.reasons
    assert rows(folder, "select count(*) from mart_article") == [(ARTICLES - 1,)]
    told = rows(
        folder, "select source_file, sha256 from mart_file where reason = 'erased'"
    )
    assert len(told) == len(BACK) * len(reports)
    assert {(name[:7], sha256) for name, sha256 in told} == {("erased:", None)}
    kept = RawStore(beside(settings_of(folder).warehouse, "raw"))
    assert len(list(kept.digests())) == ARTICLES - 1 + 1  # and the login page
    assert WORDS[:30].encode() not in everything_on_disk(folder)
    assert [report.loaded.withheld for report in reports[1:]] == [(), ()]


def test_an_erasure_that_was_only_written_down_is_done_by_the_next_night(folder):
    settings = settings_of(folder)
    erase(settings, find(settings, URL), "theo yêu cầu", DAY)
    assert read_erased(settings.warehouse).is_pending

    with read_only(settings.warehouse) as reader:  # keeps what it has
        load(folder, 3)
        count = reader.execute("select count(*) from mart_article").fetchone()

    assert count == (ARTICLES,)
    assert rows(folder, "select count(*) from mart_article") == [(ARTICLES - 1,)]
    assert not read_erased(settings.warehouse).is_pending
    assert WORDS[:30].encode() not in everything_on_disk(folder)
    assert rows(folder, "select verdict from mart_run order by run_no")[-1] == (
        "accepted",
    )


def test_an_erasure_that_dies_at_its_end_is_done_by_the_next_run(folder, monkeypatch):
    settings = settings_of(folder)
    erase(settings, find(settings, URL), "theo yêu cầu", DAY)

    def die(_warehouse):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(release, "keep_only_current", die)
        with pytest.raises(KeyboardInterrupt):
            carry_out(settings, DAY)
    assert len(list((folder / "house/warehouse.releases").iterdir())) > 1

    carry_out(settings, DAY)

    assert not read_erased(settings.warehouse).is_pending
    assert WORDS[:30].encode() not in everything_on_disk(folder)
    assert len(rows(folder, "from mart_erasure")) == 1


def test_without_the_list_of_what_was_erased_nothing_is_loaded(folder):
    beside(settings_of(folder).warehouse, "erased").write_text("{half a line")

    with pytest.raises(ErasureError, match="could come back"):
        load(folder, 3)


def test_an_erased_member_of_an_archive_leaves_the_others(folder, story):
    erased(folder, MEMBER)
    with ZipFile(folder / "landing/a.zip", "a") as archive:
        archive.writestr("three.txt", story(8))

    report = load(folder, 3)

    files = rows(folder, "select source_file from mart_article order by all")
    assert [name for (name,) in files if "!" in name] == [
        "a.zip!/three.txt",
        "a.zip!/two.txt",
    ]
    assert ("ignored", "erased", 1) in report.loaded.reasons
    assert b"trong-kho" not in everything_on_disk(folder)


def ids(traces):
    return [one.article_id.rpartition("-")[2] for one in traces]


def test_a_name_is_found_as_it_is_written_and_no_other_is_taken(two_nights):
    found = find(settings_of(two_nights), "lê hòa an")

    assert ids(found.sure) == ["0", "1", "5", "6"]
    assert ids(found.doubtful) == ["2"]
    assert "Trần Lê Hòa An" in found.doubtful[0].found


def test_a_name_is_found_in_whatever_is_kept(two_nights):
    found = find(settings_of(two_nights), HIDDEN)

    assert ids(found.sure) == ["0"]
    assert [one.files for one in found.loose] == ["login.html"]


def test_names_alike_but_for_their_marks_are_told_and_left_alone(two_nights):
    found = find(settings_of(two_nights), "Zo Ram Quyt")

    assert (found.sure, found.doubtful) == ((), ())
    assert [one.name for one in found.others] == [PERSON]


@pytest.mark.parametrize("target", ["An", "", "https://", "khobao:"])
def test_a_target_that_names_nothing_is_refused(two_nights, target):
    with pytest.raises(EraseError):
        find(settings_of(two_nights), target)


@pytest.mark.parametrize("reason", ["", " ", f"đơn của {PERSON.upper()}", URL])
def test_a_reason_must_be_there_and_name_nothing(two_nights, reason):
    found = find(settings_of(two_nights), PERSON)

    with pytest.raises(EraseError):
        check_reason(reason, PERSON, found)


def khobao(folder: Path, *arguments: str, asked: str | None = None):
    warehouse = str(settings_of(folder).warehouse)
    return CliRunner().invoke(
        main, ["erase", *arguments, "--warehouse", warehouse], input=asked
    )


def test_the_command_shows_and_asks_before_it_erases(two_nights):
    shown = khobao(two_nights, PERSON, "--reason", "theo yêu cầu", "--dry-run")
    unasked = khobao(two_nights, PERSON, "--reason", "theo yêu cầu")

    assert shown.exit_code == 0
    assert URL in shown.output.replace("\n", "").replace(" ", "")
    assert "Dry run: nothing was changed." in shown.output
    assert unasked.exit_code == 2
    assert "--yes" in unasked.output
    assert rows(two_nights, "select count(*) from mart_article") == [(ARTICLES,)]


def test_the_command_erases_what_it_shows(folder):
    done = khobao(folder, HIDDEN, "--reason", "theo yêu cầu", "--yes")

    assert done.exit_code == 0
    assert "erased: 1 articles, 2 captures" in done.stdout
    assert rows(folder, "select count(*) from mart_article") == [(ARTICLES - 1,)]
    assert HIDDEN.encode() not in everything_on_disk(folder)
    again = khobao(folder, HIDDEN, "--reason", "theo yêu cầu", "--yes")
    assert "Nothing to erase." in again.stdout


def test_no_hash_of_a_name_is_kept(folder):
    settings = settings_of(folder)
    erase(settings, find(settings, PERSON), "theo yêu cầu", DAY)

    [line] = tombstones(folder).decode().splitlines()
    assert set(json.loads(line)) == {
        "erasure_id",
        "erased_on",
        "reason",
        "articles",
        "wordings",
        "captures",
        "is_done",
    }


def test_where_there_is_no_warehouse_nothing_can_be_erased(tmp_path):
    with pytest.raises(EraseError, match="no warehouse"):
        find(settings_of(tmp_path), URL)
