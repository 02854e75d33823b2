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


@pytest.fixture
def story():
    """Return the text of the sample article of that number."""
    return lambda number: STORY.format(number=number + 2, day=number % 28 + 1)


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
