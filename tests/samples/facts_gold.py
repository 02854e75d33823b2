"""Texts with hand-made answers to what their sentences say, and how they are kept.

The answers to `<texts>/<name>` are `<gold>/<name>.json`. Offsets are code points of the
page text, ends exclusive, lines 1-based, as in the marts.

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

from tests.samples.judge import SAMPLES

Gold = dict[str, Any]

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class TextSet:
    """A folder of texts and the folder of their answers."""

    name: str
    texts: Path
    gold: Path


# Written before the first rule that reads sentences; no rule is tuned to it.
HELD_OUT = TextSet("held_out", HERE / "held_out" / "texts", HERE / "held_out" / "gold")
# Sport, weather, prices ...: nobody's posts, nothing signed; what is read is invented.
ORDINARY = TextSet("ordinary", HERE / "ordinary" / "texts", HERE / "ordinary" / "gold")
# Of the project's own sample pages, those whose sentences hold something.
OWN = TextSet("samples", SAMPLES, HERE / "facts")
SETS = {one.name: one for one in (HELD_OUT, ORDINARY, OWN)}


@dataclass(frozen=True, slots=True)
class Answered:
    """A text and its answers; `name` is relative to the folder of texts."""

    name: str
    path: Path
    gold: Gold


def answered(one: TextSet) -> list[Answered]:
    """Return every answered text of a set, in the order of their names."""
    names = [
        path.relative_to(one.gold).as_posix().removesuffix(".json")
        for path in sorted(one.gold.rglob("*.json"))
    ]
    return [
        Answered(
            name=name,
            path=one.texts / name,
            gold=json.loads((one.gold / f"{name}.json").read_text("utf-8")),
        )
        for name in names
    ]


def spans_of(gold: Gold) -> Iterator[Gold]:
    """Yield whatever in the gold says that a span of the page has a text."""
    for one in [*gold["mentions"], *gold["citations"], *gold["quotes"]]:
        yield one
        yield from one.get("also", [])
