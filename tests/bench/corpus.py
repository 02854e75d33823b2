"""Made-up articles to measure with: seeded, each distinct, long as real ones are.

Their vocabulary is that of the sample articles, two neighbouring words at a time; what
rules look for (stamps, counters, captions, signatures, posts, papers) is lexicon.toml.
Article number 7 of a seed is the same in a small corpus and in a large one.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any
from unicodedata import normalize

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "seeds" / "articles"
SPEAKING = ("bao-song-lam-moi", "cong-doan", "quoc-phong-song-lam", "cong-thong-tin")
LEXICON = tomllib.loads((HERE / "lexicon.toml").read_text("utf-8"))
WORDS: dict[str, list[str]] = LEXICON["words"]
BYTES = (2_600, 11_100, 5_300)  # of a story: least, most, usual; 7.7 kB a page
FACT_SHARE = 0.1  # of the sentences say something that a rule reads
PICTURES = 2
FOLDER_FILES = 1_000
FIRST_DAY, DAYS = datetime(2012, 1, 1, 6, 0, tzinfo=UTC), 4_500


class Slots(dict[str, Any]):
    """What fills a template: what is settled for the page, all else new each time."""

    def __init__(self, rng: Random, **settled: object) -> None:
        super().__init__(settled)
        self._rng = rng

    def __missing__(self, name: str) -> str:
        if name in MAKERS:
            return MAKERS[name](self._rng)
        return self.fill(self._rng.choice(WORDS[name]))

    def fill(self, template: str) -> str:
        """Return a template with every slot filled."""
        return template.format_map(self)


def write_corpus(folder: Path, count: int, *, seed: int, html_share: float) -> int:
    """Write articles 0 to `count` into a folder; return how many bytes they have."""
    total = 0
    for number in range(count):
        name, raw = article(number, seed=seed, html_share=html_share)
        path = folder / f"{number // FOLDER_FILES:03}" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        total += path.write_bytes(raw)
    return total


def change(folder: Path, *, every: int) -> int:
    """Change a word of every so manieth text file; return how many were changed."""
    chosen = sorted(folder.rglob("*.txt"))[::every]
    for path in chosen:
        text = path.read_text("utf-8")
        at = text.rindex(", ", 0, len(text) * 2 // 3)
        path.write_text(f"{text[:at]}, như đã đính chính{text[at:]}", "utf-8")
    return len(chosen)


def article(number: int, *, seed: int, html_share: float) -> tuple[str, bytes]:
    """Return the file name and the bytes of one article."""
    rng = Random(f"{seed} {number}")  # noqa: S311 (no secret)
    author = person(rng)
    slots = Slots(
        rng,
        at=FIRST_DAY + timedelta(days=rng.randrange(DAYS), minutes=rng.randrange(900)),
        author=author,
        author_loud=author.upper(),
        author_short=f"{author[0]}.{author.split()[-1]}",
        title=title(rng),
        slug=f"bai-{number}",
        host=rng.randrange(20),
    )
    if rng.random() < html_share:
        return f"{number:06}.html", html_page(slots, rng).encode()
    return f"{number:06}.txt", text_page(slots, rng).encode()


def text_page(slots: Slots, rng: Random) -> str:
    """Return a page as one of the shapes in which text files arrive."""
    shape = rng.choice(LEXICON["shape"])
    size = int(rng.triangular(*BYTES))
    story = [slots.fill(shape["lead"]), *paragraphs(slots, rng, size)]
    pictures = sorted(rng.sample(range(1, len(story)), min(PICTURES, len(story) - 1)))
    lines = list(map(slots.fill, shape["head"]))
    for number, text in enumerate(story):
        lines += [text, ""]
        if number in pictures:
            slots["caption"] = babble(rng, 5)
            lines += map(slots.fill, shape["picture"])
    del slots["caption"]
    return "\n".join([*lines, *map(slots.fill, shape["foot"])]) + "\n"


def html_page(slots: Slots, rng: Random) -> str:
    """Return a page with the story of a text page among a site's furniture."""
    parts = LEXICON["html"]
    said = paragraphs(slots, rng, int(rng.triangular(*BYTES)))
    story = [f"<p>{text}</p>" for text in (slots["lead"], *said)]
    for at in range(PICTURES):
        story.insert(2 * at + 1, slots.fill(parts["figure"]))
    menu = "".join(parts["item"].format(n=n, title=title(rng)) for n in range(20))
    page = Slots(rng, **slots, story="\n".join(story), menu=menu)
    return page.fill(parts["page"])


def paragraphs(slots: Slots, rng: Random, size: int) -> Iterator[str]:
    """Yield paragraphs of some sentences each until they have that many bytes."""
    while size > 0:
        text = " ".join(sentence(slots, rng) for _ in range(rng.randint(5, 9)))
        size -= len(text.encode())
        yield text


def sentence(slots: Slots, rng: Random) -> str:
    """Return a sentence that states something, or one that only fills the page."""
    if rng.random() < FACT_SHARE:
        return slots.fill("{fact}")
    clauses = ", ".join(
        babble(rng, rng.randint(4, 8)) for _ in range(rng.randint(1, 3))
    )
    return f"{clauses[0].upper()}{clauses[1:]}."


def babble(rng: Random, pairs: int) -> str:
    """Return words that stand beside each other somewhere in the samples."""
    return " ".join(rng.choices(neighbours(), k=pairs))


@cache
def neighbours() -> list[str]:
    """Return each two neighbouring words of the sample articles."""
    paths = (path for name in SPEAKING for path in (SAMPLES / name).rglob("*.txt"))
    texts = [normalize("NFC", path.read_text("utf-8")) for path in sorted(paths)]
    words = [re.findall(r"[a-zà-ỹđ]+", text.lower()) for text in texts]
    return [f"{one} {two}" for found in words for one, two in pairwise(found)]


def title(rng: Random) -> str:
    """Return a headline."""
    return f"{rng.choice(WORDS['body'])} {place(rng)} {babble(rng, 4)}"


def person(rng: Random) -> str:
    """Return a person's name."""
    return " ".join(rng.choice(WORDS[part]) for part in ("family", "middle", "given"))


def place(rng: Random) -> str:
    """Return a place's name."""
    return f"{rng.choice(WORDS['front'])} {rng.choice(WORDS['back'])}"


def number_below(limit: int, least: int = 1) -> Callable[[Random], str]:
    """Return a maker of numbers from `least` up to, but not with, `limit`."""
    return lambda rng: str(rng.randrange(least, limit))


MAKERS: dict[str, Callable[[Random], str]] = {
    "title": title,
    "person": person,
    "place": place,
    "babble": lambda rng: babble(rng, rng.randint(5, 12)),
    "caption": lambda rng: babble(rng, 5),
    "day": number_below(29),
    "month": number_below(13),
    "year": number_below(2025, 2005),
    "percent": number_below(100, 60),
    "n": number_below(100),
    "nn": number_below(1000, 100),
}
