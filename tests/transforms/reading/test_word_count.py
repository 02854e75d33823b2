import pytest

from transforms.reading.word_count import word_count


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sáng nay trời đã tạnh", 5),
        ("雨の中を歩いた犬は家に帰った", 8),
        ("渡船", 1),
        ("https://vidu.example/mot-duong-dan-rat-dai", 1),
    ],
)
def test_words_are_counted_where_no_spaces_part_them_too(text, words):
    assert word_count(text) == words
