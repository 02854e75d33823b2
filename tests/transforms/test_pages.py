"""Each tests/pages/<source>/<case>/ is a test: page.html in, expect.json out."""

import json
from pathlib import Path

import pytest

from transforms.clean import clean_page

CASES = sorted((Path(__file__).parents[1] / "pages").glob("*/*/page.html"))


@pytest.mark.parametrize(
    "html", CASES, ids=lambda html: f"{html.parts[-3]}-{html.parts[-2]}"
)
def test_a_page_gives_the_expected_fields(html: Path):
    expected = json.loads((html.parent / "expect.json").read_text("utf-8"))

    found = clean_page(html.read_bytes())

    views = [one["value"] for one in found["counters"] if one["scope"] == "page"]
    found["view_count"] = views[0] if views else None
    assert {name: found[name] for name in expected} == expected
