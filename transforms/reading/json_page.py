"""Take the page out of a JSON object: its html or text, and what the others fields say.

The names of fields are those in use: schema.org's NewsArticle, JSON Feed 1.1, and what
crawlers and extractors write (trafilatura, news-please, newspaper, Scrapy items). Case
and separators of a name don't matter.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from transforms.reading.envelope import declared_url
from transforms.reading.normal import normal
from transforms.records import Declared

HTML = ("html", "rawhtml", "htmlcontent", "contenthtml", "bodyhtml", "htmlbody")
TEXT = """text content body articlebody articletext contenttext maintext plaintext
    fulltext rawtext cleanedtext""".split()  # noqa: SIM905 (a table reads better so)
URL = ("canonicalurl", "url", "link", "permalink", "sourceurl", "originalurl", "uri")
FIELDS = {  # a name without case and separators -> what it declares
    "title": "title",
    "headline": "title",
    "datepublished": "published",
    "published": "published",
    "publishedat": "published",
    "publisheddate": "published",
    "publisheddatetime": "published",
    "publicationdate": "published",
    "publishdate": "published",
    "publishedtime": "published",
    "datepublish": "published",
    "pubdate": "published",
    "date": "published",
    "datemodified": "modified",
    "modified": "modified",
    "modifiedat": "modified",
    "updatedat": "modified",
    "author": "author",
    "authors": "author",
    "byline": "author",
    "sitename": "outlet",
    "publisher": "outlet",
    "section": "section",
    "articlesection": "section",
    "language": "language",
    "lang": "language",
    "inlanguage": "language",
    "description": "description",
}
SEPARATORS = re.compile(r"[\W_]+")
# How objects begin that were meant as JSON, whatever became of their end.
OBJECT = re.compile(r'\s*(?:\[\s*)?\{\s*"(?:[^"\\\n]|\\.){1,200}"\s*:')
WHOLE_PAGE = re.compile(r"<(?:html|head|title|h1)[\s>]", re.IGNORECASE)
MOST_VALUES = 50  # of one field


@dataclass(frozen=True, slots=True)
class JsonPage:
    """The HTML or text of a page in JSON, and what its other fields declare."""

    text: str
    declared: tuple[Declared, ...]


def is_json(text: str) -> bool:
    """Say whether a text begins as JSON objects do, and no prose."""
    return bool(OBJECT.match(text))


def loaded(text: str | bytes) -> object:
    """Return what a JSON text holds; None where it is none."""
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def json_page(thing: object) -> JsonPage | None:
    """Return the page a JSON value holds, itself or in the one object within it."""
    if not isinstance(thing, dict):
        return None
    page = _page(thing)
    if page:
        return page
    inner = [value for value in thing.values() if isinstance(value, dict)]
    pages = [page for one in inner if (page := _page(one))]
    return pages[0] if len(pages) == 1 else None


def _page(thing: dict[str, object]) -> JsonPage | None:
    fields = {SEPARATORS.sub("", key.lower()): key for key in reversed(thing)}
    found = (thing.get(fields.get(name, name)) for name in (*HTML, *TEXT))
    text = next((one for one in found if isinstance(one, str) and one.strip()), None)
    if text is None:
        return None
    declared = tuple(_declared(thing, fields))
    titles = [one.value for one in declared if one.name == "title"]
    return JsonPage(_headed(text, titles), declared)


def _headed(text: str, titles: list[str]) -> str:
    """Return a page's text with its title above it, where the text lacks one."""
    title = " ".join(titles[0].split()) if titles else ""
    if not title or title in text[: len(title) + 200] or WHOLE_PAGE.search(text):
        return text
    if re.match(r"\s*<[A-Za-z]", text):
        return f"<h1>{escape(title)}</h1>{text}"
    return f"{title}\n\n{text}"


def _declared(thing: dict[str, object], fields: dict[str, str]) -> Iterator[Declared]:
    for name in URL:
        if name in fields:
            yield from declared_url(thing[fields[name]], f"json:{fields[name]}")
    for name, key in fields.items():
        if name in FIELDS:
            for value in _words(thing[key]):
                text = normal(value).strip()
                if text:
                    yield Declared(name=FIELDS[name], value=text, source=f"json:{key}")


def _words(value: object) -> Iterator[str]:
    """Give the texts of a field: bare, in a list, or as the names of things."""
    for one in value[:MOST_VALUES] if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str):
            yield name
