"""Suggest boilerplate rules from lines that recur over many pages.

Nothing is learned behind anybody's back: a suggestion becomes a rule when a person
adds it to boilerplate.toml.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from transforms.records import Page
from transforms.stripping.lines import LONG, Line, fold, line_of
from transforms.stripping.strip import strip

DIGITS = re.compile(r"\d+")
MOST_EXAMPLES = 3
LEAST_FILES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A line that no rule takes though it recurs: a candidate for boilerplate.toml.

    `pattern` is ready for a rule: in lower case, with any number for each number;
    `files` counts the pages it stands on, `lines` how often it stands at all,
    `examples` are (source_file, line as written).
    """

    pattern: str
    files: int
    lines: int
    examples: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Seen:
    """What was met of one folded line."""

    lines: int = 0
    files: int = 0
    last_file: str = ""
    examples: list[tuple[str, str]] = field(default_factory=list)

    def add(self, source_file: str, line: Line) -> None:
        self.lines += 1
        if source_file != self.last_file:
            self.files += 1
            self.last_file = source_file
            if len(self.examples) < MOST_EXAMPLES:
                self.examples.append((source_file, line.text))


def suggest(
    pages: Iterable[tuple[str, Page]], least_files: int = LEAST_FILES
) -> list[Suggestion]:
    """Return the lines of stories that recur over files, the most frequent first.

    `pages` are (source_file, page), the pages of one file next to each other; digits
    are folded, so "Số 12" and "Số 13" are one line.
    """
    met: dict[str, _Seen] = {}
    for source_file, page in pages:
        for line in _kept(page):
            met.setdefault(DIGITS.sub("0", line.folded), _Seen()).add(source_file, line)
    found = [_suggestion(k, s) for k, s in met.items() if s.files >= least_files]
    return sorted(found, key=lambda s: (-s.files, -s.lines, s.pattern))


def _kept(page: Page) -> Iterator[Line]:
    """Yield the short lines that no rule removes."""
    stripped = strip(page)
    taken = {block.line_no for block in stripped.removed}
    if stripped.title:
        taken.add(stripped.title.line_no)
    for block in page.blocks:
        if block.line_no not in taken and len(block.text) <= LONG and fold(block.text):
            yield line_of(block)


def _suggestion(folded: str, seen: _Seen) -> Suggestion:
    return Suggestion(
        pattern=re.escape(folded).replace(r"\ ", " ").replace("0", r"\d{1,12}"),
        files=seen.files,
        lines=seen.lines,
        examples=tuple(seen.examples),
    )
