"""Settings, read from the environment once, at the edge; nothing below reads them."""

import os
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import Field, HttpUrl, Secret, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from flows.errors import SettingsError
from transforms.unpacking.limits import MEGABYTE, Limits

FEW_FILES = 500  # below this, starting worker processes costs more than it saves


class Settings(BaseSettings):
    """Every knob the nightly run has. KHOBAO_WAREHOUSE=/data/news.duckdb sets one."""

    model_config = SettingsConfigDict(
        env_prefix="KHOBAO_", env_file=".env", extra="ignore", frozen=True
    )

    warehouse: Path = Path("data/warehouse.duckdb")
    landing: str = Field("seeds/articles", description="a path, or a URL of fsspec's")
    zone: str = Field("Asia/Ho_Chi_Minh", description="IANA name of the press' zone")
    workers: int | None = Field(None, ge=1, description="None: as the night needs")
    batch_files: int = Field(250, ge=1, description="files a worker takes at a time")
    max_file_mb: float = Field(32, gt=0, description="larger files are quarantined")
    max_archive_mb: float = Field(2_000, gt=0, description="of an archive itself")
    max_member_mb: float = Field(32, gt=0, description="of a file in an archive")
    max_members: int = Field(100_000, ge=1, description="archives within included")
    max_nesting: int = Field(3, ge=1, description="archives in archives")
    max_expanded_mb: float = Field(4_000, gt=0, description="of all its members")
    max_expansion: float = Field(200, ge=1, description="times an archive's own size")
    file_seconds: float = Field(10, gt=0, description="to read a file, of processor")
    file_memory_mib: float = Field(1024, gt=0, description="to read a file")
    quarantine_share: float = Field(0.20, ge=0, le=1)
    quarantine_min_files: int = Field(10, ge=1)
    shrink_share: float = Field(0.5, ge=0, le=1)
    webhook: Secret[HttpUrl] | None = Field(None, description="where alerts are sent")
    dask: str | None = Field(None, description="a Dask scheduler, whose workers read")

    @field_validator("landing", mode="before")
    @classmethod
    def _as_text(cls, landing: str | Path) -> str:
        return str(landing)

    @field_validator("zone")
    @classmethod
    def _is_a_zone(cls, zone: str) -> str:
        try:
            ZoneInfo(zone)
        except (OSError, KeyError, ValueError) as error:
            raise ValueError(f"{zone!r} is no time zone") from error
        return zone

    @field_validator("warehouse")
    @classmethod
    def _is_a_plain_name(cls, warehouse: Path) -> Path:
        if not warehouse.name:
            raise ValueError("a warehouse needs a file name")
        if odd := set("*?[") & set(str(warehouse)):
            raise ValueError(f"DuckDB reads {min(odd)!r} in a file name as a pattern")
        return warehouse

    @property
    def limits(self) -> Limits:
        """How much a file may hold."""
        return Limits(
            file_bytes=int(self.max_file_mb * MEGABYTE),
            archive_bytes=int(self.max_archive_mb * MEGABYTE),
            member_bytes=int(self.max_member_mb * MEGABYTE),
            members=self.max_members,
            depth=self.max_nesting,
            expanded_bytes=int(self.max_expanded_mb * MEGABYTE),
            ratio=self.max_expansion,
        )

    @property
    def file_memory(self) -> int:
        """The bytes of memory that reading one file may take."""
        return int(self.file_memory_mib * 2**20)

    def workers_for(self, files: int) -> int:
        """Return how many processes are to read that many files."""
        if self.workers:
            return self.workers
        return 1 if files < FEW_FILES else os.cpu_count() or 1


def read_settings(
    landing: str | Path | None = None,
    warehouse: Path | None = None,
    workers: int | None = None,
    dask: str | None = None,
) -> Settings:
    """Return the settings; what is given here (not None) comes before the environment.

    SettingsError names the variable that makes no sense.
    """
    given = {
        "landing": landing,
        "warehouse": warehouse,
        "workers": workers,
        "dask": dask,
    }
    chosen: dict[str, Any] = {
        name: value for name, value in given.items() if value is not None
    }
    try:
        return Settings(**chosen)
    except ValidationError as error:
        first = error.errors()[0]
        name = "KHOBAO_" + "_".join(map(str, first["loc"])).upper()
        said = first["msg"].removeprefix("Value error, ")
        raise SettingsError(f"{name}: {said}") from error
