"""What was erased and must not come back: the file `erased` beside the warehouse.

Each line is one erasure as JSON. It holds no name, no URL and no word of what was
erased: only hashes, by which it is known again under whatever name it returns. The
file is older and wiser than any release: an erasure that is written but not done yet
is carried out by whichever run comes next.

An erased article is barred by its id (a canonical URL, else a code), by each of its
wordings, and by the bytes of every file it was read in.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from transforms.identity import digest
from warehouse.files import beside, sync


class ErasureError(Exception):
    """The file of what was erased cannot be read: nothing may be loaded meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """One erasure: hashes of articles' ids, of wordings, and of bytes (captures).

    `is_done` once no release holds anything of it any more.
    """

    erasure_id: str
    erased_on: date
    reason: str
    articles: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()
    captures: tuple[str, ...] = ()
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class Erased:
    """All erasures so far, and by what each thing barred is known."""

    erasures: tuple[Erasure, ...] = ()
    captures: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Gather the bytes that are barred."""
        barred = (one for erasure in self.erasures for one in erasure.captures)
        object.__setattr__(self, "captures", frozenset(barred))

    @property
    def is_pending(self) -> bool:
        """Whether an erasure is written down but not carried out yet."""
        return not all(erasure.is_done for erasure in self.erasures)


NOTHING = Erased()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the warehouse tells of an erasure: no hash, only counts."""

    erasure_id: str
    erased_on: date
    reason: str
    article_count: int
    capture_count: int
    is_done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Barred:
    """A hash that bars what has it, and the erasure that says so."""

    erasure_id: str
    kind: str
    digest: str


def article_digest(article_id: str) -> str:
    """Return the hash by which an article is barred."""
    return digest("article", article_id)


def barred(erased: Erased) -> list[Barred]:
    """Return every hash that bars an article, a wording or bytes."""
    return [
        Barred(erasure_id=erasure.erasure_id, kind=kind, digest=one)
        for erasure in erased.erasures
        for kind, digests in (
            ("article", erasure.articles),
            ("wording", erasure.wordings),
            ("capture", erasure.captures),
        )
        for one in digests
    ]


def told(erased: Erased) -> list[Told]:
    """Return what is to be told of each erasure."""
    return [
        Told(
            erasure_id=one.erasure_id,
            erased_on=one.erased_on,
            reason=one.reason,
            article_count=len(one.articles),
            capture_count=len(one.captures),
            is_done=one.is_done,
        )
        for one in erased.erasures
    ]


def read_erased(warehouse: Path) -> Erased:
    """Return what was erased from a warehouse. ErasureError where that is unknown."""
    file = beside(warehouse, "erased")
    try:
        lines = file.read_text("utf-8").splitlines()
        return Erased(tuple(map(_erasure, lines)))
    except FileNotFoundError:
        return Erased()
    except (OSError, ValueError, TypeError) as error:
        raise ErasureError(
            f"{file} cannot be read ({error}): what was erased could come back; "
            "mend the file from a backup"
        ) from error


def write_erased(warehouse: Path, erasures: Iterable[Erasure]) -> None:
    """Write all erasures, in one step: on disk when this returns."""
    file = beside(warehouse, "erased")
    unfinished = file.with_name(f".{file.name}.next")
    with unfinished.open("w", encoding="utf-8") as lines:
        for erasure in erasures:
            lines.write(json.dumps(asdict(erasure), default=str) + "\n")
        lines.flush()
        os.fsync(lines.fileno())
    unfinished.replace(file)
    sync(file.parent)


def _erasure(line: str) -> Erasure:
    fields = json.loads(line)
    fields["erased_on"] = date.fromisoformat(fields["erased_on"])
    for name in ("articles", "wordings", "captures"):
        fields[name] = tuple(fields[name])
    return Erasure(**fields)
