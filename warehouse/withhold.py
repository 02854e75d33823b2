"""Keep what was erased from coming back, whatever bytes or name it comes under.

Bytes that were erased are known by their sha256 as they are collected. Other bytes of
an erased article are known only once they are read: then what was read of them is
taken out of staging again. Either way the night tells that a file was ignored because
it is erased, under a name made of a hash: a file's name may name a person.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from transforms.records import Reason
from transforms.staging import staging_schemas
from warehouse.ledger import Sighting

DETAIL = "Erased for good; mart_erasure says when and why."
MASK = "erased:"
MASK_DIGITS = 16
OTHERS = "select * from {} where not {those}"
SIGHTED = f"""
    select * replace (
        if({{those}}, 'new', change) as change,
        if({{those}}, '{Reason.ERASED}', reason) as reason,
        if({{those}}, '{DETAIL}', detail) as detail,
        if({{those}}, '{MASK}' || left(sha256(source_file), {MASK_DIGITS}), source_file)
            as source_file,
        if({{those}}, null, sha256) as sha256
    )
    from {{}} where not coalesce({{those}}, false) or change != 'kept'
"""


@dataclass(frozen=True, slots=True)
class Withheld:
    """Bytes that hold an erased article, and the erasure that bars it."""

    sha256: str
    erasure_id: str


def without_erased(
    sightings: Iterable[Sighting], captures: frozenset[str]
) -> Iterator[Sighting]:
    """Yield the sightings; those of erased bytes tell neither name nor digest."""
    for one in sightings:
        yield _masked(one) if one.sha256 in captures else one


def withhold(connection: Connection) -> tuple[Withheld, ...]:
    """Take out of staging what holds an erased article; return those bytes.

    Reads stg_barred; what is left is as if the files had never been read.
    """
    found = connection.exec_driver_sql(
        "select stg_article.sha256, min(stg_barred.erasure_id) from stg_article "
        "inner join stg_barred on "
        "stg_barred.kind = 'wording' and stg_barred.digest = stg_article.content_hash "
        "or stg_barred.kind = 'article' and stg_barred.digest "
        "= sha256(concat_ws(chr(31), 'article', stg_article.article_id)) "
        "group by stg_article.sha256 order by stg_article.sha256"
    ).fetchall()
    if found:
        _take_out(connection, [sha256 for sha256, _ in found])
    return tuple(Withheld(sha256, erasure_id) for sha256, erasure_id in found)


def _take_out(connection: Connection, digests: list[str]) -> None:
    """Put views without these bytes before the staging that has them."""
    those = f"sha256 in ({', '.join(map(repr, digests))})"
    for table in ("sighting", *staging_schemas()):
        name, left = f"stg_{table}", SIGHTED if table == "sighting" else OTHERS
        connection.exec_driver_sql(f"alter view {name} rename to {name}_arrived")
        connection.exec_driver_sql(
            f"create temp view {name} as " + left.format(f"{name}_arrived", those=those)
        )


def _masked(one: Sighting) -> Sighting:
    name = hashlib.sha256(one.source_file.encode()).hexdigest()[:MASK_DIGITS]
    return replace(
        one,
        source_file=MASK + name,
        sha256=None,
        change="new",
        reason=Reason.ERASED,
        detail=DETAIL,
    )
