"""`khobao clean` and `khobao suggest`: try the cleaner without a warehouse."""

import json
import os
import sys
from pathlib import Path

import click

from flows.commands.options import PATH, example
from flows.errors import sentence


@click.command(epilog=example("khobao clean page.html saved/*.txt | jq .title"))
@click.argument("files", type=PATH, nargs=-1, required=True)
def clean(*, files: tuple[Path, ...]) -> None:
    """Show what is read off FILES, without a warehouse.

    Prints one JSON object a line: title, section, lead, body, credits, dates with rule
    and precision, counters, and every removed block with its kind, rule and span. An
    archive (zip, tar, WARC, JSON Lines ...) gives a line for each member.
    """
    from flows.cleaned import cleaned  # noqa: PLC0415
    from flows.settings import read_settings  # noqa: PLC0415

    settings = read_settings()
    is_all_read = True
    for file in files:
        try:
            raw = file.read_bytes()
        except OSError as error:
            click.echo(f"khobao: {sentence(error)}", err=True)
            is_all_read = False
            continue
        for found in cleaned(os.fsencode(file), raw, settings):
            click.echo(json.dumps(found, ensure_ascii=False, default=str))
    sys.exit(0 if is_all_read else 1)


@click.command(epilog=example("khobao suggest landing"))
@click.argument("landing")
def suggest(*, landing: str) -> None:
    """List lines that many files share.

    They are candidates for a boilerplate rule. Nothing is changed: a person decides
    what is furniture and writes it down as a rule with examples.
    """
    from flows.pages import pages  # noqa: PLC0415
    from flows.settings import read_settings  # noqa: PLC0415
    from flows.show import print_records  # noqa: PLC0415
    from transforms.stripping.suggest import suggest as candidates  # noqa: PLC0415

    found = candidates(pages(landing, read_settings().limits))
    print_records(found, nothing="No line recurs often enough to be a rule.")
