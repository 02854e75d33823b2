"""Records as Arrow tables: a dataclass' fields are the columns of its staging table."""

import types
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

ARROW: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    datetime: pa.timestamp("us", tz="UTC"),
}


def schema(record: type[Any]) -> pa.Schema:
    """Return the Arrow schema of a record type; TypeError where a field is not flat."""
    hints = get_type_hints(record)
    return pa.schema([_field(name, hint) for name, hint in hints.items()])


def to_table(record: type[Any], rows: Iterable[Any]) -> pa.Table:
    """Return rows of one record type as a table, one column a field."""
    rows = list(rows)
    wanted: pa.Schema = schema(record)
    columns = [
        pa.array([getattr(row, name) for row in rows], wanted.field(name).type)
        for name in wanted.names
    ]
    return pa.Table.from_arrays(columns, schema=wanted)


def _field(name: str, hint: Any) -> pa.Field:  # noqa: ANN401 (a type annotation)
    is_union = get_origin(hint) in (Union, types.UnionType)
    options = [one for one in get_args(hint) if one is not type(None)]
    kind = options[0] if is_union else hint
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        kind = str
    if kind not in ARROW or len(options) > 1:
        raise TypeError(f"{name}: {hint} is no column")
    return pa.field(name, ARROW[kind], nullable=is_union)
