"""`khobao erase`: take articles out of everything that is kept, for good."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.commands.options import example, warehouse_option

if TYPE_CHECKING:
    from flows.erase import Found
    from flows.settings import Settings


@click.command(
    epilog=example(
        "khobao erase https://bao.example/tin-1 --reason 'court order 12' --dry-run",
        "khobao erase 'Lò Thị Mẩy' --reason 'asked by the person'",
    )
)
@click.argument("target", metavar="URL|ARTICLE|FILE|PERSON-NAME")
@warehouse_option
@click.option("--reason", required=True, help="Why; kept, so it must not name anybody.")
@click.option("--dry-run", is_flag=True, help="Only show what would be erased.")
@click.option("--yes", is_flag=True, help="Erase what is shown without asking.")
def erase(
    *, target: str, warehouse: Path | None, reason: str, dry_run: bool, yes: bool
) -> None:
    """Erase an article, or every article that names a person.

    It goes out of the raw store and all releases with every version, fact and copy of
    its bytes, and cannot come back: neither under its URL or id, nor with the same
    words. What would be erased is shown first. A name that could be a piece of a longer
    one, or differs in its marks, is shown but left alone. The warehouse is read anew
    from what is left; no older release stays to go back to. Answers written elsewhere,
    backups and the landing folder are yours to clean.
    """
    from flows.erase import check_reason, find  # noqa: PLC0415
    from flows.settings import read_settings  # noqa: PLC0415

    settings = read_settings(warehouse=warehouse)
    found = find(settings, target)
    check_reason(reason, target, found)
    _show(found)
    if found.is_empty:
        click.echo("Nothing to erase.")
    elif dry_run:
        click.echo("Dry run: nothing was changed.")
    elif yes or _agreed():
        _erase(settings, found, reason)


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise click.UsageError("nobody is there to ask: --yes erases what is shown")
    return click.confirm("Erase them for good?")


def _erase(settings: "Settings", found: "Found", reason: str) -> None:
    from flows.erase import carry_out, erase  # noqa: PLC0415
    from flows.night import today  # noqa: PLC0415
    from flows.show import print_report, progress  # noqa: PLC0415

    day = today(settings.zone)
    erasure = erase(settings, found, reason, day)
    if erasure.is_done:
        click.echo("Nothing of it is kept; from now on it is barred.")
        return
    with progress() as watch:
        report = carry_out(settings, day, watch)
    print_report(report)
    click.echo(
        f"erased: {len(erasure.articles)} articles, {len(erasure.captures)} captures; "
        "readers that have the old file open keep it until they reconnect"
    )


def _show(found: "Found") -> None:
    from flows.show import print_records  # noqa: PLC0415

    print_records(found.sure, nothing="No article that is kept is meant.")
    if found.loose:
        click.echo("\nFiles without an article:\n")
        print_records(found.loose, nothing="")
    for why, left in (
        ("the name may be a piece of another", found.doubtful),
        ("names that are alike but for their marks", found.others),
    ):
        if left:
            click.echo(f"\nLeft alone: {why}:\n")
            print_records(left, nothing="")
