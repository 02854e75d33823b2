from datetime import date

import duckdb
import pytest

from warehouse.nights import names_seen

NIGHT = date(2026, 3, 1)


@pytest.fixture
def published(tmp_path):
    """A file with what is asked: a run over landing/, and what it saw."""
    file = tmp_path / "warehouse.duckdb"
    with duckdb.connect(file) as connection:
        connection.execute(
            """
            create table mart_run as
            select 'r1' as run_id, date '2026-03-01' as night, 'landing' as landing
            union all select 'r2', date '2026-03-03', 'landing'
            union all select 'r3', date '2026-03-04', 'landing';
            create table mart_file as
            select 'r1' as run_id, 'linked.txt' as source_file
            union all select 'r2', 'of-another-night.txt';
            create table dim_file as
            select 'a.txt' as source_file, '2026-03-01/2026-03-02' as nights_seen
            union all select 'b.txt', '2026-02-01; 2026-03-01'
            union all select 'gone.txt', '2026-02-01/2026-02-28; 2026-03-02'
            """
        )
    return file


def test_a_night_saw_what_was_read_and_what_could_not_be(published):
    seen = names_seen(published, NIGHT, "landing")

    assert seen == {"a.txt", "b.txt", "linked.txt"}


def test_a_night_may_have_seen_nothing(published):
    assert names_seen(published, date(2026, 3, 4), "landing") == frozenset()


@pytest.mark.parametrize(
    ("night", "landing"), [(NIGHT, "elsewhere"), (date(2026, 3, 2), "landing")]
)
def test_a_night_no_run_was_published_for_saw_nothing_at_all(published, night, landing):
    assert names_seen(published, night, landing) is None


def test_a_file_that_is_not_ours_has_no_nights(tmp_path):
    foreign = tmp_path / "foreign.duckdb"
    duckdb.connect(foreign).close()

    assert names_seen(foreign, NIGHT, "landing") is None
    assert names_seen(tmp_path / "absent.duckdb", NIGHT, "landing") is None
