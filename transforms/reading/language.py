"""Name the language of a text."""

import re
from functools import cache
from itertools import islice
from math import ceil

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from transforms.reading.syllable import VIETNAMESE_LETTER

VIETNAMESE = "vi"
SAMPLE_CHARS = 4000
ENOUGH_CHARS = (400, 1500)  # to tell languages apart: for most texts, for all
BEYOND_DOUBT = 0.9999
FEWEST_LETTERS = 20
# Vietnamese prose has 0.11 to 0.13 such letters a character; English prose full of
# Vietnamese names has 0.02 at most.
VIETNAMESE_SHARE = 0.04
SURE = 0.6  # below, what the page declares is heard
LETTER = re.compile(r"[^\W\d_]")
# Languages that Vietnamese papers publish in or copy from; fewer names, fewer mistakes.
LANGUAGES = """
    vi en fr de es it pt nl sv da no fi pl cs hu ro ru uk bg el tr ar he fa hi
    zh ja ko th lo km my id ms tl la yo
    """.split()  # noqa: SIM905 (a table reads better so)


def language(text: str, declared: str | None) -> str | None:
    """Return the ISO 639-1 code of a text's language, None for too little text.

    The text decides. What the page declares ("vi-VN") counts only where the text
    leaves a doubt.
    """
    sample = text[:SAMPLE_CHARS]
    fewest = ceil(VIETNAMESE_SHARE * len(sample))
    letters = VIETNAMESE_LETTER.finditer(sample)
    if sample and any(True for _ in islice(letters, fewest - 1, None)):
        return VIETNAMESE
    if len(list(islice(LETTER.finditer(sample), FEWEST_LETTERS))) < FEWEST_LETTERS:
        return None
    code, probability = None, 0.0
    for chars in ENOUGH_CHARS:
        if probability < BEYOND_DOUBT:
            code, probability = _identifier().classify(sample[:chars])
    claimed = re.split("[-_]", (declared or "").strip().lower())[0]
    if probability < SURE and claimed in LANGUAGES:
        return claimed
    return str(code)


@cache
def _identifier() -> LanguageIdentifier:
    """Load the model, a second's work, once and only for a text that needs it."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier
