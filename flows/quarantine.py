"""What is in quarantine: what it is, why, and reading it once more."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from flows.ask import answered, question
from flows.errors import QuestionError
from flows.night import NightOptions
from flows.settings import Settings
from transforms.reading.decode import decode
from warehouse.files import beside
from warehouse.raw_store import RawStore, RawStoreError

FIRST_BYTES = 4096
BYTES_A_LINE = 16
LINES_OF_BYTES = 4
LINES_OF_TEXT = 12
DIGITS = 12  # of a sha256 that tell it from all others, for people


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A file in quarantine; `sha256` is None where it could not even be opened."""

    source_file: str
    reason: str
    detail: str | None
    times: int
    since: date
    last_seen_on: date
    sha256: str | None


def held(warehouse: Path) -> list[Held]:
    """Return all that is in quarantine, the newest first."""
    with answered(warehouse, question("quarantine")) as answer:
        return [
            Held(**dict(zip(answer.names, row, strict=True))) for row in answer.rows()
        ]


def chosen(
    all_held: Sequence[Held], name: str | None = None, reason: str | None = None
) -> list[Held]:
    """Return those of a name, or the first digits of a sha256, and of a reason.

    QuestionError where none is.
    """
    found = [
        one
        for one in all_held
        if (name is None or one.source_file == name or _is_digest(name, one.sha256))
        and reason in (None, one.reason)
    ]
    if not found:
        what = " and ".join(filter(None, (name, reason))) or "anything"
        raise QuestionError(
            f"nothing in quarantine is called {what}; "
            "`khobao quarantine list` shows what there is"
        )
    return found


def shortened(found: Sequence[Held]) -> list[Held]:
    """Return these with as much of the sha256 as tells it from all others."""
    return [replace(one, sha256=one.sha256 and one.sha256[:DIGITS]) for one in found]


def described(one: Held, warehouse: Path) -> Iterator[str]:
    """Yield what there is to know of a file, a line each."""
    yield f"file       {one.source_file}"
    yield f"reason     {one.reason}: {one.detail or ''}"
    yield f"times      {one.times}, since the night of {one.since}"
    yield f"last seen  {one.last_seen_on}"
    if one.sha256 is None:
        yield "bytes      none were read"
        return
    store = RawStore(beside(warehouse, "raw"))
    yield f"sha256     {one.sha256}"
    try:
        raw = store.get(one.sha256)
    except RawStoreError as error:
        yield f"bytes      lost: {error}"
        return
    yield f"bytes      {len(raw):,}, kept in {store.pack_of(one.sha256)}"
    yield from _shown(raw[:FIRST_BYTES])


def replay_options(settings: Settings, found: Sequence[Held]) -> NightOptions:
    """Return what to ask of a run that reads these files once more.

    It belongs to the last night there was. QuestionError where no bytes are kept.
    """
    digests = frozenset(one.sha256 for one in found if one.sha256)
    if not digests:
        raise QuestionError("no bytes of these files are kept: nothing can be read")
    with answered(settings.warehouse, "select max(night) from mart_run") as answer:
        [(night,)] = answer.rows()
    return NightOptions(settings=settings, night=night, replays=digests)


def _is_digest(name: str, sha256: str | None) -> bool:
    return len(name) >= DIGITS and (sha256 or "").startswith(name)


def _shown(raw: bytes) -> Iterator[str]:
    """Yield the first bytes as digits and letters, then as the text they may be."""
    for start in range(0, min(len(raw), BYTES_A_LINE * LINES_OF_BYTES), BYTES_A_LINE):
        line = raw[start : start + BYTES_A_LINE]
        letters = re.sub(r"[^ -~]", ".", line.decode("latin-1"))
        yield f"  {start:04x}  {line.hex(' '):<{3 * BYTES_A_LINE}} {letters}"
    decoded = decode(raw)
    if decoded:
        yield f"text, as {decoded.encoding}:"
        yield from (f"  {line}" for line in decoded.text.splitlines()[:LINES_OF_TEXT])
