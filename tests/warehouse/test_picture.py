from pathlib import Path

from warehouse.picture import dimension_of, redraw

README = Path(__file__).parents[2] / "README.md"


def test_the_readme_shows_the_tables_as_they_are():
    text = README.read_text("utf-8")

    assert redraw(text) == text, "run `make picture`"
    assert "fact_credit" in text


def test_a_key_leads_to_the_dimension_its_name_ends_with():
    assert dimension_of("observed_date_key") == "dim_date"
    assert dimension_of("from_version_key") == "dim_article_version"
    assert dimension_of("title") is None
