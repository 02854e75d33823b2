"""`khobao rollback`: give readers an earlier release again."""

from pathlib import Path

import click

from flows.commands.options import example, warehouse_option, warehouse_to_ask


@click.command(epilog=example("khobao rollback", "khobao rollback --to 12"))
@warehouse_option
@click.option(
    "--to",
    type=click.IntRange(min=1),
    metavar="N",
    help="The release to give, older or newer (the one before the current content).",
)
def rollback(*, warehouse: Path | None, to: int | None) -> None:
    """Give readers the release before the current one again.

    Releases that brought nothing but the record of their run are passed over. The next
    run starts from the release gone back to, and loads again what the later ones
    brought as far as it lies in the landing folder: take out first what should not come
    back. Until then `--to` undoes a rollback.
    """
    file = warehouse_to_ask(warehouse)
    from flows.rollback import roll_back  # noqa: PLC0415

    for line in roll_back(file, to):
        click.echo(line)
