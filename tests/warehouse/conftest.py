"""Nights made of records: the warehouse is tested without reading a single page."""

import hashlib
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from transforms.identity import digest, signature
from transforms.records import ArticleHead
from transforms.shards import to_table
from transforms.staging import Capture, staged
from warehouse.build import define_macros
from warehouse.connect import changing
from warehouse.declare import create_tables
from warehouse.furnish import furnish
from warehouse.ledger import Run, Sighting, read_ledger
from warehouse.load import load_night
from warehouse.run_record import Loaded

ZONE = "Asia/Ho_Chi_Minh"


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One file of a landing folder: the article it shows, as few fields as matter."""

    name: str
    body: str
    url: str = "https://bao.example/tin-1"
    title: str | None = "Tiêu đề"
    views: int | None = None
    residue: str = ""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(repr(self).partition("body=")[2].encode()).hexdigest()

    def capture(self) -> Capture:
        return Capture(
            byte_count=len(self.body),
            encoding="utf-8",
            reason=None,
            detail=None,
            warnings=None,
            article_id=self.url,
            content_hash=digest(self.title or "", self.body),
            view_count=self.views,
        )

    def article(self) -> ArticleHead:
        return ArticleHead(
            article_id=self.url,
            content_hash=digest(self.title or "", self.body),
            outlet_id="bao.example",
            url=self.url,
            title=self.title,
            section=None,
            lead=self.body.partition("\n")[0],
            body=self.body,
            body_hash=digest(self.body),
            body_signature=signature(self.body),
            language="vi",
            agency=None,
            republished_from=None,
            word_count=len(self.body.split()),
            page_text=self.body,
        )


@dataclass
class Keeper:
    """A warehouse file and the nights loaded into it."""

    folder: Path
    runs: int = 0

    @property
    def database(self) -> Path:
        return self.folder / "warehouse.duckdb"

    def load(
        self, night: str, files: Iterable[Shown], parts: dict[str, Any] | None = None
    ) -> Loaded:
        """Load one night as collect would; `parts` are more staging tables."""
        self.runs += 1
        day, files = date.fromisoformat(night), list(files)
        ledger = read_ledger(self.database)
        sightings, new = [], {}
        for file in sorted(files, key=lambda file: file.name):
            is_known = ledger.is_unchanged(file.name, file.sha256, day)
            sightings.append(
                Sighting(
                    source_file=file.name,
                    sha256=file.sha256,
                    change="unchanged" if is_known else "new",
                    first_seen_on=day,
                    last_seen_on=day,
                )
            )
            if not is_known and not ledger.is_read(file.sha256, day):
                new.setdefault(file.sha256, file)
        shards = self.folder / f"shards-{self.runs}"
        tables = {
            "sighting": to_table(Sighting, sightings),
            "capture": staged("capture", [(s, f.capture()) for s, f in new.items()]),
            "article": staged("article", [(s, f.article()) for s, f in new.items()]),
            **(parts or {}),
        }
        for name, table in tables.items():
            (shards / name).mkdir(parents=True)
            pq.write_table(table, shards / name / "0.parquet")
        return load_night(self.database, shards, self.run(day))

    def run(self, night: date) -> Run:
        return Run(
            run_id=f"{night}-{self.runs}",
            night=night,
            zone=ZONE,
            started_at=datetime(2026, 1, 1, tzinfo=UTC),
            code_version="test",
            rule_set="rules",
            landing="landing",
            is_full=False,
            is_accepted=False,
        )


@pytest.fixture(scope="session")
def furnished(tmp_path_factory) -> Path:
    """Make a file that a first night would make, before it loads anything."""
    database = tmp_path_factory.mktemp("furnished") / "warehouse.duckdb"
    with changing(database) as connection:
        define_macros(connection)
        create_tables(connection)
        furnish(connection)
    return database


@pytest.fixture
def keeper(tmp_path: Path, furnished: Path) -> Callable[[str], Keeper]:
    """Make an empty warehouse under a name."""

    def make(name: str = "one") -> Keeper:
        folder = tmp_path / name
        folder.mkdir()
        one = Keeper(folder)
        shutil.copy(furnished, one.database)
        return one

    return make


@pytest.fixture
def shown() -> type[Shown]:
    """Make a file that shows an article."""
    return Shown
