"""Draw the star schema from the table declarations, so that the picture cannot age.

python -m warehouse.picture README.md     redraw it between the README's marks
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Table

import warehouse.tables  # noqa: F401 (declares its tables)
from warehouse.metadata import metadata

MARKS = "<!-- star schema: made by `make picture` -->\n", "<!-- star schema ends -->"


def picture() -> str:
    """Return the star schema as a mermaid diagram: an arrow a key.

    `audit_key`, which every fact has, is left out; columns that are no keys are
    explained in the database itself.
    """
    lines = ["erDiagram"]
    lines += [
        f"    {line}" for table in metadata.sorted_tables for line in arrows(table)
    ]
    return "\n".join(lines)


def arrows(table: Table) -> Iterator[str]:
    """Yield a line for each dimension that a table's keys lead to."""
    if table.name.startswith("bridge_"):
        return
    for column in table.columns:
        target = dimension_of(column.name)
        if target not in (None, "dim_audit", table.name):
            yield f"{target} ||--o{{ {table.name} : {column.name}"


def dimension_of(key: str) -> str | None:
    """Return the dimension that a key's name ends with; None for what is no key.

    >>> dimension_of("observed_date_key")
    'dim_date'
    """
    words = key.replace("version_key", "article_version_key").split("_")
    if words.pop() != "key":
        return None
    ends = ("dim_" + "_".join(words[at:]) for at in range(len(words)))
    return next((name for name in ends if name in metadata.tables), None)


def redraw(text: str) -> str:
    """Return a README's text with the picture between its marks drawn anew."""
    start, end = MARKS
    pattern = re.compile(f"{re.escape(start)}.*?{re.escape(end)}", re.DOTALL)
    return pattern.sub(lambda _: f"{start}```mermaid\n{picture()}\n```\n{end}", text)


if __name__ == "__main__":
    readme = Path(sys.argv[1])
    readme.write_text(redraw(readme.read_text("utf-8")), "utf-8")
