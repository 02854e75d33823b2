"""Is tonight so wrong that yesterday's warehouse is better? A person can overrule.

Each guard returns None, or one sentence that says what looks wrong.
"""

from collections.abc import Sequence
from datetime import date
from statistics import median

from transforms.records import Reason
from warehouse.run_record import Loaded

# These lie there every night, whatever arrives: they tell nothing about tonight.
STANDING = {Reason.OUTSIDE_LINK, Reason.TOO_LARGE}


def shrunken(
    files_seen: int, earlier: Sequence[tuple[date, int]], *, night: date, share: float
) -> str | None:
    """Doubt a landing folder with fewer files than a share of what is usual.

    `earlier` are (night, files seen) of the last nights; usual is the median of those
    before tonight.
    """
    usual = [files for day, files in earlier if day < night]
    if not usual or files_seen >= share * median(usual):
        return None
    return (
        f"the landing folder holds {files_seen} files, where the last {len(usual)} "
        f"nights had {median(usual):g} (median); less than {share:.0%} of that "
        "looks like a broken delivery"
    )


def too_many_quarantined(loaded: Loaded, *, share: float, at_least: int) -> str | None:
    """Doubt a night when more than a share of `at_least` or more new files is bad."""
    lying = sum(files for _, reason, files in loaded.reasons if reason in STANDING)
    new = loaded.new_files - lying
    bad = loaded.outcomes.get("quarantined", 0) - lying
    if new < at_least or bad <= share * new:
        return None
    most = max(
        (files, reason)
        for outcome, reason, files in loaded.reasons
        if outcome == "quarantined"
    )
    return (
        f"{bad} of {new} new files are quarantined (most of them: {most[1]}); more "
        f"than {share:.0%} looks like a fault of ours or of the delivery"
    )


def lost_articles(loaded: Loaded, *, share: float) -> str | None:
    """Doubt a rebuild whose newer rules no longer find articles that were there."""
    lost = loaded.articles_before - loaded.articles_after
    if lost <= share * loaded.articles_before:
        return None
    return (
        f"read anew, {loaded.articles_before} articles are only "
        f"{loaded.articles_after}; losing more than {share:.0%} looks like a fault of "
        "the rules"
    )
