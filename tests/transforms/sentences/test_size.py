"""Work grows with the length of a text, and no text is a trap."""

import sys

import pytest

from transforms.sentences.mentions import mentions
from transforms.sentences.positions import positions

GIVEN = [f"{first}{rest}" for first in "BCDĐGHKLMN" for rest in ("an", "inh", "ong")]
SENTENCE = (
    "Các đồng chí: Đại tá Lê {} {}, Phó Bí thư Đảng ủy, Chính ủy Bộ CHQS tỉnh Sơn La; "
    "Hà {} {}, Bí thư; Vi {} {}, Phó Bí thư Huyện ủy Nà Mòn phát biểu. "
)
SMALL, LARGE = 20, 80


def sentences(count):
    for number in range(count):
        first, second = divmod(number, len(GIVEN))
        name = GIVEN[first % len(GIVEN)], GIVEN[second]
        yield SENTENCE.format(*name, *name[::-1], *name)


def calls_for(reading_of, text):
    """Count the calls that a reading takes: time would tell of the machine as well."""
    calls = 0

    def count(_frame, event, _arg):
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        reading = reading_of(text)
        found = len(list(mentions(reading, ()))) + len(list(positions(reading)))
    finally:
        sys.setprofile(None)
    assert found > SMALL
    return calls


@pytest.mark.parametrize(
    "between", ["\n", " ", "; "], ids=["lines", "line", "sentence"]
)
def test_reading_takes_no_more_work_a_name_in_a_longer_text(reading_of, between):
    def text(count):
        joined = between.join(sentences(count))
        return joined.replace(". ;", ";") if between == "; " else joined

    calls_for(reading_of, text(SMALL))  # the tables are read

    ratio = calls_for(reading_of, text(LARGE)) / calls_for(reading_of, text(SMALL))

    assert ratio < 1.1 * LARGE / SMALL
