"""The rules of the house that no SQL linter knows."""

import csv

import duckdb
import pytest

from warehouse.build import STAGES, queries, reads
from warehouse.files import folder
from warehouse.metadata import metadata

READS = {
    "stage": {"stg", "dim"},
    "dim": {"seed", "stg"},
    "fact": {"stg", "dim"},
    "bridge": {"dim", "fact"},
    "mart": {"dim", "bridge", "fact"},
    "check": {"seed", "dim", "fact", "bridge", "mart"},
    "report": {"mart", "dim", "bridge", "fact"},
}
QUERIES = [query for layer in READS for query in queries(layer)]


def test_every_layer_of_sql_is_known():
    folders = {path.name for path in folder("sql").iterdir() if path.is_dir()}

    assert folders == set(READS)


def test_every_table_has_a_query_and_every_query_a_table():
    filled = queries("dim") + queries("fact") + queries("bridge")

    # fact_check is written by the run itself, which alone knows what held
    assert {query.stem for query in filled} | {"fact_check"} == set(metadata.tables)


def test_the_stages_are_the_files_in_sql_stage():
    assert sorted(STAGES) == [query.stem for query in queries("stage")]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.stem)
def test_a_query_reads_what_its_header_says_and_only_earlier_layers(query, built):
    text = query.read_text()
    # a report names views; only a connection without them does not look into them
    is_report = query.parent.name == "report"
    knows = duckdb.connect() if is_report else built.connection.dbapi_connection
    names = set(knows.get_table_names(text))
    layers = {name.partition("_")[0] for name in names - {query.stem}}

    assert text.startswith(f"-- {query.stem}: ")
    assert reads(query) == names
    assert layers <= READS[query.parent.name]


def test_every_mart_and_mart_column_is_explained(built):
    shown = built.exec_driver_sql(
        "select table_name, column_name from duckdb_columns() "
        "where table_name like 'mart%'"
    ).fetchall()
    comments = folder("seeds") / "comments"
    explained = {
        name: {row[name] for row in csv.DictReader((comments / file).open())}
        for name, file in (("mart", "marts.csv"), ("column", "columns.csv"))
    }

    assert {mart for mart, _ in shown} == explained["mart"]
    assert {column for _, column in shown} == explained["column"]


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_every_table_and_column_has_a_comment_in_both_languages(table, built):
    [(comment,)] = built.exec_driver_sql(
        f"select comment from duckdb_tables() where table_name = '{table.name}'"
    ).fetchall()
    columns = built.exec_driver_sql(
        "select column_name, comment from duckdb_columns() "
        f"where table_name = '{table.name}'"
    ).fetchall()

    assert " | " in comment
    assert [name for name, words in columns if " | " not in (words or "")] == []
