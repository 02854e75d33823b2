from collections import Counter
from statistics import mean

import pytest

from tests.bench.corpus import article
from transforms.batch import read_batch
from transforms.clean import ZONE
from transforms.records import RawFile


@pytest.fixture(scope="module")
def pages() -> list[bytes]:
    return [article(n, seed=1, html_share=0.1)[1] for n in range(120)]


def test_an_article_is_the_same_in_every_corpus_of_its_seed():
    assert article(7, seed=1, html_share=0.1) == article(7, seed=1, html_share=0.1)
    assert article(7, seed=1, html_share=0.1) != article(7, seed=2, html_share=0.1)


def test_articles_are_distinct_and_7_7_kb_long_on_average():
    raws = [article(n, seed=1, html_share=0.0)[1] for n in range(500)]

    assert len(set(raws)) == len(raws)
    assert mean(map(len, raws)) == pytest.approx(7_700, rel=0.05)


def test_every_page_is_read_and_the_rules_find_something_on_it(pages):
    files = [
        RawFile(source_file=f"{n}.txt", sha256=f"{n:064}", raw=raw)
        for n, raw in enumerate(pages)
    ]

    tables = read_batch(files, ZONE)

    assert tables["article"].num_rows == len(pages)
    kinds = Counter(tables["removed_block"]["kind"].to_pylist())
    assert {"pub_meta", "visitor_counter", "share_widget", "byline"} <= kinds.keys()
    assert kinds["caption"] + kinds["duplicate_caption"] > len(pages)
    assert tables["credit"].num_rows > len(pages) / 2
    assert tables["counter"].num_rows > len(pages) / 2
    assert tables["date_claim"].num_rows > len(pages)
