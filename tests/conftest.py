from pathlib import Path

import pytest


@pytest.fixture
def landing(tmp_path: Path) -> Path:
    """An empty landing folder, alone in its parent."""
    folder = tmp_path / "landing"
    folder.mkdir()
    return folder


@pytest.fixture
def write(landing: Path):
    """Write a file of the landing folder."""

    def to(name: str, content: str | bytes = "") -> Path:
        path = landing / name
        path.parent.mkdir(parents=True, exist_ok=True)
        raw = content.encode() if isinstance(content, str) else content
        path.write_bytes(raw)
        return path

    return to
