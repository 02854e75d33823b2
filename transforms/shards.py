"""Records as Arrow tables: a dataclass' fields are the columns of its staging table."""

import re
import types
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter
from typing import Any, Union, get_args, get_origin, get_type_hints

import pyarrow as pa
import pyarrow.compute as pc

# The last border before anything is stored. Readers take these out of page text already
# (transforms.reading.normal); here they cannot come in by any other way, such as what
# an error says. One space for one character: no span moves.
CONTROL = r"[\x00-\x08\x0b-\x1f\x7f-\x{9f}]"
HALF = re.compile("[\ud800-\udfff]")

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
    """Return rows of one record type as a table, one column a field.

    No text in it holds a control character but tab and LF, nor a lone surrogate.
    """
    rows = list(rows)
    wanted: pa.Schema = schema(record)
    columns = [
        _column(list(map(attrgetter(name), rows)), wanted.field(name).type)
        for name in wanted.names
    ]
    return pa.Table.from_arrays(columns, schema=wanted)


def _column(values: list[Any], kind: pa.DataType) -> pa.Array:
    if kind != pa.string():
        return pa.array(values, kind)
    try:
        column = pa.array(values, kind)
    except UnicodeEncodeError:  # half of a surrogate pair, which no file can hold
        column = pa.array([value and HALF.sub(" ", value) for value in values], kind)
    if pc.any(pc.match_substring_regex(column, CONTROL)).as_py():
        return pc.replace_substring_regex(column, CONTROL, " ")
    return column


def _field(name: str, hint: Any) -> pa.Field:  # noqa: ANN401 (a type annotation)
    is_union = get_origin(hint) in (Union, types.UnionType)
    options = [one for one in get_args(hint) if one is not type(None)]
    kind = options[0] if is_union else hint
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        kind = str
    if kind not in ARROW or len(options) > 1:
        raise TypeError(f"{name}: {hint} is no column")
    return pa.field(name, ARROW[kind], nullable=is_union)
