"""Erase articles for good: find them, show them, bar them, build all anew without them.

An erasure is first written down beside the warehouse, then carried out as a run that
takes nothing in: the kept bytes are removed, the warehouse is built anew from what is
left, and no older release stays. So it cannot be half done: whatever stops it, the next
run, of whichever kind, does the rest, and readers have the old warehouse until then.
"""

import re
import uuid
from dataclasses import dataclass
from datetime import date

from flows.errors import KhobaoError
from flows.night import (
    NightOptions,
    NightReport,
    Watch,
    raw_store,
    run_night,
    unwatched,
)
from flows.settings import Settings
from transforms.identity import canonical_url, fold
from transforms.person_name import Occurrence, occurrence
from transforms.reading.source import source_text
from warehouse import release
from warehouse.erasure import Erasure, article_digest, read_erased, write_erased
from warehouse.lock import locked
from warehouse.traces import (
    Lookalike,
    Loose,
    Trace,
    by_file,
    by_id,
    by_name,
    hashes,
    lookalikes,
)

IS_ID = re.compile(r"khobao:[0-9a-f]{16}")
FEWEST_WORDS = 2  # of a person's name: a single one is anybody's


class EraseError(KhobaoError):
    """What is to be erased makes no sense as it was said."""


@dataclass(frozen=True, slots=True)
class Found:
    """What an erasure would take, and what it would leave although it looks alike.

    `article_id` is what was asked for where that names a single article: it is barred
    even where nothing of it is kept.
    """

    sure: tuple[Trace, ...] = ()
    doubtful: tuple[Trace, ...] = ()
    others: tuple[Lookalike, ...] = ()
    loose: tuple[Loose, ...] = ()
    article_id: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be erased nor barred."""
        return not self.article_ids and not self.loose

    @property
    def article_ids(self) -> list[str]:
        """The ids to be barred."""
        asked = [self.article_id] if self.article_id else []
        return list(dict.fromkeys([*asked, *(one.article_id for one in self.sure)]))


def find(settings: Settings, target: str) -> Found:
    """Return what a URL, an article's id, a file's name or a person's name leads to.

    EraseError where it is none of these, or there is no warehouse.
    """
    target = target.strip()
    file = release.current(settings.warehouse)
    if file is None:
        raise EraseError(f"there is no warehouse at {settings.warehouse}")
    if re.match(r"https?:", target, re.IGNORECASE):
        url = canonical_url(target)
        if url is None:
            raise EraseError(f"{target} names no single page")
        return Found(by_id(file, url), article_id=url)
    if IS_ID.fullmatch(target):
        return Found(by_id(file, target), article_id=target)
    if traces := by_file(file, target):
        return Found(traces)
    if len(fold(target).split()) < FEWEST_WORDS:
        raise EraseError(
            f"{target!r} is no URL, no article's id and no file's name, and a person's "
            "name has two words or more"
        )
    named = by_name(file, target, _bytes_with(settings, target))
    return Found(named.sure, named.doubtful, lookalikes(file, target), named.loose)


def check_reason(reason: str, target: str, found: Found) -> None:
    """Raise EraseError where the reason, which is kept, tells what was erased."""
    said = f" {fold(reason)} "
    if not said.strip():
        raise EraseError("an erasure needs a reason: --reason '...'")
    told = [target, *found.article_ids]
    if any(fold(one) and f" {fold(one)} " in said for one in told):
        raise EraseError("the reason is kept: do not name there what is erased")


def erase(settings: Settings, found: Found, reason: str, today: date) -> Erasure:
    """Write down that these articles are erased: whichever run comes next does it."""
    with locked(settings.warehouse):
        erased = read_erased(settings.warehouse)
        erasure = _erasure(settings, found, reason, today)
        write_erased(settings.warehouse, [*erased.erasures, erasure])
    return erasure


def carry_out(settings: Settings, today: date, watch: Watch = unwatched) -> NightReport:
    """Build the warehouse anew without what is erased, and keep no older release."""
    options = NightOptions(settings=settings, night=today, is_erasure=True)
    return run_night(options, watch)


def _bytes_with(settings: Settings, name: str) -> dict[str, Occurrence]:
    """Return which kept bytes have a name in them, read or not."""
    store = raw_store(settings)
    places = {
        sha256: occurrence(source_text(store.get(sha256)), name)
        for sha256 in store.digests()
    }
    return {sha256: place for sha256, place in places.items() if place}


def _erasure(settings: Settings, found: Found, reason: str, today: date) -> Erasure:
    file = release.current(settings.warehouse)
    known = hashes(file, found.article_ids) if file else None
    loose = {one.sha256 for one in found.loose}
    captures = tuple(sorted(loose.union(known.captures if known else ())))
    return Erasure(
        erasure_id=uuid.uuid4().hex[:12],
        erased_on=today,
        reason=" ".join(reason.split()),
        articles=tuple(map(article_digest, found.article_ids)),
        wordings=known.wordings if known else (),
        captures=captures,
        is_done=not captures,
    )
