"""Load one night into a warehouse file: staging, build, and the run's record."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
from sqlalchemy import Connection

from transforms.shards import schema, to_table
from transforms.staging import staging_schemas
from warehouse.build import build, define_macros
from warehouse.connect import changing
from warehouse.declare import create_tables
from warehouse.erasure import NOTHING, Barred, Erased, Told, barred, told
from warehouse.files import quoted
from warehouse.furnish import furnish
from warehouse.history import carry_over
from warehouse.ledger import Run, Sighting
from warehouse.run_record import Loaded, articles_in, record
from warehouse.withhold import withhold

SMALL = 2**25  # bytes


def load_night(
    database: Path,
    shards: Path,
    run: Run,
    history: Path | None = None,
    *,
    erased: Erased = NOTHING,
) -> Loaded:
    """Merge the shards of one night into a warehouse file that nobody else has open.

    `shards/<table>/*.parquet` are the tables of `transforms.batch.read_batch` and
    `sighting`. `history` is the release whose runs an empty file takes over; what is
    `erased` is neither taken over nor loaded. Staging is temporary: it never touches
    the file, where bytes of what was dropped would stay.
    Raises CheckFailedError; the file is then of no use.
    """
    with changing(database) as connection:
        if _is_small(database, shards):
            connection.exec_driver_sql("set threads = 1")
        define_macros(connection)
        create_tables(connection)
        furnish(connection)
        stage_erased(connection, erased)
        before = articles_in(connection)
        if history:
            before = carry_over(connection, history)
        stage(connection, shards)
        withheld = withhold(connection)
        stage_run(connection, [run])
        held = build(connection)
        loaded = record(connection, run.run_id, held, before)
        connection.commit()
        connection.exec_driver_sql("checkpoint")
    return replace(loaded, withheld=withheld)


def stage(connection: Connection, shards: Path) -> None:
    """Make each folder of shards the view stg_<name>; one without has no rows.

    A view, since a copy would only make the file longer than what is kept of it.
    """
    for name, columns in (staging_schemas() | {"sighting": schema(Sighting)}).items():
        if any((shards / name).glob("*.parquet")):
            names = ", ".join(f'"{column}"' for column in columns.names)
            files = quoted(shards / name / "*.parquet")
            connection.exec_driver_sql(
                f"create temp view stg_{name} as "
                f"select {names} from read_parquet({files})"
            )
        else:
            _register(connection, f"stg_{name}", columns.empty_table())


def stage_run(connection: Connection, runs: Sequence[Run]) -> None:
    """Make the table stg_run, which holds the one row of the run."""
    _register(connection, "run", to_table(Run, runs))
    connection.exec_driver_sql(
        "create temp table stg_run as select *, "
        "key_of(concat_ws(chr(31), 'audit', run_id)) as audit_key, "
        "case when is_erasure then 'erased' when is_replay then 'replayed' "
        "when is_accepted then 'accepted' else 'published' end as verdict, "
        "null::timestamptz as finished_at from run"
    )


def stage_erased(connection: Connection, erased: Erased) -> None:
    """Make the views stg_erasure and stg_barred: what was erased, and its hashes."""
    _register(connection, "stg_erasure", to_table(Told, told(erased)))
    _register(connection, "stg_barred", to_table(Barred, barred(erased)))


def _is_small(database: Path, shards: Path) -> bool:
    """Tell whether a second thread would wait more than it works."""
    files = (database, *shards.glob("*/*.parquet"))
    return sum(file.stat().st_size for file in files if file.exists()) < SMALL


def _register(connection: Connection, name: str, rows: pa.Table) -> None:
    """Show Arrow's rows as a view of this connection."""
    raw = connection.connection.dbapi_connection
    raw.register(name, rows)  # type: ignore[union-attr]
