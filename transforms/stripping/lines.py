"""A block seen as a line: its trimmed span, and the measures that rules look at."""

import re
from dataclasses import dataclass

from transforms.reading.word_count import word_count
from transforms.records import Block, Piece, RemovedBlock
from transforms.remembered import remembered

HEAD_CHARS = 60
LONG = 400  # characters: a longer block is hardly ever furniture
INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
# icon fonts live in the private use area: they frame words and mean nothing
ICONS = re.compile("[\ue000-\uf8ff]")
LINK_SHARE = 0.9
PROSE_WORDS, SENTENCE_WORDS, QUESTION_WORDS = 45, 14, 22
FRAME = (
    " \t-–—•·●◦▪|»«›‹>:;.,…+~_=#/\\[](){}*&✓✔►▶☛→👉☎✆📞📱📩📧✉🏭🏢🏠📍🌐🔥⭐🎁💥\ufe0f"
)
STOP = re.compile(r"[.!?…:;。！？：][\"'”’»)\]」』）]*(?:/\.)?$|/\.$")
FULL_STOP = re.compile(r"(?:\.|…|/|。)[\"'”’»)\]」』）]*$|[!?！？][\"”»)\]」』）]*$")


def fold(text: str) -> str:
    """Return the text in lower case, one space between words, without icons."""
    if not text.isprintable():  # neither invisible signs nor icons are
        text = ICONS.sub(" ", INVISIBLE.sub("", text))
    return " ".join(text.split()).casefold()


@dataclass(eq=False)
class Line:
    """A block without the white space around it."""

    block: Block
    start: int
    text: str

    @property
    def line_no(self) -> int:
        """Its number on the page, from 1."""
        return self.block.line_no

    @property
    def end(self) -> int:
        """Where its text ends in the page text."""
        return self.start + len(self.text)

    @remembered
    def is_long(self) -> bool:
        """Whether it is longer than furniture is."""
        return len(self.text) > LONG

    @remembered
    def folded(self) -> str:
        """The text in lower case, one space between words."""
        return fold(self.text)

    @remembered
    def core(self) -> str:
        """The folded text without the signs that frame it."""
        return self.folded.strip(FRAME)

    @remembered
    def head(self) -> str:
        """The core's first words, where the whole of a long line is not needed."""
        return fold(self.text[:HEAD_CHARS]).strip(FRAME)

    @remembered
    def words(self) -> int:
        """How many words it has; guessed for a long one."""
        return len(self.text) // 5 if self.is_long else word_count(self.folded)

    @property
    def is_link(self) -> bool:
        """Whether all of it, or nearly, stands in links."""
        return self.block.link_share >= LINK_SHARE

    @remembered
    def has_stop(self) -> bool:
        """Whether it ends as a sentence, or as the start of a list, does."""
        return STOP.search(self.text[-8:]) is not None

    @remembered
    def is_prose(self) -> bool:
        """Whether it is a paragraph by its length, or by length and stop."""
        if self.words >= PROSE_WORDS:
            return True
        stop = FULL_STOP.search(self.text[-6:]) is not None
        return self.words >= SENTENCE_WORDS and stop

    @property
    def asks(self) -> bool:
        """Whether it is a question, no longer than a headline may be one."""
        return self.text[-1] in "?？" and self.words < QUESTION_WORDS

    def piece(self) -> Piece:
        """Return the line as kept text."""
        return Piece(
            line_no=self.line_no,
            char_start=self.start,
            char_end=self.end,
            text=self.text,
        )

    def cut(self, start: int, end: int) -> Piece | None:
        """Return the part of the text between two offsets, trimmed, if any is left."""
        part = self.text[start:end]
        at = self.start + start + len(part) - len(part.lstrip())
        part = part.strip()
        if not part:
            return None
        return Piece(
            line_no=self.line_no, char_start=at, char_end=at + len(part), text=part
        )

    def removed(self, kind: str, rule: str) -> RemovedBlock:
        """Return the line as removed text."""
        return RemovedBlock(
            line_no=self.line_no,
            char_start=self.start,
            char_end=self.end,
            kind=kind,
            rule=rule,
            text=self.text,
        )


def line_of(block: Block) -> Line:
    """Trim a block's white space, keeping count of where the text stands."""
    text = block.text.strip()
    lead = len(block.text) - len(block.text.lstrip())
    return Line(block, block.char_start + lead, text)
