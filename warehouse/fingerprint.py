"""Hash what a warehouse says, leaving out what may differ from run to run.

Two warehouses that saw the same nights, in any order and on any number of workers,
have equal fingerprints: that is how promise 4 of the design is tested.
"""

from pathlib import Path

from warehouse.connect import read_only

RUN_TABLES = (
    "dim_audit", "fact_file", "fact_article_load", "fact_check",
    "mart_run", "mart_file", "fact_erasure", "mart_erasure",
)  # fmt: skip
RUN_COLUMNS = ("audit_key", "run_id")
NIGHT_COLUMNS = (
    "first_seen_on", "last_seen_on", "valid_from", "valid_to", "observed_on",
    "observed_from", "observed_to", "observed_date_key", "changed_on",
    "page_view_key", "site_counter_key", "nights_seen", "as_of", "is_overdue",
)  # fmt: skip


def fingerprint(database: Path, *, ignore_nights: bool = False) -> dict[str, str]:
    """Return a hash of the rows of every table and view, whatever their order."""
    left_out = RUN_COLUMNS + (NIGHT_COLUMNS if ignore_nights else ())
    with read_only(database) as connection:
        columns = connection.execute(
            "select table_name, list(column_name order by column_name) "
            "from duckdb_columns() where schema_name = 'main' and not internal "
            "group by table_name order by table_name"
        ).fetchall()
        answer = {}
        for table, names in columns:
            kept = [f'"{name}"' for name in names if name not in left_out]
            if table not in RUN_TABLES:
                row = f"md5(to_json([{', '.join(f'{c}::varchar' for c in kept)}]))"
                found = connection.execute(
                    f"select md5(coalesce(string_agg({row}, '' order by {row}), '')) "
                    f"from {table}"
                ).fetchone()
                answer[table] = found[0] if found else ""
    return answer
