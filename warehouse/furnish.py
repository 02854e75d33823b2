"""What a warehouse holds before any article: reference data and what is made of it.

    seed_*            each seeds/reference/<name>.csv
    dim, bridge       those that read nothing else, such as the calendar
    mart              the views that people ask, with what they mean
    seed_set          the hash of all that

It is made anew where the hash is another.
"""

from sqlalchemy import Connection

from transforms.reference import folder as reference
from warehouse.build import filled_by, merge, queries, refill
from warehouse.comments import comment_on_views
from warehouse.files import quoted
from warehouse.rule_set import seed_set

# Told what a CSV file is, DuckDB need not find out, which costs more than to read it.
CSV = "header = true, delim = ',', quote = '\"', escape = '\"', sample_size = -1"


def furnish(connection: Connection) -> None:
    """Bring a file that has all its tables up to date with seeds and views."""
    if _furnished_with(connection) == seed_set():
        return
    plant(connection)
    for table, query in filled_by("dim", of_seeds=True):
        merge(connection, table, query)
    for table, query in filled_by("bridge", of_seeds=True):
        refill(connection, table, query)
    for mart in queries("mart"):
        connection.exec_driver_sql(
            f"create or replace view {mart.stem} as {mart.read_text()}"
        )
    comment_on_views(connection)
    connection.exec_driver_sql(
        f"create or replace table seed_set as select '{seed_set()}' as seed_set"
    )
    connection.commit()


def plant(connection: Connection) -> None:
    """Make each seeds/reference/<name>.csv the table seed_<name>."""
    for csv in sorted(reference().glob("*.csv")):
        connection.exec_driver_sql(
            f"create or replace table seed_{csv.stem} as "
            f"from read_csv({quoted(csv)}, {CSV})"
        )


def _furnished_with(connection: Connection) -> object:
    known = connection.exec_driver_sql(
        "select 1 from duckdb_tables() where table_name = 'seed_set'"
    )
    if known.first() is None:
        return None
    return connection.exec_driver_sql("select seed_set from seed_set").scalar()
