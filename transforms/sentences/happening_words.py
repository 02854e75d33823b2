"""The words for events, agreements and speech, from seeds/reference."""

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from transforms.reference import table
from transforms.sentences.phrases import Phrases


class Speech(NamedTuple):
    """A verb of speech: whether it `reports` without 'rằng' or a colon.

    It `tells` something to whoever asks ('cho biết'), where others address a gathering.
    """

    reports: bool
    tells: bool


@dataclass(frozen=True, slots=True)
class HappeningWords:
    """Phrases of each kind, and the first syllables of all that may open one.

    Of an agreement's kind is told whether its word is a plain one ('kế hoạch').
    """

    events: Phrases[str]
    agreements: Phrases[bool]
    speech: Phrases[Speech]


@cache
def happening_words() -> HappeningWords:
    """Return the words, read once."""
    return HappeningWords(
        events=Phrases(
            (row["phrase"], row["event_type"]) for row in table("event_type")
        ),
        agreements=Phrases(
            (row["agreement_kind"], row["is_plain"] == "true")
            for row in table("agreement_kind")
        ),
        speech=Phrases(
            (row["verb"], Speech(row["reports"] == "true", row["tells"] == "true"))
            for row in table("speech_verb")
        ),
    )
