"""Load many nights, each from a folder of its own: LANDING/2026-11-01/ and so on.

Every night is a run and a publication like any other, in the order of the calendar, so
what they make equals what they would have made when they were due. A night that is in
the warehouse is passed over: a run of that night over that folder was published, and it
saw every name that lies there now. So a backfill that was killed, and is asked for once
more, goes on where it was.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from flows.errors import LandingMissingError, SettingsError
from flows.landing import check_landing, walk, without_password
from flows.night import NightOptions, NightReport, Watch
from flows.start import run_either_way
from warehouse import release
from warehouse.nights import names_seen

log = logging.getLogger("khobao")


@dataclass(frozen=True, slots=True, kw_only=True)
class NightDone:
    """One night of a backfill, as the table at its end tells of it."""

    night: date
    verdict: str
    files_seen: int | None = None
    loaded: int | None = None
    updated: int | None = None
    unchanged: int | None = None
    ignored: int | None = None
    quarantined: int | None = None
    release: int | None = None
    seconds: float | None = None


def nights_of(span: str) -> list[date]:
    """Return the days of `2026-11-01..2026-11-20`, both included.

    >>> nights_of("2026-02-28..2026-03-01")
    [datetime.date(2026, 2, 28), datetime.date(2026, 3, 1)]
    """
    try:
        first, last = map(date.fromisoformat, span.split(".."))
    except ValueError:
        raise SettingsError(
            f"--nights {span}: write the first and the last, 2026-11-01..2026-11-20"
        ) from None
    if last < first:
        raise SettingsError(f"--nights {span}: the last night is before the first")
    return [first + timedelta(days=days) for days in range((last - first).days + 1)]


def backfill(
    options: NightOptions, nights: Sequence[date], watch: Watch
) -> Iterator[NightDone]:
    """Run every night that has a folder and is not loaded yet; yield each.

    The first that fails is yielded as such, then its error is raised: nights before it
    stay published. LandingMissingError where not one night has a folder.
    """
    landing = options.settings.landing
    check_landing(landing)
    if not any(_is_there(_folder(landing, night)) for night in nights):
        raise LandingMissingError(
            f"{without_password(landing)} has no folder of a night from {nights[0]} "
            f"to {nights[-1]}"
        )
    for done, night in enumerate(nights):
        watch("nights", done, len(nights))
        try:
            yield _one(_of_night(options, night), watch)
        except Exception:
            log.error("the night of %s failed; run again to go on from there", night)  # noqa: TRY400
            yield NightDone(night=night, verdict="failed")
            raise
    watch("nights", len(nights), len(nights))


def _one(options: NightOptions, watch: Watch) -> NightDone:
    if not _is_there(options.settings.landing):
        return NightDone(night=options.night, verdict="no folder")
    if not options.is_full and _is_loaded(options):
        return NightDone(night=options.night, verdict="loaded before")
    return _told(run_either_way(options, watch))


def _of_night(options: NightOptions, night: date) -> NightOptions:
    folder = _folder(options.settings.landing, night)
    settings = options.settings.model_copy(update={"landing": folder})
    return replace(options, settings=settings, night=night)


def _folder(landing: str, night: date) -> str:
    return f"{landing.rstrip('/')}/{night}"


def _is_there(landing: str) -> bool:
    """Tell whether there is a folder; LandingMissingError where it cannot be read."""
    try:
        check_landing(landing)
    except LandingMissingError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return False
        raise
    return True


def _is_loaded(options: NightOptions) -> bool:
    """Tell whether the warehouse saw, on that night, all that its folder holds now."""
    settings = options.settings
    published = release.current(settings.warehouse)
    if published is None:
        return False
    names = {entry.source_file for entry in walk(settings.landing)}
    seen = names_seen(published, options.night, without_password(settings.landing))
    return seen is not None and names <= seen


def _told(report: NightReport) -> NightDone:
    loaded = report.loaded
    return NightDone(
        night=report.run.night,
        verdict="dry run" if report.release is None else "published",
        files_seen=loaded.files_seen,
        **{
            name: loaded.outcomes.get(name, 0)
            for name in ("loaded", "updated", "unchanged", "ignored", "quarantined")
        },
        release=report.release,
        seconds=round(report.seconds, 1),
    )
