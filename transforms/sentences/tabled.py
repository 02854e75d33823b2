"""Read what a table knows whole: an honoured person, a phrase, a rank, a post."""

from transforms.sentences.chunk import Chunk, Kind
from transforms.sentences.lexicon import Lexicon
from transforms.sentences.posts import held_post
from transforms.sentences.tokens import LOWER, TITLE, UPPER, Line

PROFESSIONAL = (["chuyên", "nghiệp"], ["qncn"], ["(", "qncn", ")"], ["cn"])
OPENS = frozenset(".:!?“\"'(;–-…”")


def tabled(line: Line, at: int, words: Lexicon) -> Chunk | None:
    """Return what a table knows whole there, None for nothing."""
    if line.keys[at] not in words.whole_begins:
        return None
    honoured = words.commemorated.longest(line.keys, at)
    if honoured and _is_honoured(line, at, honoured[0]):
        end, person = honoured
        return Chunk(Kind.PERSON, at, end, person, "person.commemorated", 0.9)
    fixed = words.fixed.longest(line.keys, at)
    head = words.heads.longest(line.keys, at) if fixed else None
    if fixed and not (head and head[0] > fixed[0]):
        return Chunk(Kind.RUN, at, fixed[0], None, "fixed", 0.0)
    if rank := words.ranks.longest(line.keys, at):
        return Chunk(Kind.RANK, at, _past(line, rank[0]), rank[1], "rank", 0.99)
    is_within = (line.keys[at - 1], line.keys[at]) in words.not_places
    if not is_within and (post := held_post(line, at, words)):
        return Chunk(Kind.POST, at, post.end, post, "post", 0.9)
    return None


def _past(line: Line, at: int) -> int:
    """Return the token behind what says that an officer is a professional soldier."""
    for words in PROFESSIONAL:
        if line.keys[at : at + len(words)] == words:
            return at + len(words)
    return at


def _is_honoured(line: Line, at: int, end: int) -> bool:
    """Tell whether a writing of an honoured person is the whole of a name."""
    if any(line.cases[token] == LOWER for token in (at, end - 1)):
        return False
    if end - at == 1 and (at == 0 or line.words[at - 1] in OPENS):
        return False
    return line.cases[end] not in (TITLE, UPPER) or end - at > 1
