"""Work grows with the length of a text, and no text is a trap."""

import sys

import pytest

from transforms.sentences.mentions import mentions
from transforms.sentences.positions import positions
from transforms.sentences.quotes import quotes

GIVEN = [f"{first}{rest}" for first in "BCDĐGHKLMN" for rest in ("an", "inh", "ong")]
SENTENCE = (
    "Các đồng chí: Đại tá Lê {} {}, Phó Bí thư Đảng ủy, Chính ủy Bộ CHQS tỉnh Sơn La; "
    "Hà {} {}, Bí thư; Vi {} {}, Phó Bí thư Huyện ủy Nà Mòn phát biểu. "
)
SPEECH = [
    'Bà Lò Thị Bưởi nói: "Nhà nào trong bản cũng có một người giữ rừng". ',
    "Theo anh Lò Văn Ban, nhà nào trong bản cũng có một người giữ rừng. ",
    "Anh Lò Văn Ban cho rằng nhà nào trong bản cũng có một người giữ rừng. ",
    "Bí thư Tỉnh ủy Sơn La đề nghị nhà nào trong bản cũng có một người giữ rừng. ",
]
SMALL, LARGE = 20, 80


def sentences(count):
    for number in range(count):
        first, second = divmod(number, len(GIVEN))
        name = GIVEN[first % len(GIVEN)], GIVEN[second]
        yield SENTENCE.format(*name, *name[::-1], *name)


def facts(reading):
    return len([*mentions(reading, ()), *positions(reading)])


def work_for(count_of):
    """Count the lines and calls that counting takes: time tells of the machine too."""
    work = 0

    def traced(_frame, event, _arg):
        nonlocal work
        work += event in ("call", "line")
        return traced

    before = sys.gettrace()
    sys.settrace(traced)
    try:
        found = count_of()
    finally:
        sys.settrace(before)
    assert found >= SMALL
    return work


def growth(count_of, text):
    """Return how much more work the larger of two texts takes."""
    count_of(text(SMALL))  # the tables are read
    small, large = (work_for(lambda n=n: count_of(text(n))) for n in (SMALL, LARGE))
    return large / small / (LARGE / SMALL)


@pytest.mark.parametrize(
    "between", ["\n", " ", "; "], ids=["lines", "line", "sentence"]
)
def test_reading_takes_no_more_work_a_name_in_a_longer_text(reading_of, between):
    def text(count):
        joined = between.join(sentences(count))
        return joined.replace(". ;", ";") if between == "; " else joined

    assert growth(lambda text: facts(reading_of(text)), text) < 1.1


@pytest.mark.parametrize("said", SPEECH, ids=["colon", "according", "verb", "post"])
def test_quoting_takes_no_more_work_a_quotation_in_a_longer_line(reading_of, said):
    def reading(count):
        told = "Bà Lò Thị Bưởi, Bí thư Tỉnh ủy Sơn La. " + said * count * 8
        reading = reading_of(told)
        return reading, tuple(positions(reading))

    assert growth(lambda one: len(list(quotes(*one))), reading) < 1.1
