"""Read posts: 'Quyền Bí thư', 'Phó Trưởng Ban Thường trực', 'nguyên Chủ tịch'."""

from functools import lru_cache
from typing import NamedTuple

from transforms.sentences.lexicon import Lexicon, Post
from transforms.sentences.names import is_likely_person, run_end
from transforms.sentences.tokens import NUMBER, TITLE, Line, tokens

FORMER = frozenset({"nguyên", "cựu"})
DEPUTY = frozenset({"phó"})
AFTER = (
    ("thường", "trực"),
    ("dự", "khuyết"),
    ("danh", "dự"),
    ("chuyên", "trách"),
    ("phụ", "trách"),
    ("điều", "hành"),
    ("thứ", "nhất"),
)


class HeldPost(NamedTuple):
    """A post in a line.

    `title` is where its own words begin, behind 'nguyên'. `shared` is where the body it
    is held in may begin: its end, or its last word where body and post share that
    ('Trưởng Ban | Ban Nội chính' is written once).
    """

    start: int
    title: int
    end: int
    shared: int
    post: Post
    is_former: bool
    is_acting: bool
    is_standing: bool
    is_deputy: bool


class Core(NamedTuple):
    """Where a post's own words end, and where what says how it is held does."""

    core: int
    end: int
    post: Post


def held_post(line: Line, start: int, words: Lexicon) -> HeldPost | None:
    """Return the post that starts at a token, None for none."""
    keys, at = line.keys, start
    is_former = keys[at] in FORMER
    at += is_former
    title = at
    is_acting = keys[at] == "quyền"
    at += is_acting
    found = words.posts.longest(keys, at)
    if not found and keys[at] in DEPUTY:
        found = words.posts.longest(keys, at + 1)
    if not found:
        return None
    core, post = found
    end = _after(keys, core)
    return HeldPost(
        start=start,
        title=title,
        end=end,
        shared=_shared(line, Core(core, end, post), words),
        post=post,
        is_former=is_former,
        is_acting=is_acting,
        is_standing=tuple(keys[end - 2 : end]) == ("thường", "trực"),
        is_deputy="phó" in keys[title:end],
    )


def _after(keys: list[str], end: int) -> int:
    """Take in what says how a post is held: 'Thường trực', 'dự khuyết'."""
    while (keys[end], keys[end + 1] if keys[end] else "") in AFTER:
        end += 2
    return end


def _shared(line: Line, held: Core, words: Lexicon) -> int:
    """Return where a body that shares the post's last words begins."""
    core, end, post = held
    if core != end:
        return end
    heads = _keys(post.heads)
    at = core - len(heads)
    found = words.heads.longest(line.keys, at) if heads else None
    if found and tuple(line.keys[at:core]) == heads:
        is_said_again = tuple(line.keys[end : end + len(heads)]) == heads
        is_longer = found[0] > core or _is_named(line, found[0], words)
        return at if is_longer and not is_said_again else end
    unit = words.place_types.longest(line.keys, core - 1)
    is_named = unit is not None and line.cases[end] in (TITLE, NUMBER)
    is_held = is_likely_person(line, end, run_end(line, end, words), words)
    return core - 1 if is_named and not is_held else end


@lru_cache(maxsize=1 << 10)
def _keys(phrase: str) -> tuple[str, ...]:
    line = tokens(phrase)
    return tuple(key for key in line.keys[: line.size] if key not in "-+")


def _is_named(line: Line, at: int, words: Lexicon) -> bool:
    """Tell whether the head is followed by what makes it a body's name."""
    return bool(
        words.fields.longest(line.keys, at)
        or words.place_types.longest(line.keys, at)
        or words.heads.longest(line.keys, at)
    )
