"""What every table declaration shares: the metadata and the commented column.

A comment is written "tiếng Việt | English" and reaches the database, so that BI tools
show it. No foreign or unique keys: what they would promise, sql/check proves.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Text,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import SchemaItem
from sqlalchemy.sql.compiler import DDLCompiler
from sqlalchemy.types import TypeEngine


@compiles(PrimaryKeyConstraint, "duckdb")
def _key_of_a_dimension(
    constraint: PrimaryKeyConstraint, compiler: DDLCompiler, **options: object
) -> str | None:
    """Declare no index of a fact's keys: it would have to be held in memory whole.

    What it would promise, check_fact_keys_unique proves of every night's rows.
    """
    if constraint.table.name.startswith("fact_"):
        return None
    return compiler.visit_primary_key_constraint(constraint, **options)


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


def evidence(*, is_declared: bool = False) -> tuple[SchemaItem, ...]:
    """Declare the columns that say where a fact stands and how it was read.

    `is_declared` where it may also come from a page's structured data, which is no
    page text: then it has no span.
    """
    spot = may if is_declared else must
    return (
        spot("line_no", Integer, "số dòng trên trang, từ 1 | line of the page, from 1"),
        spot("char_start", Integer, "vị trí đầu | first code point in the page text"),
        spot("char_end", Integer, "vị trí cuối (không gồm) | end, exclusive"),
        must("rule", Text, "quy tắc đã đọc | rule that read it"),
        must("confidence", Double, "độ tin cậy, 0 đến 1 | confidence, 0 to 1"),
        ref("audit_key", "lần chạy đã nạp | run that loaded the row"),
        holds("span", "0 <= char_start and char_start < char_end"),
        holds("confidence", "confidence between 0 and 1"),
    )
