"""The command line `khobao`: its commands are in flows.commands.

Nothing heavy is imported up here, so that help comes at once.
"""

from typing import Any

import click

from flows.commands import (
    ask,
    clean,
    erase,
    quarantine,
    rollback,
    run,
    schedule,
    status,
)
from flows.commands.options import example
from flows.errors import exits
from flows.logs import start_log


class Commands(click.Group):
    """Commands whose errors are one sentence on stderr and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 (click's signature)
        """Run a command; see flows.errors for the exit codes."""
        with exits(is_debug=ctx.params["debug"]):
            return super().invoke(ctx)


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


for command in (
    run.run,
    schedule.schedule,
    clean.clean,
    clean.suggest,
    ask.sql,
    ask.report,
    status.status,
    quarantine.quarantine,
    rollback.rollback,
    erase.erase,
):
    main.add_command(command)

if __name__ == "__main__":
    main()
