import pytest

from tests.faults.kills import Nights, moments, readers


@pytest.mark.timeout(300)
def test_a_night_killed_anywhere_harms_no_reader_and_ends_equal_to_a_calm_one(tmp_path):
    nights = Nights(tmp_path)
    nights.next()
    seconds = nights.next()

    with readers(nights.disturbed, rest=1) as counted:
        tries = [nights.kill(share * seconds) for share in moments(3, seed=1)]
        nights.run(nights.disturbed)

    assert any(one.is_killed for one in tries)
    assert [one.errors for one in tries if "Traceback" in one.errors] == []
    assert counted["reads"] > 0
    assert counted.total() == counted["reads"]  # no error, nothing torn or backwards
    assert nights.is_equal()
    assert not list(tmp_path.glob("disturbed/*.releases/.draft-*"))
