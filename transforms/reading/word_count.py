"""Count the words of a text, also where the script sets no spaces between them."""

import re

LONGEST_WORDS = 12  # characters on average: beyond, there may be no spaces
# Thai, Lao, Burmese, Khmer, kana, Chinese characters
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
)
LETTERS_A_WORD = 2


def word_count(text: str) -> int:
    """Return how many words a text has, guessed where no spaces part them.

    >>> word_count("Sáng nay trời đã tạnh"), word_count("雨の中を歩いた犬は家に帰った")
    (5, 8)
    """
    count = text.count(" ") + 1
    if len(text) <= LONGEST_WORDS * count:
        return count
    return count + len(UNSPACED.findall(text)) // LETTERS_A_WORD
