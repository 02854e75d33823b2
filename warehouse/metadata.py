"""What every table declaration shares: the metadata and the commented column.

A comment is written "tiếng Việt | English" and reaches the database, so that BI tools
show it. No foreign or unique keys: what they would promise, sql/check proves.
"""

from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, MetaData
from sqlalchemy.types import TypeEngine

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ck": "ck_%(table_name)s__%(constraint_name)s",
    },
)


def key(name: str, comment: str) -> Column[int]:
    """Declare a surrogate key: a BIGINT hash of the row's natural key."""
    return Column(
        name, BigInteger, primary_key=True, autoincrement=False, comment=comment
    )


def ref(name: str, comment: str) -> Column[int]:
    """Declare a key of another table; never NULL: -1 unknown, -2 not applicable."""
    return Column(name, BigInteger, nullable=False, comment=comment)


def must(
    name: str, kind: TypeEngine[Any] | type[TypeEngine[Any]], comment: str
) -> Column[Any]:
    """Declare a column that always has a value."""
    return Column(name, kind, nullable=False, comment=comment)


def may(
    name: str, kind: TypeEngine[Any] | type[TypeEngine[Any]], comment: str
) -> Column[Any]:
    """Declare a column that is NULL where the source says nothing."""
    return Column(name, kind, comment=comment)


def label(name: str, kind: TypeEngine[Any], comment: str) -> Column[Any]:
    """Declare the column that reads 'Không rõ' in a dimension's -1 row."""
    return Column(name, kind, nullable=False, comment=comment, info={"label": True})


def holds(name: str, sql: str) -> CheckConstraint:
    """Declare a CHECK constraint under a short name."""
    return CheckConstraint(sql, name=name)
