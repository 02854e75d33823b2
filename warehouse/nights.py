"""What a warehouse saw on a night: the evidence that it need not be loaded again."""

from datetime import date
from pathlib import Path

import duckdb

from warehouse.connect import read_only

# In the ledger are the names whose bytes were read; a run's own rows have the others.
# The row without a name says that there was such a run, should it have seen no file.
SEEN = """
    with runs as (
        select run_id from mart_run where night = $night and landing = $landing
    )
    select null as source_file from runs
    union
    select source_file from mart_file where run_id in (from runs)
    union
    select source_file
    from (select source_file, unnest(string_split(nights_seen, '; ')) as stay
          from dim_file where exists (from runs))
    where $night between left(stay, 10)::date and right(stay, 10)::date
"""


def names_seen(database: Path, night: date, landing: str) -> frozenset[str] | None:
    """Return the names seen on a night that a run over a landing folder loaded.

    None where no such run was published, or the file is not (yet) one of ours.
    """
    try:
        with read_only(database) as connection:
            asked = {"night": night, "landing": landing}
            rows = connection.execute(SEEN, asked).fetchall()
    except duckdb.Error:
        return None
    return frozenset(name for (name,) in rows if name) if rows else None
