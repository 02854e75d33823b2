import csv
import json
import os
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from flows import excel
from flows.answer import Format, Wanted, ask
from flows.ask import Bounds
from flows.errors import QuestionError
from flows.formula import guarded, is_formula
from flows.visible import visible
from warehouse.files import beside

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HOSTILE = "=cmd|'/c calc'!A0"
TERMINAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def answer(two_articles, tmp_path):
    """Write the answer to a query into a file and return the file."""

    def write(query, form, **how):
        output = tmp_path / f"answer.{form}"
        ask(two_articles, query, Wanted(Format(form), output, **how))
        return output

    return write


def rows_of(file):
    return list(csv.reader(file.read_text().splitlines()))


def cells(file):
    """Return the cells of a workbook's sheet: (type, style, text) by their place."""
    with ZipFile(file) as book:
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        styles = etree.fromstring(book.read("xl/styles.xml"))
    formats = styles.find(f"{SHEET}cellXfs").iter(f"{SHEET}xf")
    quoted = [one.get("quotePrefix") for one in formats]
    return {
        cell.get("r"): (
            cell.get("t", "n"),
            quoted[int(cell.get("s", 0))] == "1",
            "".join(cell.itertext()),
        )
        for cell in sheet.iter(f"{SHEET}c")
    }


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1+1",
        "＋1",
        "－1",
        "＠SUM(A1)",
        "﹦1",
        " =1",
        "\u200b=1",
        "\ufeff=1",
        "\u00a0@x",
    ],
)
def test_what_a_spreadsheet_evaluates_gets_an_apostrophe(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Tin", "1+1=2", "a@b.example", "– Ông nói", "'="])
def test_other_texts_stay_as_they_are(text):
    assert guarded(text) == text


@given(st.text())
def test_no_guarded_text_is_a_formula(text):
    assert not is_formula(guarded(text))


def test_csv_guards_texts_and_names_but_not_numbers(answer):
    query = (
        f"select '{HOSTILE.replace(chr(39), chr(39) * 2)}' as \"=x\", -5 as a, "
        "-1.5 as b, -2::decimal(9, 2) as c, null as d, true as e, '' as f"
    )

    assert rows_of(answer(query, "csv")) == [
        ["'=x", "a", "b", "c", "d", "e", "f"],
        [f"'{HOSTILE}", "-5", "-1.5", "-2.00", "", "true", ""],
    ]


def test_raw_csv_is_as_it_is(answer):
    assert rows_of(answer("select '=1' as t", "csv", is_raw=True)) == [["t"], ["=1"]]


def test_json_and_parquet_are_not_touched(answer):
    query = "select '=1' as t, chr(155) as u"

    assert json.loads(answer(query, "json").read_text()) == [{"t": "=1", "u": "\x9b"}]
    assert b"=1" in answer(query, "parquet").read_bytes()


def test_excel_stores_text_as_text_and_numbers_as_numbers(answer):
    query = (
        "select '=1' as a, -5 as b, 'Tin' as c, 9223372036854775807 as d, null as e, "
        "true as f, '-7' as g, 'https://bao.example' as h"
    )

    found = cells(answer(query, "xlsx"))

    assert {place: found.get(place) for place in ("A2", "B2", "C2", "D2", "E2")} == {
        "A2": ("inlineStr", True, "=1"),
        "B2": ("n", False, "-5"),
        "C2": ("inlineStr", False, "Tin"),
        "D2": ("inlineStr", False, "9223372036854775807"),
        "E2": None,
    }
    assert found["F2"] == ("b", False, "1")
    assert found["G2"] == ("inlineStr", True, "-7")
    assert found["H2"][0] == "inlineStr"
    assert not [kind for kind, _, _ in found.values() if kind == "str"]  # a formula's


def test_raw_excel_has_no_quote_prefix(answer):
    found = cells(answer("select '=1' as a", "xlsx", is_raw=True))

    assert found["A2"] == ("inlineStr", False, "=1")


def test_excel_shows_days_and_moments_and_writes_out_those_before_1900(answer):
    query = (
        "select date '2026-03-01' as a, timestamp '2026-03-01 12:00' as b, "
        "date '1858-07-06' as c, 'NaN'::double as d"
    )

    found = cells(answer(query, "xlsx"))

    assert (found["A2"][2], found["B2"][2]) == ("46082", "46082.5")
    assert found["C2"] == ("inlineStr", False, "1858-07-06")
    assert found["D2"][2] == "nan"


def test_excel_says_how_many_texts_it_had_to_cut(answer, capsys):
    found = cells(answer("select repeat('ế', 40000) as a, 'b' as b", "xlsx"))

    assert found["A2"][2] == "ế" * 32767
    assert "1 texts were cut to the 32,767 characters" in capsys.readouterr().err


def test_excel_refuses_more_rows_or_columns_than_a_sheet_has(
    answer, monkeypatch, tmp_path
):
    monkeypatch.setattr(excel, "MOST_ROWS", 3)
    monkeypatch.setattr(excel, "MOST_COLUMNS", 2)

    answer("from range(2)", "xlsx").unlink()
    for query in ("from range(3)", "select 1, 2, 3"):
        with pytest.raises(QuestionError, match="at most"):
            answer(query, "xlsx")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["parquet", "xlsx"])
