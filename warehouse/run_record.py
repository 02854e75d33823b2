"""What a run did: counted, and written into its own rows of the warehouse."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection

from warehouse.withhold import Withheld

OF_THIS_RUN = "inner join stg_run on fact_file.audit_key = stg_run.audit_key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a run did, counted by file, and the articles there were and are.

    `withheld` are bytes that turned out to hold an erased article.
    """

    run_id: str
    outcomes: dict[str, int]
    reasons: tuple[tuple[str, str, int], ...]
    warnings: tuple[tuple[str, int], ...]
    checks_passed: int
    files_seen: int
    new_files: int
    articles_before: int
    articles_after: int
    withheld: tuple[Withheld, ...] = ()


def record(
    connection: Connection, run_id: str, held: Sequence[str], articles_before: int
) -> Loaded:
    """Write the outcomes, the checks that held and the end of the run; return them."""
    reasons = _reasons(connection)
    outcomes: Counter[str] = Counter()
    for outcome, _, files in reasons:
        outcomes[outcome] += files
    _write_checks(connection, held)
    seen, unchanged = _write_counts(connection, outcomes, len(held))
    return Loaded(
        run_id=run_id,
        outcomes={**outcomes, "unchanged": unchanged},
        reasons=tuple(row for row in reasons if row[1]),
        warnings=_warnings(connection),
        checks_passed=len(held),
        files_seen=seen,
        new_files=seen - unchanged,
        articles_before=articles_before,
        articles_after=articles_in(connection),
    )


def articles_in(connection: Connection, catalog: str = "") -> int:
    """Return how many articles a warehouse holds."""
    counted = connection.exec_driver_sql(
        f"select count(*) from {catalog}dim_article where article_key >= 0"
    )
    return int(counted.scalar_one())


def _reasons(connection: Connection) -> list[tuple[str, str, int]]:
    rows = connection.exec_driver_sql(
        "select outcome, coalesce(reason, '') as reason, count(*) as files "
        f"from fact_file {OF_THIS_RUN} group by all order by all"
    )
    return [(outcome, reason, files) for outcome, reason, files in rows]


def _warnings(connection: Connection) -> tuple[tuple[str, int], ...]:
    rows = connection.exec_driver_sql(
        "select code, count(*) "
        "from (select unnest(string_split(warnings, ',')) as code "
        f"from fact_file {OF_THIS_RUN}) group by code order by code"
    )
    return tuple((code, files) for code, files in rows)


def _write_checks(connection: Connection, held: Sequence[str]) -> None:
    connection.exec_driver_sql(
        "insert into fact_check by name "
        "select key_of(concat_ws(chr(31), 'check', run_id, name)) as check_key, "
        "audit_key, name as check_name, 0 as rows_found from stg_run, "
        f"(select unnest({list(held)!r}::varchar[]) as name)"
    )


def _write_counts(
    connection: Connection, outcomes: Counter[str], held: int
) -> tuple[int, int]:
    """Complete the run's row; return the files it saw, and those unchanged."""
    known = ("loaded", "updated", "ignored", "quarantined")
    counts = ", ".join(f"{name} = {outcomes[name]}" for name in known)
    seen, unchanged = connection.exec_driver_sql(
        f"update dim_audit set finished_at = '{datetime.now(UTC).isoformat()}', "
        f"{counts}, checks_passed = {held} "
        "where audit_key in (select audit_key from stg_run) "
        "returning files_seen, unchanged"
    ).one()
    return seen, unchanged
