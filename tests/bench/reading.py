"""How fast pages are read, in this process: what a worker does with a batch."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from corpus import Slots, article, person, sentence

from transforms.batch import read_batch
from transforms.clean import ZONE
from transforms.describe import describe
from transforms.reading.read import read_page
from transforms.records import Page, RawFile
from transforms.sentences.read import read_sentences
from transforms.stripping.strip import strip

ARTICLES = 300
LONG_BYTES = 5_000_000
NAMES = 5_000


@dataclass(frozen=True)
class Reading:
    """What it took to read some pages: seconds on the wall and of CPU."""

    name: str
    took: tuple[float, float]
    files: int
    bytes: int


def reading_speeds(*, seed: int) -> Iterator[Reading]:
    """Yield what it takes to read common pages, HTML pages and two monsters."""
    text, html = (
        [article(n, seed=seed, html_share=share)[1] for n in range(ARTICLES)]
        for share in (0.0, 1.0)
    )
    yield read("text pages", text)
    yield read("HTML pages", html)
    yield sentences_of("sentences of the text pages", text)
    yield read("an article of 5 MB", [long_article(seed)])
    yield read("an article of 5,000 names", [article_of_names(seed)])


def read(what: str, raws: list[bytes]) -> Reading:
    """Read pages as one batch."""
    files = [
        RawFile(source_file=f"{number}", sha256=f"{number:064}", raw=raw)
        for number, raw in enumerate(raws)
    ]
    wall, cpu = time.perf_counter(), time.process_time()
    read_batch(files, ZONE)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return Reading(what, (wall, cpu), len(raws), sum(map(len, raws)))


def sentences_of(what: str, raws: list[bytes]) -> Reading:
    """Read the sentences of text pages that are otherwise read."""
    pages = [page for page in map(read_page, raws) if isinstance(page, Page)]
    stripped = list(map(strip, pages))
    told = [
        (describe(page, kept, ZONE), kept)
        for page, kept in zip(pages, stripped, strict=True)
    ]
    wall, cpu = time.perf_counter(), time.process_time()
    for each, kept in told:
        read_sentences(each, kept)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return Reading(what, (wall, cpu), len(raws), sum(map(len, raws)))


def long_article(seed: int) -> bytes:
    """Return an article of some million bytes, in paragraphs of usual length."""
    rng = Random(seed)  # noqa: S311 (no secret)
    slots = Slots(rng)
    lines, size = ["Một bài rất dài", ""], 0
    while size < LONG_BYTES:
        line = " ".join(sentence(slots, rng) for _ in range(4))
        lines += [line, ""]
        size += len(line.encode())
    return "\n".join(lines).encode()


def article_of_names(seed: int) -> bytes:
    """Return an article that names very many people."""
    rng = Random(seed)  # noqa: S311 (no secret)
    people = [f"đồng chí {person(rng)}" for _ in range(NAMES)]
    lines = [", ".join(people[at : at + 20]) for at in range(0, NAMES, 20)]
    story = [f"Dự hội nghị có {line}." for line in lines]
    return "\n\n".join(["Danh sách đại biểu", *story]).encode()
