"""Load one night into a warehouse file: seeds, staging, build, and the run's record."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
from sqlalchemy import Connection

from transforms.shards import schema, to_table
from transforms.staging import staging_schemas
from warehouse.build import build, create_tables, define_macros
from warehouse.comments import comment_on_views
from warehouse.connect import open_warehouse
from warehouse.files import folder
from warehouse.ledger import Run, Sighting

# A rebuild reads every article anew; what it keeps is the memory of earlier runs.
HISTORY = ("dim_audit", "fact_check")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a run did, counted by file, and the articles there were and are."""

    run_id: str
    outcomes: dict[str, int]
    reasons: tuple[tuple[str, str, int], ...]
    warnings: tuple[tuple[str, int], ...]
    checks_passed: int
    files_seen: int
    new_files: int
    articles_before: int
    articles_after: int


def load_night(
    database: Path, shards: Path, run: Run, history: Path | None = None
) -> Loaded:
    """Merge the shards of one night into a warehouse file that nobody else has open.

    `shards/<table>/*.parquet` are the tables of `transforms.batch.read_batch` and
    `sighting`. `history` is the release whose runs an empty file takes over.
    Raises CheckFailedError; the file is then of no use.
    """
    engine = open_warehouse(database)
    with engine.connect() as connection:
        define_macros(connection)
        create_tables(connection)
        before = articles_in(connection)
        if history:
            before = carry_over(connection, history)
        plant(connection)
        stage(connection, shards)
        stage_run(connection, [run])
        held = build(connection)
        loaded = record(connection, run, held, before)
        comment_on_views(connection)
        sweep(connection)
        connection.commit()
        connection.exec_driver_sql("checkpoint")
    engine.dispose()
    return loaded


def plant(connection: Connection) -> None:
    """Make each seeds/reference/<name>.csv the table seed_<name>."""
    for csv in sorted((folder("seeds") / "reference").glob("*.csv")):
        connection.exec_driver_sql(
            f"create or replace table seed_{csv.stem} as "
            f"from read_csv({_quoted(csv)}, header = true)"
        )


def stage(connection: Connection, shards: Path) -> None:
    """Make each folder of shards the table stg_<name>; one without shards is empty."""
    for name, columns in (staging_schemas() | {"sighting": schema(Sighting)}).items():
        _stage_empty(connection, f"stg_{name}", columns)
        if any((shards / name).glob("*.parquet")):
            files = _quoted(shards / name / "*.parquet")
            connection.exec_driver_sql(
                f"insert into stg_{name} by name from read_parquet({files})"
            )


def stage_run(connection: Connection, runs: Sequence[Run]) -> None:
    """Make the table stg_run, which holds the one row of the run."""
    row = to_table(Run, runs)
    _stage_empty(connection, "stg_run", row.schema)
    _insert(connection, "stg_run", row)
    connection.exec_driver_sql(
        "alter table stg_run add column audit_key bigint; "
        "alter table stg_run add column verdict varchar; "
        "alter table stg_run add column finished_at timestamptz; "
        "update stg_run set audit_key = key_of(concat_ws(chr(31), 'audit', run_id)), "
        "verdict = if(is_accepted, 'accepted', 'published')"
    )


def articles_in(connection: Connection, catalog: str = "") -> int:
    """Return how many articles a warehouse holds."""
    counted = connection.exec_driver_sql(
        f"select count(*) from {catalog}dim_article where article_key >= 0"
    )
    return int(counted.scalar_one())


def carry_over(connection: Connection, history: Path) -> int:
    """Copy the memory of earlier runs from the release that is being rebuilt.

    Returns how many articles that release holds.
    """
    connection.exec_driver_sql(f"attach {_quoted(history)} as history (read_only)")
    for table in HISTORY:
        connection.exec_driver_sql(
            f"insert or ignore into {table} by name from history.{table}"
        )
    connection.exec_driver_sql(
        "insert into fact_file by name "
        "select * replace (if(sha256 is null, -2, "
        "key_of(concat_ws(chr(31), 'file', source_file, sha256))) as file_key) "
        "from history.fact_file"
    )
    articles = articles_in(connection, "history.")
    connection.commit()
    connection.exec_driver_sql("detach history")
    return articles


def record(
    connection: Connection, run: Run, held: Sequence[str], articles_before: int
) -> Loaded:
    """Write what the run did into its own rows; return it."""
    rows = connection.exec_driver_sql(
        "select outcome, coalesce(reason, '') as reason, count(*) as files "
        "from fact_file inner join stg_run on fact_file.audit_key = stg_run.audit_key "
        "group by all order by all"
    ).fetchall()
    outcomes: Counter[str] = Counter()
    for outcome, _, files in rows:
        outcomes[outcome] += files
    connection.exec_driver_sql(
        "insert or replace into fact_check by name "
        "select key_of(concat_ws(chr(31), 'check', run_id, name)) as check_key, "
        "audit_key, name as check_name, 0 as rows_found from stg_run, "
        f"(select unnest({list(held)!r}::varchar[]) as name)"
    )
    finished = datetime.now(UTC).isoformat()
    connection.exec_driver_sql(
        f"update dim_audit set finished_at = '{finished}', "
        f"loaded = {outcomes['loaded']}, updated = {outcomes['updated']}, "
        f"ignored = {outcomes['ignored']}, quarantined = {outcomes['quarantined']}, "
        f"checks_passed = {len(held)} "
        "where audit_key in (select audit_key from stg_run)"
    )
    seen, unchanged = connection.exec_driver_sql(
        "select files_seen, unchanged from dim_audit "
        "where audit_key in (select audit_key from stg_run)"
    ).one()
    return Loaded(
        run_id=run.run_id,
        outcomes={**outcomes, "unchanged": unchanged},
        reasons=tuple((one, why, files) for one, why, files in rows if why),
        warnings=_warnings(connection),
        checks_passed=len(held),
        files_seen=seen,
        new_files=seen - unchanged,
        articles_before=articles_before,
        articles_after=articles_in(connection),
    )


def sweep(connection: Connection) -> None:
    """Drop staging: nothing of it is published."""
    names = connection.exec_driver_sql(
        "select table_name from duckdb_tables() where starts_with(table_name, 'stg_')"
    ).fetchall()
    for (name,) in names:
        connection.exec_driver_sql(f"drop table {name}")


def _warnings(connection: Connection) -> tuple[tuple[str, int], ...]:
    rows = connection.exec_driver_sql(
        "select code, count(*) from ("
        "select unnest(string_split(warnings, ',')) as code from fact_file "
        "inner join stg_run on fact_file.audit_key = stg_run.audit_key"
        ") group by code order by code"
    )
    return tuple((code, files) for code, files in rows)


def _stage_empty(connection: Connection, name: str, columns: pa.Schema) -> None:
    connection.exec_driver_sql(f"drop table if exists {name}")
    _register(connection, columns.empty_table())
    connection.exec_driver_sql(f"create table {name} as from arriving")


def _insert(connection: Connection, name: str, rows: pa.Table) -> None:
    _register(connection, rows)
    connection.exec_driver_sql(f"insert into {name} by name from arriving")


def _register(connection: Connection, rows: pa.Table) -> None:
    connection.exec_driver_sql("drop view if exists arriving")
    raw = connection.connection.dbapi_connection
    raw.register("arriving", rows)  # type: ignore[union-attr]


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
