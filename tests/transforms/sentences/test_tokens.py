from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from transforms.sentences.chunks import chunks
from transforms.sentences.lexicon import lexicon
from transforms.sentences.read import Signs, read_lines
from transforms.sentences.tokens import tokens

lexicon()  # read before a test is timed
WORDS = st.sampled_from(
    """
    Ban CHQS huyện Tỉnh ủy các đồng chí : ; , . Lê Văn An Bí thư Trung tá và Quân khu 9
    TP. xã Cần Thơ ( ) ông kiêm nguyên Phó Chủ tịch UBND
    """.split()  # noqa: SIM905
)


@given(st.text())
def test_tokens_stand_where_they_say(text):
    line = tokens(text)

    assert all(
        text[line.starts[at] : line.end(at)] == line.words[at]
        for at in range(len(line))
    )


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_chunks_go_forward_and_stay_within_the_line(text):
    line = tokens(text)
    found = chunks(line, lexicon())

    assert all(0 <= one.start < one.end <= len(line) for one in found)
    assert all(one.start < two.start for one, two in pairwise(found))
    assert read_lines([(line, "body")], Signs(), None).lines
