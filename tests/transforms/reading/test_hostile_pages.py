"""Pages that mean harm, or are broken beyond sense: each ends in a story or a reason.

Each is read in a process of its own with 10 s of CPU and 1 GiB of memory.
"""

import json
import subprocess
import sys

import pytest

STORY = (
    "Sáng nay, bà con trong bản ra đồng gặt nốt thửa lúa cuối cùng trước khi mưa về."
)
PAGE = f"<html><body><h1>Mùa gặt ở bản</h1>{{}}<p>{STORY}</p><p>{STORY} Lúa chắc.</p>"
HARMS = {
    "deep_boxes": "PAGE.format('<div>' * 100_000)",
    "deep_inline": "PAGE.format('<b>' * 100_000)",
    "huge_attribute": "PAGE.format('<p title=\"' + 'x' * 12_000_000 + '\">')",
    "huge_text": "PAGE.format('<div hidden>' + 'mưa ' * 2_600_000 + '</div>')",
    "unclosed": "PAGE.format('<table><tr><td><ul><li><a href=/><i><b' * 200 + '>')",
    "controls": "PAGE.format('&#1;&#0;\\x00\\x08<p>a&#xFFFFFFFF;&bogus;&#150;</p>')",
    "utf7": "PAGE.format('<meta charset=utf-7><p>+ADw-script+AD4-</p>')",
    "frames": "PAGE.format('<frameset><frame src=x></frameset><template><p>t')",
    "cdata": "PAGE.format('<!-- <p>x</p> --><![CDATA[ <p>y</p> ]]><!---->')",
    "json_bomb": "PAGE.format('<script type=application/ld+json>' + '[' * 500_000"
    " + '</script>')",
    "many_classes": "PAGE.format('<p class=\"' + 'a b c ' * 300_000 + '\">q</p>')",
    "many_blocks": "PAGE.format('<br>q' * 20_000)",
    "many_buttons": "PAGE.format('<button>Submit</button>' * 20_000)",
    "many_days": "PAGE.format('<li><a href=/>Tin</a> 1.1.2020' * 20_000)",
    "many_pictures": "PAGE.format('<img alt=\\'mùa gặt\\'><p>mùa gặt' * 10_000)",
    "many_times": "PAGE.format('x' * 9_000_000 + '<time datetime=2024>' * 20_000)",
}
READER = f"""
import json, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from transforms.clean import clean_page
PAGE = {PAGE!r}
found = clean_page(eval(sys.argv[1]).encode())
json.dump([found["body"][-200:], found.get("rejected"), found["title"]], sys.stdout)
"""


@pytest.mark.parametrize("harm", HARMS)
def test_a_hostile_page_ends_in_its_story_or_a_reason(harm):
    done = subprocess.run(
        [sys.executable, "-c", READER, HARMS[harm]],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr[-800:]
    body, rejected, _ = json.loads(done.stdout)
    assert STORY in body or rejected
