from dataclasses import replace

import numpy as np
import pytest

from transforms.clean import clean_page
from transforms.reading.html_page import html_blocks, parsed
from transforms.stripping import block_context
from transforms.stripping.block_context import surroundings
from transforms.stripping.block_features import NAMES, measures
from transforms.stripping.block_model import (
    FIRST,
    SECOND,
    block_scores,
    model_trees,
    scores,
    weight_of_hints,
)

PARAGRAPH = (
    "Sáng nay, bà con trong bản ra đồng gặt nốt thửa lúa cuối cùng trước khi mưa về. "
    "Ai cũng vui vì năm nay lúa chắc hạt, sân nhà nào cũng vàng thóc."
)
LINK = '<li><a href="/tin/{0}.html">Tin số {0} về mùa gặt ở bản</a></li>'
PAGE = (
    f"<nav><ul>{''.join(map(LINK.format, range(5)))}</ul></nav>"
    f"<main><h1>Mùa gặt ở bản</h1><div>{f'<p>{PARAGRAPH}</p>' * 4}</div></main>"
    f"<div class=comments><p>{PARAGRAPH}</p></div>"
    f"<div class=related><ul>{''.join(map(LINK.format, range(5, 10)))}</ul></div>"
)


def blocks_of(html):
    return html_blocks(parsed(html))


def test_paragraphs_side_by_side_are_the_story_and_lists_of_links_are_not():
    blocks = blocks_of(PAGE)
    told = dict(zip((b.line_no for b in blocks), block_scores(blocks), strict=True))
    story = [b.line_no for b in blocks if b.text == PARAGRAPH and "main" in b.hints]
    links = [b.line_no for b in blocks if b.link_share == 1]

    assert len(story) == 4
    assert len(links) == 10
    assert [i for i in story if told[i] < 0] == [i for i in links if told[i] > 0] == []


def test_the_class_of_a_box_speaks_for_or_against_its_text():
    assert weight_of_hints(frozenset({".entry-content"}))[0] > 0
    assert weight_of_hints(frozenset({".related-posts", "nav"}))[0] < 0
    assert weight_of_hints(frozenset({".mxyzptlk"})) == (0, 0, 0)


def test_every_block_has_every_measure():
    blocks = blocks_of(PAGE)

    rows = measures(blocks, weight_of_hints)

    assert {len(row) for row in rows} == {len(NAMES)}
    assert len(rows) == len(blocks)


@pytest.mark.parametrize(
    ("look", "names"), [(FIRST, NAMES), (SECOND, block_context.NAMES)]
)
def test_every_tree_asks_for_a_measure_there_is(look, names):
    assert set(model_trees(look).places.tolist()) <= set(range(len(names)))


def test_what_is_around_a_block_is_measured_in_scores():
    blocks = blocks_of(PAGE)
    alone = np.arange(float(len(blocks)))

    rows = surroundings(blocks, alone)

    told = dict(zip(block_context.NAMES, rows[3], strict=True))
    assert rows.shape == (len(blocks), len(block_context.NAMES))
    assert [told[f"score{step:+d}"] for step in (-2, -1, 1, 2)] == [1, 2, 4, 5]
    assert told["score"] == 3
    assert rows[0][block_context.NAMES.index("score-1")] == block_context.OUTSIDE


def test_a_doubtful_line_between_paragraphs_is_rather_the_story_than_one_among_links():
    line = "<p>Hết vụ gặt</p>"
    paragraph, link = f"<p>{PARAGRAPH}</p>", f"<p>{LINK.format(1)}</p>"
    between, among = (
        blocks_of(f"<h1>Mùa gặt</h1>{one * 4}{line}{one * 4}")
        for one in (paragraph, link)
    )

    told = [
        score
        for blocks in (between, among)
        for block, score in zip(blocks, block_scores(blocks), strict=True)
        if block.text == "Hết vụ gặt"
    ]

    assert told[0] > told[1]


def score(trees, at, row):
    while trees.low[at] != at:
        is_low = row[trees.places[at]] <= trees.bounds[at]
        at = trees.low[at] if is_low else trees.high[at]
    return trees.scores[at]


def test_a_step_in_all_trees_at_once_tells_what_walking_each_of_them_tells():
    trees = model_trees(FIRST)
    rows = measures(blocks_of(PAGE), weight_of_hints)

    walked = [sum(score(trees, at, row) for at in trees.roots) for row in rows]

    assert scores(trees, rows) == pytest.approx([trees.start + one for one in walked])


def test_a_page_of_blocks_in_no_box_is_measured():
    blocks = [replace(block, path=()) for block in blocks_of(PAGE)]

    assert len(measures(blocks, weight_of_hints)) == len(blocks)


def test_a_page_without_blocks_has_no_story():
    assert block_scores([]) == []


def test_a_page_that_hides_its_whole_story_still_tells_it():
    article = "".join(f"<p>{n}. {PARAGRAPH}</p>" for n in range(4))
    raw = f"<html><body><h1>Mùa gặt</h1><div hidden>{article}</div></body></html>"

    assert clean_page(raw.encode())["body"].count(PARAGRAPH) == 4


