from datetime import date, timedelta

import pytest

from flows.backfill import backfill, nights_of
from flows.errors import LandingMissingError, NightGoneWrongError, SettingsError
from flows.night import NightOptions, run_night, unwatched
from flows.settings import Settings
from warehouse import release
from warehouse.fingerprint import fingerprint

FIRST = date(2026, 3, 1)
NIGHTS = [FIRST + timedelta(days=days) for days in range(3)]
NO_FOLDER = NIGHTS[1]


@pytest.fixture(autouse=True)
def plainly(monkeypatch, tmp_path):
    """No .env of the checkout, and no Prefect."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PREFECT_API_URL", raising=False)


@pytest.fixture
def archive(write, story, landing):
    """Two nights of stories around a gap; the later holds one of the first again."""
    for at, night in enumerate(NIGHTS):
        if night != NO_FOLDER:
            write(f"{night}/{at}.txt", story(at))
            write(f"{night}/again.txt", story(0))
    (landing / str(FIRST) / "outside.txt").symlink_to("/etc/hostname")
    return landing


@pytest.fixture
def options(archive, warehouse):
    settings = Settings(landing=archive, warehouse=warehouse, workers=1)
    return NightOptions(settings=settings, night=FIRST)


def verdicts(options, nights=NIGHTS, watch=unwatched):
    return [one.verdict for one in backfill(options, nights, watch)]


def told(warehouse):
    return fingerprint(release.current(warehouse))


@pytest.fixture
def night_by_night(archive, tmp_path):
    """What the warehouse that runs of single nights make says."""
    warehouse = tmp_path / "single.duckdb"
    for night in NIGHTS:
        if night != NO_FOLDER:
            landing = archive / str(night)
            settings = Settings(landing=landing, warehouse=warehouse, workers=1)
            run_night(NightOptions(settings=settings, night=night))
    return told(warehouse)


def test_nights_are_a_first_and_a_last_day():
    assert nights_of("2026-03-01..2026-03-03") == NIGHTS


@pytest.mark.parametrize(
    "odd", ["2026-03-01", "2026-03-04..2026-03-01", "1..2", "2026-02-29..2026-03-01"]
)
def test_a_span_that_makes_no_sense_is_one_sentence(odd):
    with pytest.raises(SettingsError, match="--nights"):
        nights_of(odd)


def test_a_backfill_stopped_in_the_middle_goes_on_and_ends_as_night_by_night(
    options, warehouse, night_by_night, write, story
):
    begun = backfill(options, NIGHTS, unwatched)
    assert next(begun).verdict == "published"
    begun.close()

    steps = []
    went_on = verdicts(options, watch=lambda *step: steps.append(step))

    assert went_on == ["loaded before", "no folder", "published"]
    assert told(warehouse) == night_by_night
    assert verdicts(options) == ["loaded before", "no folder", "loaded before"]
    assert [done for what, done, of in steps if what == "nights"] == [0, 1, 2, 3]

    write(f"{FIRST}/late.txt", story(9))
    assert verdicts(options, [FIRST]) == ["published"]  # its folder has grown


def test_an_empty_night_is_loaded_once(warehouse, landing):
    (landing / str(FIRST)).mkdir()
    settings = Settings(landing=landing, warehouse=warehouse, workers=1)
    options = NightOptions(settings=settings, night=FIRST)

    assert verdicts(options, [FIRST]) == ["published"]
    assert verdicts(options, [FIRST]) == ["loaded before"]


def test_the_night_that_fails_is_the_last_and_the_error_its_own(options, write):
    for number in range(10):
        write(f"{FIRST}/bad{number}.txt", str(number))

    seen = []
    with pytest.raises(NightGoneWrongError, match="quarantined"):
        seen.extend(backfill(options, NIGHTS, unwatched))

    assert [(one.night, one.verdict) for one in seen] == [(FIRST, "failed")]
    assert release.current(options.settings.warehouse) is None


def test_not_one_night_with_a_folder_is_no_landing_folder(options):
    with pytest.raises(LandingMissingError, match="no folder of a night"):
        verdicts(options, [date(2030, 1, 1)])
