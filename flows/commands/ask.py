"""`khobao sql` and `khobao report`: ask the warehouse, read-only."""

from pathlib import Path

import click

from flows.commands.options import (
    answer_options,
    example,
    warehouse_to_ask,
)


@click.command(
    epilog=example(
        'khobao sql "select title, published_date from mart_article limit 5"',
        'khobao sql "from mart_credit" --format csv --output credits.csv',
    )
)
@click.argument("query", metavar='"SELECT ..."')
@answer_options
def sql(  # noqa: PLR0913 (an option is an argument)
    *,
    query: str,
    warehouse: Path | None,
    form: str,
    output: Path | None,
    raw: bool,
    timeout: float,
    memory: str,
) -> None:
    """Ask the warehouse a question in SQL.

    The warehouse is opened read-only, and the question sees no other file. The views to
    ask are called mart_...: `khobao sql "show tables"` lists them.
    """
    file = warehouse_to_ask(warehouse)
    from flows.answer import Format, Wanted, ask  # noqa: PLC0415
    from flows.ask import Bounds  # noqa: PLC0415

    bounds = Bounds(timeout, memory)
    ask(file, query, Wanted(Format(form), output, is_raw=raw, bounds=bounds))


@click.command(epilog=example("khobao report", "khobao report articles_by_outlet"))
@click.argument("name", required=False)
@answer_options
def report(  # noqa: PLR0913 (an option is an argument)
    *,
    name: str | None,
    warehouse: Path | None,
    form: str,
    output: Path | None,
    raw: bool,
    timeout: float,
    memory: str,
) -> None:
    """List the ready-made questions, or answer one.

    Each is one SELECT in sql/report: read it there to learn how to ask.
    """
    file = warehouse_to_ask(warehouse)
    from flows.answer import Format, Wanted, ask  # noqa: PLC0415
    from flows.ask import Bounds, about, question, questions  # noqa: PLC0415

    if name:
        bounds = Bounds(timeout, memory)
        wanted = Wanted(Format(form), output, is_raw=raw, bounds=bounds)
        ask(file, question(name), wanted)
        return
    known = questions()
    for one, file in known.items():
        click.echo(f"{one:<{max(map(len, known))}}  {about(file)}")
