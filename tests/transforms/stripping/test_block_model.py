import pytest

from transforms.clean import clean_page
from transforms.reading.html_page import html_blocks, parsed
from transforms.stripping.block_features import NAMES, measures
from transforms.stripping.block_model import are_story, model_trees, weight_of_hints

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


def measured_in(node):
    if isinstance(node, tuple):
        yield node[0]
        for branch in node[2:]:
            yield from measured_in(branch)


def test_paragraphs_side_by_side_are_the_story_and_lists_of_links_are_not():
    blocks = blocks_of(PAGE)
    told = dict(zip((b.line_no for b in blocks), are_story(blocks, 0), strict=True))
    story = [b.line_no for b in blocks if b.text == PARAGRAPH and "main" in b.hints]
    links = [b.line_no for b in blocks if b.link_share == 1]

    assert len(story) == 4
    assert len(links) == 10
    assert [i for i in story if not told[i]] == [i for i in links if told[i]] == []


def test_the_class_of_a_box_speaks_for_or_against_its_text():
    assert weight_of_hints(frozenset({".entry-content"}))[0] > 0
    assert weight_of_hints(frozenset({".related-posts", "nav"}))[0] < 0
    assert weight_of_hints(frozenset({".mxyzptlk"})) == (0, 0, 0)


def test_every_block_has_every_measure():
    blocks = blocks_of(PAGE)

    rows = measures(blocks, weight_of_hints)

    assert {len(row) for row in rows} == {len(NAMES)}
    assert len(rows) == len(blocks)


def test_every_tree_asks_for_a_measure_there_is():
    asked = {place for tree in model_trees() for place in measured_in(tree)}

    assert asked <= set(range(len(NAMES)))


def score(node, row):
    while isinstance(node, tuple):
        node = node[2] if row[node[0]] <= node[1] else node[3]
    return node


@pytest.mark.parametrize("least", [-0.2, 0, 1])
def test_asking_no_more_trees_than_needed_tells_what_all_of_them_tell(least):
    blocks = blocks_of(PAGE)
    rows = measures(blocks, weight_of_hints)
    sums = [sum(score(tree, row) for tree in model_trees()) for row in rows]

    assert are_story(blocks, least) == [one > least for one in sums]


def test_a_page_without_blocks_has_no_story():
    assert are_story([], 0) == []


def test_a_page_that_hides_its_whole_story_still_tells_it():
    article = "".join(f"<p>{n}. {PARAGRAPH}</p>" for n in range(4))
    raw = f"<html><body><h1>Mùa gặt</h1><div hidden>{article}</div></body></html>"

    assert clean_page(raw.encode())["body"].count(PARAGRAPH) == 4


def test_the_first_name_in_an_element_for_authors_signs_the_page():
    article = "".join(f"<p>{n}. {PARAGRAPH}</p>" for n in range(4))
    raw = f"<html><h1>Mùa gặt</h1><div class=post-author>Quang Trò</div>{article}"

    assert clean_page(raw.encode())["author"] == "Quang Trò"
