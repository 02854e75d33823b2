"""`make bench`: how fast a night is, step by step, and what it takes.

    python tests/bench --articles 10000

Everything is made in a temporary folder that is gone at the end.
"""

import os
import platform
import tempfile
from datetime import date, timedelta
from pathlib import Path

import click
import duckdb
from corpus import change, write_corpus
from memory import run_measured
from reading import reading_speeds

HERE = Path(__file__).parent
FIRST_NIGHT = date(2026, 1, 1)
MB, MIB = 1_000_000, 2**20
NEW = 500
MUTE = "mute"
LEAST_SECONDS = 0.005  # what the columns can show


class Bench:
    """One landing folder and its warehouse, night after night."""

    def __init__(self, folder: Path, *, seed: int, html_share: float) -> None:
        self.folder = folder
        self.landing, self.warehouse = folder / "landing", folder / "warehouse.duckdb"
        self.bytes = self.files = self.nights = self.peak = 0
        self._corpus = {"seed": seed, "html_share": html_share}

    def deliver(self, count: int) -> None:
        """Let the folder hold articles 0 to `count`."""
        self.bytes = write_corpus(self.landing, count, **self._corpus)
        self.files = count

    def night(self, name: str, *how: str) -> dict:
        """Run the next night and print a line of it."""
        night = FIRST_NIGHT + timedelta(days=self.nights)
        self.nights += 1
        script = HERE / "night.py"
        ran = run_measured(script, self.landing, self.warehouse, night, *how)
        self.peak = max(self.peak, ran["peak"])
        self.row(name, ran["whole"])
        return ran

    def floor(self) -> dict:
        """Do only what any such night must do, and print a line of it."""
        ran = run_measured(HERE / "floor.py", self.landing, self.folder / "floor")
        self.row("floor: read, hash, decode, insert", ran["whole"])
        return ran

    def steps(self, name: str, ran: dict) -> None:
        """Print a line for each step of a night."""
        heading(f"{name}, by step")
        for step, took in ran["steps"].items():
            self.row(f"  {step}", took)

    def row(self, name: str, took: tuple[float, float]) -> None:
        """Print what something took that went through the whole folder."""
        row(name, took, files=self.files, size=self.bytes)


def heading(what: str) -> None:
    """Print the names of the columns that `row` fills."""
    columns = f"{'seconds':>9}{'CPU s':>9}{'files/s':>10}{'MB/s':>9}{'files/CPU s':>13}"
    click.echo(f"\n{what:<36}{columns}")


def row(name: str, took: tuple[float, float], *, files: int, size: int) -> None:
    """Print what something took, and how much of it went through in a second."""
    wall, cpu = (max(seconds, LEAST_SECONDS) for seconds in took)
    rates = f"{files / wall:>10,.0f}{size / wall / MB:>9.1f}{files / cpu:>13,.0f}"
    click.echo(f"{name:<36}{wall:>9.2f}{cpu:>9.2f}{rates}")


def ratio(name: str, one: dict, other: dict) -> None:
    """Print how often the second time goes into the first."""
    wall, cpu = (a / b for a, b in zip(one["whole"], other["whole"], strict=True))
    click.echo(f"{name:<45}{wall:>9.2f} (of CPU {cpu:.2f})")


@click.command()
@click.option("--articles", default=2_000, show_default=True, help="N.")
@click.option("--html", default=0.0, show_default=True, help="Share of HTML pages.")
@click.option("--seed", default=1, show_default=True)
def main(articles: int, html: float, seed: int) -> None:
    """Measure N articles: first night, reruns, memory, sizes, growth, floor."""
    click.echo(
        f"{articles:,} articles, seed {seed}, {html:.0%} HTML; {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f}; Python {platform.python_version()}, "
        f"DuckDB {duckdb.__version__}"
    )
    with tempfile.TemporaryDirectory(prefix="khobao-bench-") as name:
        quarter = Bench(Path(name) / "quarter", seed=seed, html_share=html)
        whole = Bench(Path(name) / "whole", seed=seed, html_share=html)
        nights(whole, quarter, articles)
        mute = Bench(Path(name) / "mute", seed=seed, html_share=html)
        heading("without what the sentences say")
        mute.deliver(articles)
        mute.steps("first night", mute.night(f"first night of N = {articles:,}", MUTE))
    heading("reading alone, one process")
    for reading in reading_speeds(seed=seed):
        row(reading.name, reading.took, files=reading.files, size=reading.bytes)


def nights(whole: Bench, quarter: Bench, articles: int) -> None:
    """Run all nights of N articles, and the first of a quarter of them."""
    heading("whole nights")
    quarter.deliver(articles // 4)
    small = quarter.night(f"first night of N/4 = {quarter.files:,}")
    whole.deliver(articles)
    first = whole.night(f"first night of N = {articles:,}")
    floor = whole.floor()
    same = whole.night("the same again, nothing new")
    changed = change(whole.landing, every=100)
    whole.night(f"1 % changed ({changed})")
    whole.deliver(articles + NEW)
    latest = whole.night(f"{NEW} new and {changed} changed back")
    whole.steps("first night", first)
    whole.steps("nothing new", same)
    whole.steps(f"{NEW} new", latest)
    click.echo()
    ratio("first night to nothing new", first, same)
    ratio("first night of N to first of N/4", first, small)
    ratio("floor to first night", floor, first)
    sizes(whole)


def sizes(bench: Bench) -> None:
    """Print how much memory and room on disk the nights took."""
    found = {
        "peak memory of the process tree, PSS": bench.peak * MB / MIB,
        "landing folder": bench.bytes,
        "raw store": on_disk(bench.folder / "warehouse.raw"),
        "warehouse": bench.warehouse.stat().st_size,
        "warehouse and the releases kept": on_disk(bench.folder / "warehouse.releases"),
    }
    for what, size in found.items():
        unit = "MiB" if "memory" in what else "MB"
        click.echo(f"{what:<45}{size / MB:>9,.1f} {unit}")


def on_disk(folder: Path) -> int:
    """Return how many bytes the files of a folder have."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
