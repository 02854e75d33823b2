"""The command line `khobao`.

Nothing heavy is imported up here: each command imports what it needs when it is called,
so that help comes at once.
"""

import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flows.errors import exits, sentence
from flows.logs import start_log

if TYPE_CHECKING:
    from flows.night import NightOptions, NightReport

PATH = click.Path(path_type=Path)


class Commands(click.Group):
    """Commands whose errors are one sentence on stderr and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 (click's signature)
        """Run a command; see flows.errors for the exit codes."""
        with exits(is_debug=ctx.params["debug"]):
            return super().invoke(ctx)


def example(*lines: str) -> str:
    """Return the end of a command's help: lines to try, kept as they are."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)


warehouse_option = click.option(
    "--warehouse",
    type=PATH,
    metavar="FILE",
    help="The DuckDB file (KHOBAO_WAREHOUSE; data/warehouse.duckdb).",
)

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(("table", "csv", "json", "parquet")),
    default="table",
    show_default=True,
    help="How the answer is written.",
)
output_option = click.option(
    "--output", type=PATH, metavar="FILE", help="Write the answer here."
)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=example("khobao run seeds/articles", "khobao report", "khobao status"),
)
@click.version_option(package_name="khobao")
@click.option(
    "--debug", is_flag=True, envvar="KHOBAO_DEBUG", help="Show where an error arose."
)
def main(*, debug: bool) -> None:
    """Kho Báo: raw press files in, a DuckDB warehouse to ask with SQL out.

    `khobao run` loads a folder of article files, `khobao sql` and `khobao report` ask
    what came of it. Settings come from KHOBAO_ variables or a .env file.
    """
    start_log(is_debug=debug)


@main.command(epilog=example("khobao run landing --warehouse data/press.duckdb"))
@click.argument("landing", type=PATH, required=False)
@warehouse_option
@click.option(
    "--night",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day the files belong to (today in KHOBAO_ZONE).",
)
@click.option(
    "--workers", type=click.IntRange(min=1), metavar="N", help="Processes that read."
)
@click.option("--full", is_flag=True, help="Read everything kept anew, not only news.")
@click.option("--dry-run", is_flag=True, help="Do all of it but publish nothing.")
@click.option("--accept", is_flag=True, help="Publish a night that looks wrong.")
def run(  # noqa: PLR0913 (an option is an argument)
    *,
    landing: Path | None,
    warehouse: Path | None,
    night: datetime | None,
    workers: int | None,
    full: bool,
    dry_run: bool,
    accept: bool,
) -> None:
    """Load a folder of files and publish the warehouse.

    LANDING is KHOBAO_LANDING (seeds/articles) where it is not given. Files seen before
    are skipped; running again is safe. Readers keep the old warehouse until the new one
    has passed every check. Exit code 0: published; 66: no landing folder; 75: another
    run is at work; any other: nothing changed, stderr says why.
    """
    from flows.night import NightOptions, today  # noqa: PLC0415
    from flows.settings import read_settings  # noqa: PLC0415
    from flows.show import print_report  # noqa: PLC0415

    settings = read_settings(landing=landing, warehouse=warehouse, workers=workers)
    options = NightOptions(
        settings=settings,
        night=night.date() if night else today(settings.zone),
        is_full=full,
        is_dry_run=dry_run,
        is_accepted=accept,
    )
    print_report(_run(options))


@main.command(epilog=example("khobao clean page.html saved/*.txt | jq .title"))
@click.argument("files", type=PATH, nargs=-1, required=True)
def clean(*, files: tuple[Path, ...]) -> None:
    """Show what is read off FILES, without a warehouse.

    Prints one JSON object a line: title, section, lead, body, credits, dates with rule
    and precision, counters, and every removed block with its kind, rule and span.
    """
    from flows.landing import printable  # noqa: PLC0415
    from flows.settings import read_settings  # noqa: PLC0415
    from transforms.clean import clean_page  # noqa: PLC0415

    zone = read_settings().zone
    is_all_read = True
    for file in files:
        try:
            raw = file.read_bytes()
        except OSError as error:
            click.echo(f"khobao: {sentence(error)}", err=True)
            is_all_read = False
            continue
        found = {"file": printable(os.fsencode(file)), **clean_page(raw, zone)}
        click.echo(json.dumps(found, ensure_ascii=False, default=str))
    sys.exit(0 if is_all_read else 1)


