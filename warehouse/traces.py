"""Find the articles that an erasure would take: by id, by file, or by a person's name.

A name is looked for as it is written, whatever its case and spacing: Vietnamese marks
tell people apart, so `Hoa` is never `Hòa`; only the place of a tone mark, of which
there are two schools (`Hòa`, `Hoà`), does not matter. It is found in the whole text of
every page that was ever read, and among the persons that were read off it. Where it may
be a piece of a longer name (`Trần Lê An` for `Lê An`) it is found but not sure.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from transforms.reading.normal import nfc
from warehouse.connect import read_only
from warehouse.metadata import metadata
from warehouse.tables import dim_person

# Where the two schools differ: the tone stands on the first or the second letter.
SCHOOLS = [
    (tone + rest, first + other)
    for tones, others, first, rest in (
        ("òóỏõọ", "àáảãạ", "o", "a"),
        ("òóỏõọ", "èéẻẽẹ", "o", "e"),
        ("ùúủũụ", "ỳýỷỹỵ", "u", "y"),
    )
    for tone, other in zip(tones, others, strict=True)
]
OTHER_SCHOOL = {
    cased(one): cased(other)
    for old, new in SCHOOLS
    for one, other in ((old, new), (new, old))
    for cased in (str.lower, str.upper, str.capitalize)
}
TONED = re.compile("|".join(OTHER_SCHOOL))
EDGE = r"[^\p{L}\p{M}\p{N}]"
SPACES = "\\s\u00a0\u200b\u00ad"
AROUND = 40  # characters shown on either side
BEFORE = re.compile(r"([^\W\d_]+)(\.?)[ \u00a0]+\Z")
AFTER = re.compile(r"\A[ \u00a0]+([^\W\d_]+)")
# Titles that stand before a name and are no part of it, though written with a capital.
HONORIFICS = frozenset(
    """
    ông bà anh chị em cô chú bác cụ thầy mr mrs ms dr ts ths pgs gs bs ks cn
    nsnd nsưt ngưt ngnd lm ht đđ
    """.split()  # noqa: SIM905 (a table reads better so)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """An article found, and the words around what it was found by."""

    article_id: str
    title: str | None
    outlet: str | None
    published_on: date | None
    versions: int
    files: str
    found: str = ""


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A name that reads the same without marks, and is another for all we know."""

    name: str
    versions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hashes:
    """What an article is barred by."""

    wordings: tuple[str, ...]
    captures: tuple[str, ...]


def by_id(release: Path, article_id: str) -> tuple[Trace, ...]:
    """Return the article that has this id."""
    with read_only(release) as connection:
        return tuple(_traces(connection, {article_id: ""}))


def by_file(release: Path, source_file: str) -> tuple[Trace, ...]:
    """Return the articles that a file of this name ever showed."""
    with read_only(release) as connection:
        ids = connection.execute(
            "select distinct article_id from dim_file "
            "where source_file = ? and article_id is not null",
            [source_file],
        ).fetchall()
        return tuple(_traces(connection, {one: "" for (one,) in ids}))


def by_name(release: Path, name: str) -> tuple[tuple[Trace, ...], tuple[Trace, ...]]:
    """Return the articles that name a person, and those that may name another one."""
    written = spelled(name)
    with read_only(release) as connection:
        sure = dict.fromkeys(_credited(connection, written), "")
        doubtful: dict[str, str] = {}
        for article_id, text in _pages(connection, written):
            around, is_sure = _occurrence(text, name)
            (sure if is_sure or article_id in sure else doubtful)[article_id] = around
        for article_id in sure:
            doubtful.pop(article_id, None)
        return tuple(_traces(connection, sure)), tuple(_traces(connection, doubtful))


def lookalikes(release: Path, name: str) -> tuple[Lookalike, ...]:
    """Return other persons whose names are alike but for their marks."""
    with read_only(release) as connection:
        rows = connection.execute(
            "select person_name, count(distinct article_version_key) from dim_person "
            f"inner join ({_naming()}) as naming using (person_key) "
            "where person_name_folded = replace(strip_accents(lower(?)), 'đ', 'd') "
            "and not regexp_full_match(person_name, ?, 'i') "
            "group by person_name order by person_name",
            [" ".join(nfc(name).split()), spelled(name)],
        ).fetchall()
    return tuple(Lookalike(*row) for row in rows)


