"""Work grows with the length of a text, and no text is a trap."""

import time

import pytest

from transforms.sentences.mentions import mentions
from transforms.sentences.positions import positions

GIVEN = [f"{first}{rest}" for first in "BCDĐGHKLMN" for rest in ("an", "inh", "ong")]
SENTENCE = (
    "Các đồng chí: Đại tá Lê {} {}, Phó Bí thư Đảng ủy, Chính ủy Bộ CHQS tỉnh Sơn La; "
    "Hà {} {}, Bí thư; Vi {} {}, Phó Bí thư Huyện ủy Nà Mòn phát biểu. "
)
SMALL, LARGE = 50, 400


def sentences(count):
    for number in range(count):
        first, second = divmod(number, len(GIVEN))
        name = GIVEN[first % len(GIVEN)], GIVEN[second]
        yield SENTENCE.format(*name, *name[::-1], *name)


def cpu_seconds(reading_of, text):
    began = time.process_time()
    reading = reading_of(text)
    count = len(list(mentions(reading, ()))) + len(list(positions(reading)))
    assert count > SMALL
    return time.process_time() - began


@pytest.mark.parametrize(
    "between", ["\n", " ", "; "], ids=["lines", "line", "sentence"]
)
def test_reading_takes_no_longer_a_name_in_a_longer_text(reading_of, between):
    def text(count):
        joined = between.join(sentences(count))
        return joined.replace(". ;", ";") if between == "; " else joined

    cpu_seconds(reading_of, text(SMALL))  # the tables are read

    ratio = cpu_seconds(reading_of, text(LARGE)) / cpu_seconds(reading_of, text(SMALL))

    assert ratio < 3 * LARGE / SMALL
