import duckdb
import pytest

from flows.ask import Bounds, answered
from flows.errors import QuestionError

ENDLESS = "select count(*) from range(10000000) a, range(10000000) b"


def ask(warehouse, query, bounds=None):
    with answered(warehouse, query, bounds) as answer:
        return answer.names, list(answer.rows())


def test_an_answer_has_names_and_rows(two_articles):
    names, rows = ask(two_articles, "select 1 as n, source_file from mart_article")

    assert names == ("n", "source_file")
    assert sorted(rows) == [(1, "a.txt"), (1, "b.txt")]


def test_a_pivot_is_one_question(two_articles):
    query = "pivot mart_article on source_file using count(*) group by outlet"

    assert ask(two_articles, query)[0][1:] == ("a.txt", "b.txt")


@pytest.mark.parametrize(
    "query",
    [
        "",
        "-- nothing",
        "call pragma_version()",
        "set threads = 1",
        "copy (select 1) to '/dev/null'",
        "create temp table t as select 1",
        "begin",
    ],
)
def test_what_asks_nothing_is_refused(two_articles, query):
    with pytest.raises(QuestionError, match="no question"):
        ask(two_articles, query)


@pytest.mark.parametrize(
    "query", [ENDLESS, "from range(1000000000000)", "select sleep_ms(60000)"]
)
def test_a_question_without_end_is_stopped_in_time(two_articles, query):
    with pytest.raises(QuestionError, match=r"no answer within 0\.2 seconds"):
        ask(two_articles, query, Bounds(seconds=0.2))


def test_a_question_that_is_stopped_leaves_the_next_one_alone(two_articles):
    with pytest.raises(QuestionError):
        ask(two_articles, ENDLESS, Bounds(seconds=0.1))

    assert ask(two_articles, "select 1", Bounds(seconds=60))[1] == [(1,)]


def test_a_question_that_needs_too_much_memory_says_so(two_articles):
    with pytest.raises(QuestionError, match="more than 60MB memory"):
        ask(two_articles, "select list(i) from range(90000000) t(i)", Bounds(0, "60MB"))


def test_what_is_wrong_with_a_bound_is_said(two_articles):
    with pytest.raises(QuestionError, match="Memory"):
        ask(two_articles, "select 1", Bounds(0, "much"))


def test_a_damaged_warehouse_is_told_in_one_line(tmp_path):
    (tmp_path / "w.duckdb").write_bytes(b"no database" * 4000)

    with pytest.raises(QuestionError) as trouble:
        ask(tmp_path / "w.duckdb", "select 1")

    assert isinstance(trouble.value.__cause__, duckdb.Error)
    assert "\n" not in str(trouble.value)