def hashes(release: Path, article_ids: Sequence[str]) -> Hashes:
    """Return the wordings of some articles, and the bytes they were read in."""
    with read_only(release) as connection:
        wordings = connection.execute(
            "select distinct content_hash from dim_article_version "
            "inner join dim_article using (article_key) "
            "where list_contains(?, article_id) order by all",
            [list(article_ids)],
        ).fetchall()
        captures = connection.execute(
            "select distinct sha256 from dim_file where list_contains(?, article_id) "
            "order by all",
            [list(article_ids)],
        ).fetchall()
    return Hashes(
        wordings=tuple(one for (one,) in wordings),
        captures=tuple(one for (one,) in captures),
    )


def spelled(name: str) -> str:
    """Return a pattern for a name: any space, either place of a tone mark.

    >>> spelled("Hòa").strip()
    'H(?:òa|oà)'
    """
    return f"[{SPACES}]+".join(map(_either_school, nfc(name).split()))


def _either_school(word: str) -> str:
    return TONED.sub(
        lambda match: f"(?:{match[0]}|{OTHER_SCHOOL[match[0]]})", re.escape(word)
    )


def _pages(
    connection: duckdb.DuckDBPyConnection, written: str
) -> list[tuple[str, str]]:
    """Return each article and page text in which a name is written."""
    return connection.execute(
        "select article_id, page_text from dim_article_version "
        "inner join dim_article using (article_key) "
        "where article_version_key >= 0 and regexp_matches(page_text, ?, 'i') "
        "order by all",
        [f"(^|{EDGE}){written}($|{EDGE})"],
    ).fetchall()


def _credited(connection: duckdb.DuckDBPyConnection, written: str) -> Iterator[str]:
    """Yield the articles whose facts have a person of this very name."""
    rows = connection.execute(
        "select distinct dim_article.article_id from dim_person "
        f"inner join ({_naming()}) as naming using (person_key) "
        "inner join dim_article_version using (article_version_key) "
        "inner join dim_article using (article_key) "
        "where regexp_full_match(dim_person.person_name, ?, 'i')",
        [written],
    ).fetchall()
    for (article_id,) in rows:
        yield article_id


def _naming() -> str:
    """Return a query for every (person_key, article_version_key) of the facts."""
    keys = {"person_key", "article_version_key"}
    facts = [
        table.name
        for table in metadata.sorted_tables
        if table is not dim_person and keys <= set(table.columns.keys())
    ]
    return " union ".join(
        f"select person_key, article_version_key from {fact}" for fact in facts
    )


def _occurrence(text: str, name: str) -> tuple[str, bool]:
    """Return the words around a name's best occurrence, and whether it is sure."""
    shown = ("", False)
    for match in re.finditer(rf"(?<!\w){spelled(name)}(?!\w)", text, re.IGNORECASE):
        around = text[max(0, match.start() - AROUND) : match.end() + AROUND]
        is_sure = not _is_a_piece(text, match)
        if is_sure or not shown[0]:
            shown = (" ".join(around.split()), is_sure)
        if is_sure:
            break
    return shown


def _is_a_piece(text: str, match: re.Match[str]) -> bool:
    """Tell whether a word of a longer name stands right before or after."""
    before = BEFORE.search(text, max(0, match.start() - AROUND), match.start())
    after = AFTER.search(text[match.end() : match.end() + AROUND])
    if before and before[2] and len(before[1]) > 1:  # the end of a sentence, a title
        before = None
    words = [found[1] for found in (before, after) if found]
    return any(_may_be_a_name(word, match[0]) for word in words)


def _may_be_a_name(word: str, name: str) -> bool:
    if word.lower() in HONORIFICS or not word[0].isupper():
        return False
    return len(word) == 1 or not word.isupper() or name.isupper()


def _traces(
    connection: duckdb.DuckDBPyConnection, found: dict[str, str]
) -> Iterator[Trace]:
    rows = connection.execute(
        "select a.article_id, any_value(v.title) filter (where v.is_current), "
        "any_value(o.outlet_name), "
        "any_value(v.published_date) filter (where v.is_current), "
        "count(distinct v.article_version_key), "
        "(select string_agg(distinct source_file, '; ' order by source_file) "
        "from dim_file where dim_file.article_id = a.article_id) "
        "from dim_article as a inner join dim_article_version as v using (article_key) "
        "inner join dim_outlet as o on a.outlet_key = o.outlet_key "
        "where a.article_key >= 0 and list_contains(?, a.article_id) "
        "group by a.article_id order by a.article_id",
        [list(found)],
    ).fetchall()
    for article_id, title, outlet, day, versions, files in rows:
        yield Trace(
            article_id=article_id,
            title=title,
            outlet=outlet,
            published_on=day,
            versions=versions,
            files=files or "",
            found=found[article_id],
        )
