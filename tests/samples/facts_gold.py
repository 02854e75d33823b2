"""Texts with hand-made answers to what their sentences say, and how they are kept.

A set is a folder of `texts/<name>` with `gold/<name>.json` each. Offsets are code
points of the page text, ends exclusive, lines 1-based, as in the marts.

- `mentions`: every span that names a person (PER), body (ORG) or place (LOC); the type
  word belongs to it ('huyện Con Cuông'). Optional ones, of type ANY, earn and cost
  nothing: heads that lean on context ('Tỉnh ủy'), agency prefixes. `also` are other
  cuts that are as good.
- `persons`: with role (participant, author, photographer, commemorative), rank and
  positions. A post's title and its body are apart; the body is told as written and by
  its canonical name, abbreviations and anaphora resolved. `former` posts are told as
  such ('nguyên') and are no observation.
- `citations`: type, number, code, issuer, day and term as written; spans with one
  `document` cite one document. Licences and court numbers are not there.
- `events`: type (`also`: types as good), first day and its precision, hosts,
  participants with their part.
- `agreements`: kind as written, parties, years, milestones.
- `quotes`: the words between the marks or after the colon (`is_direct` null where no
  marks tell), or the clause reported, with the speaker.

Whatever is `optional` can be argued about.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Gold = dict[str, Any]

HERE = Path(__file__).parent
HELD_OUT = HERE / "held_out"


@dataclass(frozen=True, slots=True)
class Answered:
    """A text and its answers; `name` is relative to the folder of texts."""

    name: str
    path: Path
    gold: Gold


def answered(folder: Path) -> list[Answered]:
    """Return every text of a set with its answers, in the order of their names."""
    texts = folder / "texts"
    return [
        Answered(
            name=path.relative_to(texts).as_posix(),
            path=path,
            gold=json.loads(
                (folder / "gold" / path.relative_to(texts))
                .with_name(f"{path.name}.json")
                .read_text("utf-8"),
            ),
        )
        for path in sorted(texts.rglob("*"))
        if path.is_file()
    ]


def spans_of(gold: Gold) -> Iterator[Gold]:
    """Yield whatever in the gold says that a span of the page has a text."""
    for one in [*gold["mentions"], *gold["citations"], *gold["quotes"]]:
        yield one
        yield from one.get("also", [])