def test_a_paragraph_that_a_page_holds_twice_is_told_once():
    article = "".join(f"<p>{n}. {PARAGRAPH}</p>" for n in [*range(4), 2, 1])
    raw = f"<html><h1>Mùa gặt</h1><article>{article}</article>"

    assert clean_page(raw.encode())["body"].count(PARAGRAPH) == 4


def test_the_first_name_in_an_element_for_authors_signs_the_page():
    article = "".join(f"<p>{n}. {PARAGRAPH}</p>" for n in range(4))
    raw = f"<html><h1>Mùa gặt</h1><div class=post-author>Quang Trò</div>{article}"

    assert clean_page(raw.encode())["author"] == "Quang Trò"


@pytest.mark.parametrize("name", ["sapo", "detail-sapo", "article__sapo", "chapeau"])
def test_a_lead_in_a_box_of_its_own_is_told(name):
    lead = "Mưa về sớm, bà con ở bản phải gặt thửa lúa cuối cùng trong đêm."
    links = f"<ul>{''.join(map(LINK.format, range(5)))}</ul>"
    raw = (
        f"<html><h1>Mùa gặt</h1><aside><div class={name}>{lead}</div>{links}</aside>"
        f"<div class=detail>{f'<p>{PARAGRAPH}</p>' * 4}</div>"
    )

    assert clean_page(raw.encode())["body"].startswith(lead)


def test_a_heading_of_comments_ends_no_story_that_the_model_is_sure_of():
    article = f"<p>{PARAGRAPH}</p>" * 2
    rest = "".join(f"<p>{n}. {PARAGRAPH}</p>" for n in range(6))
    raw = (
        f"<html><h1>Mùa gặt ở bản</h1><article>{article}"
        f"<p>Nguyễn Thị Mẫu</p><aside><h3>Bình luận (3)</h3></aside>{rest}</article>"
    )

    assert clean_page(raw.encode())["body"].count(PARAGRAPH) == 7


def test_blocks_of_one_element_in_one_box_speak_for_each_other():
    blocks = blocks_of(f"<div>{f'<p>{PARAGRAPH}</p>' * 2}<p>Hết</p></div><p>Hết</p>")
    alone = np.array([3.0, 2.0, -2.0, -4.0])

    together = surroundings(blocks, alone)[:, block_context.NAMES.index("together")]

    assert together.tolist() == [2.0, 1.5, -0.5, -4.0]


NETWORKS = ("Facebook", "Zalo", "YouTube")


def test_headings_that_are_names_of_networks_or_links_are_parts_of_the_story():
    parts = "".join(
        f'<h3><a href="/{name}">{name}</a></h3><p>{name}. {PARAGRAPH}</p>'
        for name in NETWORKS
    )
    raw = f"<html><h1>Mùa gặt</h1><article><p>{PARAGRAPH}</p>{parts}</article>"

    lines = clean_page(raw.encode())["body"].split("\n")

    assert set(NETWORKS) <= set(lines)


def test_cells_of_a_table_that_come_again_are_no_captions():
    rows = "".join(
        f"<tr><td>Bản {n}</td><td>Bà con gặt lúa ở Bản Đông</td><td>Được</td></tr>"
        for n in range(4)
    )
    story = f"<p>1. {PARAGRAPH}</p><table>{rows}</table><p>2. {PARAGRAPH}</p>"
    raw = f"<html><h1>Mùa gặt</h1><article>{story}<p>3. {PARAGRAPH}</p></article>"

    assert clean_page(raw.encode())["body"].count("Bà con gặt lúa") == 4


def test_a_list_that_says_a_thing_again_has_no_captions():
    items = "".join(f"<li>{one}</li>" for one in ("Lúa nếp", "Lúa tẻ", "Lúa nếp"))
    raw = (
        f"<html><h1>Mùa gặt</h1><article><p>1. {PARAGRAPH}</p><ul>{items}</ul>"
        f"<p>2. {PARAGRAPH}</p><p>3. {PARAGRAPH}</p></article>"
    )

    assert clean_page(raw.encode())["body"].count("Lúa nếp") == 2


TEASER = "<h3>Tin liên quan</h3><h4><a href=/1>Lúa nếp được giá</a></h4>"


def test_a_box_that_begins_with_a_heading_of_teasers_goes_with_it():
    summary = "Thương lái đã về tận ruộng đặt mua lúa nếp của bà con với giá khá cao."
    box = f"<div class=b><div>{TEASER}<p>{summary}</p></div></div>"
    paragraphs = [f"<p>{n}. {PARAGRAPH}</p>" for n in range(5)]
    story = "".join([*paragraphs[:3], box, *paragraphs[3:]])

    body = clean_page(f"<html><h1>Mùa gặt</h1><article>{story}".encode())["body"]

    assert body.count(PARAGRAPH) == 5
    assert summary not in body


def test_lines_of_one_element_after_such_a_heading_are_no_box():
    lines = [f"{n}. {PARAGRAPH}" for n in range(6)]
    story = "<br>".join([*lines[:5], "Xem thêm:", lines[5]])

    body = clean_page(f"<html><h1>Mùa gặt</h1><div>{story}</div>".encode())["body"]

    assert body.count(PARAGRAPH) == 6
