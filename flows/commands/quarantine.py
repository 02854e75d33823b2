"""`khobao quarantine`: what could not be read, why, and reading it once more."""

from pathlib import Path

import click

from flows.commands.options import example, warehouse_option, warehouse_to_ask

reason_option = click.option(
    "--reason", metavar="REASON", help="Only those of a reason."
)


@click.group(
    epilog=example(
        "khobao quarantine list",
        "khobao quarantine show press/a.html",
        "khobao quarantine replay --reason too_slow",
    )
)
def quarantine() -> None:
    """Show the files that gave no article, and read them once more.

    Their bytes are kept, whatever becomes of the landing folder.
    """


@quarantine.command("list", epilog=example("khobao quarantine list"))
@warehouse_option
@reason_option
def list_held(*, warehouse: Path | None, reason: str | None) -> None:
    """List what is in quarantine now, why, how often and since when."""
    file = warehouse_to_ask(warehouse)
    from flows.quarantine import chosen, held, shortened  # noqa: PLC0415
    from flows.show import print_records  # noqa: PLC0415

    found = held(file)
    if reason:
        found = chosen(found, reason=reason)
    print_records(shortened(found), nothing="Nothing is in quarantine.")


@quarantine.command(epilog=example("khobao quarantine show press/a.html"))
@click.argument("file", metavar="FILE|SHA256")
@warehouse_option
def show(*, file: str, warehouse: Path | None) -> None:
    """Show a file's reason, its first bytes and text, and where they are kept."""
    kept = warehouse_to_ask(warehouse)
    from flows.quarantine import chosen, described, held  # noqa: PLC0415
    from flows.visible import visible  # noqa: PLC0415

    for one in chosen(held(kept), file):
        for line in described(one, kept):
            click.echo(visible(line))


@quarantine.command(
    epilog=example(
        "khobao quarantine replay",
        "khobao quarantine replay press/a.html",
        "khobao quarantine replay --reason reader_died",
    )
)
@click.argument("file", metavar="[FILE|SHA256]", required=False)
@warehouse_option
@reason_option
def replay(*, file: str | None, warehouse: Path | None, reason: str | None) -> None:
    """Read kept bytes once more, under today's rules and limits, and publish.

    All that is in quarantine, or a FILE, or those of a REASON. The landing folder is
    not looked at. What is an article now is in the warehouse from the night on which it
    was first seen.
    """
    kept = warehouse_to_ask(warehouse)
    from flows.night import run_night  # noqa: PLC0415
    from flows.quarantine import chosen, held, replay_options  # noqa: PLC0415
    from flows.settings import read_settings  # noqa: PLC0415
    from flows.show import print_report, progress  # noqa: PLC0415

    options = replay_options(
        read_settings(warehouse=kept), chosen(held(kept), file, reason)
    )
    with progress() as watch:
        print_report(run_night(options, watch))
