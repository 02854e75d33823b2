"""Run the SQL under sql/, layer by layer.

A file holds one SELECT and is named after the relation it gives; its folder says
what is done with the answer. A layer reads only the layers before it and itself, so
the order of files within one never matters and there is no graph to keep.

    stage    completes the night's records; a temporary table, in the order of STAGES
    dim      merged by key
    fact     merged by key, or the rows of tonight's articles replaced whole
    bridge   rebuilt whole
    mart     becomes the view of that name (see warehouse.furnish)
    check    must be empty: each row it returns is a broken promise
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table

import warehouse.tables  # noqa: F401 (declares its tables)
from warehouse.declare import unknown
from warehouse.files import folder
from warehouse.metadata import metadata

STAGES = ("stg_file", "stg_observation", "stg_version", "stg_date_choice")
LOADED = """select count(*) from fact_article_load
where audit_key = (select max_by(audit_key, run_no) from dim_audit)"""
SCOPES = {"article_key": "stg_observation", "article_version_key": "stg_version"}
IN_SLICE, SLICE = "in_slice", 20_000  # versions that are looked through at once
MACROS = (
    # 63 bits of md5: the same key on every machine, in any order, on every rebuild
    "create or replace temp macro key_of(text) as (md5_number(text) >> 65)::bigint",
    # whether a check looks at a version now: see `_found`
    f"create or replace temp macro {IN_SLICE}(key) as true",
    # share of common values among the smallest of both sketches (Broder 1997)
    """create or replace temp macro sketch_of_both(a, b) as
    list_sort(list_distinct(string_split(a, ' ') || string_split(b, ' ')))[1:64]""",
    """create or replace temp macro likeness(a, b) as
    len(list_intersect(
        sketch_of_both(a, b),
        list_intersect(string_split(a, ' '), string_split(b, ' '))
    )) / len(sketch_of_both(a, b))""",
)


class CheckFailedError(Exception):
    """Checks in sql/check returned rows: the data break promises we make."""


def build(connection: Connection) -> list[str]:
    """Bring all tables up to date with staging; return the names of checks that held.

    What is made of seeds alone is there (see warehouse.furnish).
    Raises CheckFailedError where a check finds anything. Each layer is committed by
    itself, and written: what is not takes memory (of 200,000 files seen again, each has
    its row changed), and the file is a draft that nobody reads and that is thrown away
    where anything fails.
    """
    for name in STAGES:
        query = sql_of(folder("sql") / "stage" / f"{name}.sql")
        connection.exec_driver_sql(f"create temp table {name} as {query}")
    for layer in ("dim", "fact"):
        for table, query in filled_by(layer):
            merge(connection, table, query)
        connection.commit()
        connection.exec_driver_sql("checkpoint")
    for table, query in filled_by("bridge"):
        refill(connection, table, query)
    return check(connection)


def define_macros(connection: Connection) -> None:
    """Give this connection the functions that the queries use."""
    for macro in MACROS:
        connection.exec_driver_sql(macro)


def queries(layer: str) -> list[Path]:
    """Return a layer's files in a stable order."""
    return sorted((folder("sql") / layer).glob("*.sql"))


def filled_by(layer: str, *, of_seeds: bool = False) -> Iterator[tuple[Table, str]]:
    """Yield each table of a layer with the SELECT that fills it.

    Either those that are made `of_seeds` alone, or all the others.
    """
    for query in queries(layer):
        if (query.stem in of_seeds_alone()) == of_seeds:
            yield metadata.tables[query.stem], sql_of(query)


@cache
def of_seeds_alone() -> frozenset[str]:
    """Return the tables that no article can change."""
    found: set[str] = set()
    for query in (*queries("dim"), *queries("bridge")):
        if all(name.startswith("seed_") or name in found for name in reads(query)):
            found.add(query.stem)
    return frozenset(found)


def reads(query: Path) -> set[str]:
    """Return the relations that a query says it reads."""
    [block] = re.findall(
        r"^-- reads:(.*(?:\n--  +.*)*)", query.read_text(), re.MULTILINE
    )
    return set(re.findall(r"\w+", block.replace("--", " ")))


def sql_of(query: Path) -> str:
    """Return a query without its header, which the driver would look through."""
    return re.sub(r"^--.*\n", "", query.read_text(), flags=re.MULTILINE)


def merge(connection: Connection, table: Table, query: str) -> None:
    """Merge by primary key, or replace whole the rows of what was read tonight."""
    scope = table.info.get("replace_by")
    if scope is None:
        keys = [column.name for column in table.primary_key.columns]
        rest = [column.name for column in table.columns if column.name not in keys]
        # An update costs far more than a look: rows that stay as they are stay alone.
        changed = " or ".join(
            f"{table.name}.{name} is distinct from answer.{name}" for name in rest
        )
        # To set a key, even to what it is, writes the row and its index anew.
        changes = ", ".join(f"{name} = answer.{name}" for name in rest)
        with _unknown_last(connection, table):
            connection.exec_driver_sql(
                f"merge into {table.name} using ({query}) as answer "
                f"using ({', '.join(keys)}) "
                f"when matched and ({changed}) then update set {changes} "
                "when not matched then insert by name"
            )
        return
    # The query may read its own table, so tonight's rows come before the others go.
    connection.exec_driver_sql(f"insert into {table.name} by name {query}")
    connection.exec_driver_sql(
        f"delete from {table.name} "
        f"where {scope} in (select {scope} from {SCOPES[scope]}) "
        "and audit_key not in (select audit_key from stg_run)"
    )


@contextmanager
def _unknown_last(connection: Connection, table: Table) -> Iterator[None]:
    """Put a dimension's rows -1 and -2 behind the first others that it takes in.

    In front of more rows than DuckDB writes at once (122,880) they would have it write
    all of these twice, and leave half of the file empty.
    """
    statements = unknown(table)
    known = f"select 1 from {table.name} where {table.primary_key.columns[0]} >= 0"
    if statements and not connection.exec_driver_sql(f"{known} limit 1").first():
        connection.exec_driver_sql(f"delete from {table.name}")
        yield
        connection.exec_driver_sql("; ".join(statements))
    else:
        yield


def refill(connection: Connection, table: Table, query: str) -> None:
    """Fill a table anew."""
    connection.exec_driver_sql(f"delete from {table.name}")
    connection.exec_driver_sql(f"insert into {table.name} by name {query}")


def check(connection: Connection) -> list[str]:
    """Run every check; raise with the first rows of each that finds any."""
    held, broken = [], []
    for query in queries("check"):
        rows = _found(connection, sql_of(query))
        if rows:
            examples = "; ".join(str(tuple(row)) for row in rows)
            broken.append(f"{query.stem} finds {examples}")
        else:
            held.append(query.stem)
    if broken:
        raise CheckFailedError(". ".join(broken))
    return held


def _found(connection: Connection, query: str) -> list[Any]:
    """Return the first rows of a check, asked slice by slice where it can be."""
    if IN_SLICE not in query:
        return list(connection.exec_driver_sql(query).fetchmany(3))
    count = connection.exec_driver_sql(LOADED).scalar_one()
    slices = max(-(-count // SLICE), 1)
    for at in range(slices):
        connection.exec_driver_sql(
            f"create or replace temp macro {IN_SLICE}(key) as key % {slices} = {at}"
        )
        if rows := connection.exec_driver_sql(query).fetchmany(3):
            return list(rows)
    return []