@main.command(epilog=example("khobao suggest landing"))
@click.argument("landing", type=PATH)
def suggest(*, landing: Path) -> None:
    """List lines that many files share.

    They are candidates for a boilerplate rule. Nothing is changed: a person decides
    what is furniture and writes it down as a rule with examples.
    """
    from flows.pages import pages  # noqa: PLC0415
    from flows.settings import read_settings  # noqa: PLC0415
    from flows.show import print_records  # noqa: PLC0415
    from transforms.stripping.suggest import suggest as candidates  # noqa: PLC0415

    found = candidates(pages(landing, read_settings().max_bytes))
    print_records(found, nothing="No line recurs often enough to be a rule.")


@main.command(
    epilog=example(
        'khobao sql "select title, published_date from mart_article limit 5"',
        'khobao sql "from mart_credit" --format csv --output credits.csv',
    )
)
@click.argument("query", metavar='"SELECT ..."')
@warehouse_option
@format_option
@output_option
def sql(*, query: str, warehouse: Path | None, form: str, output: Path | None) -> None:
    """Ask the warehouse a question in SQL.

    The warehouse is opened read-only, and the question sees no other file. The views to
    ask are called mart_...: `khobao sql "show tables"` lists them.
    """
    file = _warehouse_to_ask(warehouse)
    from flows.ask import Format, ask  # noqa: PLC0415

    ask(file, query, Format(form), output)


@main.command(epilog=example("khobao report", "khobao report articles_by_outlet"))
@click.argument("name", required=False)
@warehouse_option
@format_option
@output_option
def report(
    *, name: str | None, warehouse: Path | None, form: str, output: Path | None
) -> None:
    """List the ready-made questions, or answer one.

    Each is one SELECT in sql/report: read it there to learn how to ask.
    """
    file = _warehouse_to_ask(warehouse)
    from flows.ask import Format, about, ask, question, questions  # noqa: PLC0415

    if name:
        ask(file, question(name), Format(form), output)
        return
    known = questions()
    for one, file in known.items():
        click.echo(f"{one:<{max(map(len, known))}}  {about(file)}")


@main.command(epilog=example("khobao status --warehouse data/press.duckdb"))
@warehouse_option
def status(*, warehouse: Path | None) -> None:
    """Show the last runs, what there is, and how old."""
    file = _warehouse_to_ask(warehouse)
    from flows.night import today  # noqa: PLC0415
    from flows.status import print_status  # noqa: PLC0415

    print_status(file, today(os.environ["TZ"]))


def _warehouse_to_ask(warehouse: Path | None) -> Path:
    """Return the warehouse's name, and have DuckDB show moments on the press' clock.

    DuckDB reads the zone from the environment as it is imported, and from nowhere
    else once its configuration is locked.
    """
    from flows.settings import read_settings  # noqa: PLC0415

    settings = read_settings(warehouse=warehouse)
    os.environ["TZ"] = settings.zone
    return settings.warehouse


def _run(options: "NightOptions") -> "NightReport":
    """Run a night as plain functions, or as a Prefect flow where a server is named."""
    if os.environ.get("PREFECT_API_URL"):
        from flows.nightly import run_flow  # noqa: PLC0415

        return run_flow(options)
    from flows.night import run_night  # noqa: PLC0415
    from flows.show import progress  # noqa: PLC0415

    with progress() as watch:
        return run_night(options, watch)


if __name__ == "__main__":
    main()
