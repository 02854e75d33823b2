from datetime import date
from pathlib import Path

import pytest

from flows.night import NightOptions, NightReport, run_night
from flows.settings import Settings

STORY = """Xã Nậm Pồng mở hội lần thứ {number}

(SLM) - Ngày {day}/3/2024, xã Nậm Pồng mở hội lần thứ {number}, có {number} trò chơi.

Hơn {number} đội thi kéo co, đẩy gậy và ném còn trên sân vận động mới của xã.

Ban tổ chức trao {number} giải cho các bản đạt thành tích cao nhất.
"""


def story_of(number: int) -> str:
    """Return the text of the sample article of that number."""
    return STORY.format(number=number + 2, day=number % 28 + 1)


@pytest.fixture(scope="session")
def story():
    """Return the text of the sample article of that number."""
    return story_of


@pytest.fixture(scope="session")
def two_articles(tmp_path_factory) -> Path:
    """Return a warehouse of the articles a.txt and b.txt, to be read only."""
    folder = tmp_path_factory.mktemp("two")
    (folder / "landing").mkdir()
    (folder / "landing/a.txt").write_text(story_of(0))
    (folder / "landing/b.txt").write_text(story_of(1))
    warehouse = folder / "warehouse.duckdb"
    settings = Settings(landing=folder / "landing", warehouse=warehouse, workers=1)
    run_night(NightOptions(settings=settings, night=date(2026, 3, 1)))
    return warehouse


@pytest.fixture
def warehouse(tmp_path) -> Path:
    """Where the warehouse is to be made."""
    return tmp_path / "house" / "warehouse.duckdb"


@pytest.fixture
def night(landing, warehouse, monkeypatch, tmp_path):
    """Run a night of March 2026 over the landing folder."""
    monkeypatch.chdir(tmp_path)  # no .env of the checkout

    def run(day: int = 1, *, settings: dict | None = None, **asked) -> NightReport:
        given = {"landing": landing, "warehouse": warehouse, "workers": 1}
        options = NightOptions(
            settings=Settings(**given | (settings or {})),
            night=date(2026, 3, day),
            **asked,
        )
        return run_night(options)

    return run