def test_an_answer_for_files_only_needs_one(two_articles, form):
    with pytest.raises(QuestionError, match="add --output"):
        ask(two_articles, "select 1", Wanted(Format(form)))


@pytest.mark.parametrize("form", list(Format))
def test_an_answer_that_fails_leaves_what_was_there(answer, form, tmp_path):
    before = tmp_path / f"answer.{form}"
    before.write_text("yesterday's")

    with pytest.raises(QuestionError):
        answer("select if(i < 9000, 1, error('broken')) from range(9999) t(i)", form)

    assert list(tmp_path.iterdir()) == [before]
    assert before.read_text() == "yesterday's"


def test_an_answer_that_takes_too_long_leaves_no_file(answer, tmp_path):
    with pytest.raises(QuestionError, match="no answer within"):
        answer("from range(1000000000000)", "csv", bounds=Bounds(0.2))

    assert list(tmp_path.iterdir()) == []


def test_an_answer_is_never_written_into_what_the_warehouse_consists_of(
    two_articles, tmp_path
):
    release = two_articles.resolve()
    before = release.read_bytes()
    (tmp_path / "link").symlink_to(release)
    (tmp_path / "folder").symlink_to(release.parent)
    for output in (
        two_articles,
        release,
        tmp_path / "link",
        tmp_path / "folder" / "new.csv",
        beside(two_articles, "releases") / "2",
        beside(two_articles, "raw") / "a.zip",
        beside(two_articles, "lock"),
        two_articles.parent / "x/../warehouse.lock",
    ):
        with pytest.raises(QuestionError, match="belongs to the warehouse"):
            ask(two_articles, "select 1", Wanted(Format.CSV, output))

    assert release.read_bytes() == before


def test_another_name_of_a_release_is_replaced_not_written_into(two_articles, tmp_path):
    release = two_articles.resolve()
    before = release.read_bytes()
    os.link(release, tmp_path / "a.csv")

    ask(two_articles, "select 1 as n", Wanted(Format.CSV, tmp_path / "a.csv"))

    assert (tmp_path / "a.csv").read_text() == "n\n1\n"
    assert release.read_bytes() == before


def test_an_answer_can_go_to_a_device(two_articles, tmp_path):
    ask(two_articles, "select 1", Wanted(Format.CSV, Path("/dev/null")))
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)

    ask(two_articles, "select 1 as n", Wanted(Format.CSV, tmp_path / "pipe"))

    assert os.read(reader, 99) == b"n\n1\n"


def test_a_table_shows_control_characters_instead_of_obeying_them(two_articles, capsys):
    query = (
        "select chr(27) || ']0;x' || chr(7) as \"a\x1b[31m\", chr(155) as b, "
        "chr(8238) as c, 'hai' || chr(10) || 'dòng' as d"
    )

    ask(two_articles, query)

    shown = capsys.readouterr().out
    assert not TERMINAL.search(shown)
    assert "\\x1b]0;x\\x07" in shown
    assert "\\u202e" in shown


@given(st.text(st.characters()))
def test_visible_text_holds_nothing_that_a_terminal_obeys(text):
    shown = visible(text)

    assert not TERMINAL.search(shown)
    assert shown.encode().decode() == shown
