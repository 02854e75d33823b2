"""Tell whether a word is built like a Vietnamese syllable: onset, rhyme and tone.

The tables follow the spelling rules of quốc ngữ as school grammars give them. They are
lenient (every onset may meet every rhyme), for they serve to tell encodings apart: a
wrong table yields letters in impossible places, not rare syllables.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
STOP_TONES = frozenset("\u0301\u0323")  # c, ch, p and t close only under sắc and nặng
STOPS = ("c", "ch", "p", "t", "k")
ONSETS = frozenset(  # or none
    """
    b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x
    """.split()  # noqa: SIM905 (a table reads better so)
)
RHYMES = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay ak
    ăc ăm ăn ăng ăp ăt ăk âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ek ê êch êm ên êng ênh êp êt êu
    i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu
    y ych ynh yt yên yêm yêng yêt yêu
    o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay
    oăc oăm oăn oăng oăt oe oen oeo oet oong ooc
    ô ôc ôi ôm ôn ông ôp ôt ôk ơ ơi ơm ơn ơp ơt
    u uc ui um un ung up ut ua uôc uôi uôm uôn uông uôt
    uơ uê uêch uên uênh uy uya uych uynh uyn uyt uyu uyp uyên uyêt
    uân uâng uât uây
    ư ưc ưi ưm ưn ưng ưt ưu ưa ươc ươi ươm ươn ương ươp ươt ươu
    """.split()  # noqa: SIM905 (a table reads better so)
)
# Letters no other language in wide use writes: tone over a marked vowel, and ơ, ư.
# Left out are ẹ ẽ ị ọ ụ ỹ and their capitals, which Yoruba, Igbo and Guarani write too.
VIETNAMESE_LETTER = re.compile("[ƠơƯưẢ-ặẺẻẾ-ỉỎ-ợỦ-ỳỶỷ]")
WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Say whether a word, in NFC and any case, could be one Vietnamese syllable.

    >>> is_syllable("Nghiêng"), is_syllable("nghiệc"), is_syllable("für")
    (True, True, False)
    """
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [letter for letter in letters if letter in TONES]
    plain = "".join(letter for letter in letters if letter not in TONES)
    rhyme = _rhyme(unicodedata.normalize("NFC", plain))
    if rhyme is None or len(tones) > 1:
        return False
    return not rhyme.endswith(STOPS) or not tones or tones[0] in STOP_TONES


def _rhyme(syllable: str) -> str | None:
    """Return what follows the onset where that is a rhyme, trying each onset."""
    for length in (0, 1, 2, 3):
        onset, rhyme = syllable[:length], syllable[length:]
        if rhyme in RHYMES and (not onset or onset in ONSETS):
            return rhyme
    return None


def words_with_marks(text: str) -> set[str]:
    """Return the distinct words that hold a letter beyond a to z."""
    return {word for word in WORD.findall(text) if not word.isascii()}


def share_of_syllables(words: Iterable[str]) -> float:
    """Return how many of the words are Vietnamese syllables, 0 to 1; 0 for none."""
    verdicts = [is_syllable(word) for word in words]
    return sum(verdicts) / len(verdicts) if verdicts else 0.0
