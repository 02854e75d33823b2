"""Find the articles that an erasure would take: by id, by file, or by a person's name.

A name is looked for in the whole text of every page that was ever read, among the
persons that were read off it, and in the bytes that are kept: see
`transforms.person_name` for what counts as the name.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from transforms.person_name import Occurrence, occurrence, spelled
from transforms.reading.normal import nfc
from warehouse.connect import read_only
from warehouse.metadata import metadata
from warehouse.tables import dim_person

EDGE = r"[^\p{L}\p{M}\p{N}]"


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
class Loose:
    """Bytes that are kept although no article was read of them; the files they were."""

    sha256: str
    files: str
    found: str


@dataclass(frozen=True, slots=True)
class Named:
    """Articles that name a person, those that may name another, and loose bytes."""

    sure: tuple[Trace, ...]
    doubtful: tuple[Trace, ...]
    loose: tuple[Loose, ...]


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


def by_name(release: Path, name: str, bytes_with_it: Mapping[str, Occurrence]) -> Named:
    """Return what names a person; `bytes_with_it` are kept bytes that do, by sha256."""
    written = spelled(name)
    with read_only(release) as connection:
        holders = _holders(connection, bytes_with_it)
        pages = _pages(connection, written)
        places = [
            *((one, Occurrence("", True)) for one in _credited(connection, written)),
            *((one, occurrence(text, name)) for one, text in pages),
            *((one, bytes_with_it[sha256]) for sha256, one, _ in holders if one),
        ]
        sure = {one: at.around for one, at in places if at and at.is_sure}
        doubtful = {one: at.around for one, at in places if at and one not in sure}
        loose = [
            Loose(sha256, files, bytes_with_it[sha256].around)
            for sha256, article_id, files in holders
            if article_id is None and bytes_with_it[sha256].is_sure
        ]
        return Named(
            tuple(_traces(connection, sure)),
            tuple(_traces(connection, doubtful)),
            tuple(loose),
        )


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


def _holders(
    connection: duckdb.DuckDBPyConnection, digests: Mapping[str, Occurrence]
) -> list[tuple[str, str | None, str]]:
    """Return for each sha256 the article read of it, if any, and its files' names."""
    return connection.execute(
        "select kept.sha256, any_value(dim_file.article_id), "
        "coalesce(string_agg(dim_file.source_file, '; ' order by source_file), '') "
        "from (select unnest(?::varchar[]) as sha256) as kept "
        "left join dim_file on kept.sha256 = dim_file.sha256 group by all order by all",
        [list(digests)],
    ).fetchall()


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
