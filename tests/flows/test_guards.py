from dataclasses import replace
from datetime import date

import pytest

from flows.guards import lost_articles, shrunken, too_many_quarantined
from warehouse.run_record import Loaded

NIGHT = date(2026, 3, 8)


def loaded(new_files: int, **quarantined: int) -> Loaded:
    return Loaded(
        run_id="r",
        outcomes={"quarantined": sum(quarantined.values())},
        reasons=tuple(("quarantined", why, n) for why, n in quarantined.items()),
        warnings=(),
        checks_passed=1,
        files_seen=new_files,
        new_files=new_files,
        articles_before=0,
        articles_after=0,
    )


def earlier(*counts: int) -> list[tuple[date, int]]:
    return [(date(2026, 3, 7 - number), count) for number, count in enumerate(counts)]


@pytest.mark.parametrize(
    ("files_seen", "nights", "is_doubted"),
    [
        (0, (), False),
        (50, (100,), False),
        (49, (100,), True),
        (49, (100, 10, 10), False),
        (3, (9, 9, 9, 1, 9), True),
    ],
)
def test_a_night_with_less_than_half_the_usual_files_is_doubted(
    files_seen, nights, is_doubted
):
    doubt = shrunken(files_seen, earlier(*nights), night=NIGHT, share=0.5)

    assert bool(doubt) is is_doubted


def test_an_earlier_night_loaded_late_is_not_measured_by_later_ones():
    nights = [(date(2026, 3, 9), 100), (date(2026, 3, 8), 100)]

    assert shrunken(1, nights, night=NIGHT, share=0.5) is None


@pytest.mark.parametrize(
    ("new_files", "bad", "is_doubted"),
    [(9, 9, False), (10, 2, False), (10, 3, True), (100, 20, False), (100, 21, True)],
)
def test_a_night_with_many_bad_files_is_doubted(new_files, bad, is_doubted):
    night = loaded(new_files, undecodable=bad)

    assert bool(too_many_quarantined(night, share=0.2, at_least=10)) is is_doubted


def test_what_lies_there_every_night_tells_nothing_about_tonight():
    night = loaded(30, too_large=10, outside_link=10, undecodable=2)

    assert too_many_quarantined(night, share=0.2, at_least=10) is None


def test_a_night_of_nothing_but_unreadable_files_is_doubted():
    night = loaded(12, unreadable=12)

    assert "unreadable" in too_many_quarantined(night, share=0.2, at_least=10)


@pytest.mark.parametrize(
    ("after", "is_doubted"), [(100, False), (80, False), (79, True)]
)
def test_a_rebuild_that_loses_articles_is_doubted(after, is_doubted):
    rebuilt = replace(loaded(5), articles_before=100, articles_after=after)

    assert bool(lost_articles(rebuilt, share=0.2)) == is_doubted
