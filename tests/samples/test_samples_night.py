"""The sample pages through a whole night: what each file becomes, told by the marts."""

from datetime import date

import pytest

from flows.night import NightOptions, run_night
from flows.settings import Settings
from tests.samples.judge import SAMPLES, golds
from warehouse import release
from warehouse.connect import read_only

pytestmark = pytest.mark.xdist_group("samples")  # one night serves them all

NIGHT = date(2026, 11, 22)


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Ask the warehouse of the samples, loaded in one night."""
    warehouse = tmp_path_factory.mktemp("samples") / "press.duckdb"
    settings = Settings(landing=SAMPLES, warehouse=warehouse)
    run_night(NightOptions(settings=settings, night=NIGHT))
    with read_only(release.current(warehouse)) as connection:
        yield lambda question: connection.execute(question).fetchall()


def test_every_file_becomes_what_its_gold_says(told):
    became = {
        name: (outcome, reason)
        for name, outcome, reason in told(
            "select source_file, outcome, reason from mart_file"
        )
    }

    wrong = {
        name: (became.get(name), gold["outcome"], gold.get("reason"))
        for name, gold in golds().items()
        if became.get(name, ("", ""))[0] != gold["outcome"]
        or became[name][1] not in (gold.get("reason"), *gold.get("reason_also", []))
    }
    assert wrong == {}


def test_each_article_stands_once_and_under_the_name_that_was_loaded(told):
    loaded = {name for name, gold in golds().items() if gold["outcome"] == "loaded"}

    assert sorted(name for (name,) in told("select source_file from mart_article")) == (
        sorted(loaded)
    )


def test_the_marts_show_the_views_and_counters_of_the_gold(told):
    views = dict(told("select source_file, view_count from mart_article"))
    read = {
        (name, period): value
        for name, period, value in told(
            "select source_file, period, value from mart_site_counter"
        )
    }

    for name, gold in golds().items():
        if gold["outcome"] != "loaded":
            continue
        copies = [one for one in golds().values() if one.get("copy_of") == name]
        counts = [gold.get("view_count"), *(one.get("view_count") for one in copies)]
        assert views[name] == max(filter(None, counts), default=None), name
        for period, value in (gold.get("counters") or {}).items():
            more = [(one.get("counters") or {}).get(period, 0) for one in copies]
            assert read[name, period] == max(value, *more, 0), (name, period)


def test_a_stamp_after_the_night_is_evidence_and_not_the_date(told):
    late = [name for name, gold in golds().items() if "published_by_text" in gold]

    for name in late:
        assert told(
            "select published_date, published_precision in ('unknown', 'inferred') "
            f"from mart_article where source_file = '{name}'"
        ) == [(None, True)]
        assert told(
            "select distinct is_chosen from mart_date_evidence "
            f"where source_file = '{name}' and date_from > '2090-01-01'"
        ) == [(False,)]
        [(warnings,)] = told(
            f"select warnings from mart_file where source_file = '{name}'"
        )
        assert "date_future" in warnings.split(",")
    assert late


def test_every_check_of_the_house_held(told):
    assert told("select checks_passed > 0, quarantined, loaded from mart_run") == [
        (True, 8, 33)
    ]
