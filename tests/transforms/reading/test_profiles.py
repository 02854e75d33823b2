from pathlib import Path

from transforms.clean import clean_page
from transforms.reading.profiles import UNMATCHED, profiles

PAGES = Path(__file__).parents[2] / "pages"
PAGE = PAGES / "bao-co-ho-so" / "doan-van-la-div" / "page.html"


def test_a_profile_says_what_the_elements_are_that_it_selects():
    found = clean_page(PAGE.read_bytes())

    kinds = {one["text"][:12]: one["kind"] for one in found["removed"]}
    assert kinds["Ngư dân chuy"] == "caption"
    assert kinds["Xem thêm: Bế"] == "related_links"


def test_a_profile_that_matches_no_more_warns_and_leaves_the_page_to_the_reader():
    html = PAGE.read_text("utf-8").replace('class="doan', 'class="khoi')

    found = clean_page(html.encode())

    assert UNMATCHED in found["warnings"]
    assert found["body"].startswith("Mỗi chuyến biển về")


def test_a_page_of_another_host_is_read_without_the_profile():
    html = PAGE.read_text("utf-8").replace("songxanh.example", "khac.example")

    found = clean_page(html.encode())

    assert UNMATCHED not in found["warnings"]
    assert not [one for one in found["removed"] if one["rule"] == "outlet.profile"]


def test_every_profile_has_a_page_with_expected_fields():
    told = "\n".join(page.read_text("utf-8") for page in PAGES.glob("*/*/page.html"))

    assert all(f"https://{host}/" in told for host in profiles())
