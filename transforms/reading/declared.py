"""Read what a page's structured data declares: meta and link elements, JSON-LD, time.

Values are as written, stripped; what they mean is decided elsewhere. Sources: the Open
Graph protocol, schema.org, Dublin Core in HTML, and the HTML standard.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from html import unescape
from typing import cast
from urllib.parse import urljoin, urlsplit

from lxml.etree import XPath
from lxml.etree import _Element as Element

from transforms.reading.normal import normal
from transforms.records import Declared

META = {  # the name, property or itemprop of a meta element -> what it declares
    "og:url": "url",
    "og:title": "title",
    "article:published_time": "published",
    "og:published_time": "published",
    "datepublished": "published",
    "pubdate": "published",
    "publishdate": "published",
    "publish-date": "published",
    "date": "published",
    "dc.date": "published",
    "dc.date.issued": "published",
    "dc.date.created": "published",
    "dcterms.created": "published",
    "dcterms.issued": "published",
    "article:modified_time": "modified",
    "og:updated_time": "modified",
    "datemodified": "modified",
    "dc.date.modified": "modified",
    "dcterms.modified": "modified",
    "author": "author",
    "article:author": "author",
    "dc.creator": "author",
    "dcterms.creator": "author",
    "parsely-author": "author",
    "sailthru.author": "author",
    "og:site_name": "outlet",
    "article:section": "section",
    "articlesection": "section",
    "description": "description",
    "og:description": "description",
    "og:type": "kind",
}
NAMING_ATTRIBUTES = ("property", "name", "itemprop")
# "twitter:label1" says what "twitter:data1" is; WordPress names the author so
LABELLED = {"written by": "author", "được viết bởi": "author", "tác giả": "author"}
DATES = {"datepublished": "published", "datemodified": "modified"}
JSON_LD = {  # a key of an article's object -> what it declares
    "headline": "title",
    "datePublished": "published",
    "dateModified": "modified",
    "articleSection": "section",
    "inLanguage": "language",
    "description": "description",
}
ARTICLE_TYPES = ("Article", "BlogPosting", "MediaPosting", "Report")  # as endings
# a time there is no ours; but for the article's own footer
OTHERS_STORIES = ("nav", "aside", "footer", "a")
# a link under the headline to a page of somebody's stories
AUTHOR_LINKS = XPath(
    "(//h1)[1]/following::a[contains(concat(' ', @rel, ' '), ' author ')"
    " or contains(@href, '/author/') or contains(@href, '/authors/')"
    " or contains(@href, '/contributor') or contains(@href, '/tac-gia/')]"
    "[not(ancestor::nav or ancestor::aside"
    " or ancestor::footer[not(ancestor::article)])]"
)
MOST_AUTHOR_LINKS = 4  # a picture may come first
ASKED = ("link", "html", "title", "meta", "script", "time")
MOST_JSON_CHARS = 1_000_000
MOST_JSON_OBJECTS = 1_000
MOST_TIMES = 50
MOST_AROUND, MOST_SAID = 3, 40  # elements, characters
# "Cập nhật" is how the Vietnamese press dates a page
CHANGED = re.compile(
    r"\b(?:updated|modified|edited|reviewed|(?:chỉnh )?sửa lần cuối)"
    r"\W{0,3}(?:on|by|at|lúc)?$"
)


def declared_values(root: Element) -> tuple[Declared, ...]:
    """Return the values a page declares, each once, in the order of their kinds."""
    elements = _told_apart(root)
    links = list(_links(elements["link"]))
    found = [
        *links,
        *_language(elements["html"]),
        *_title(elements["title"]),
        *_metas(elements["meta"]),
        *_labelled(elements["meta"]),
        *_json_ld(elements["script"]),
        *_times(elements["time"], links[0].value if links else ""),
        *_author_links(root),
    ]
    return tuple(dict.fromkeys(value for value in found if value.value))


def _told_apart(root: Element) -> defaultdict[str, list[Element]]:
    """Return a page's elements by name; what is marked as a date counts as a time."""
    elements = defaultdict[str, list[Element]](list)
    for element in root.iter(*ASKED):
        elements[str(element.tag)].append(element)
    for element in root.iterfind(".//*[@itemprop]"):
        if element.tag not in ("meta", "time"):
            elements["time"].append(element)
    return elements


def _value(name: str, text: object, source: str) -> Declared:
    """Give a value as it is meant: pages escape theirs twice, or within JSON."""
    meant = str(text) if name == "url" else unescape(str(text))
    return Declared(name=name, value=normal(meant).strip(), source=source)


def _is_absolute(url: str) -> bool:
    return url.strip().lower().startswith(("http://", "https://"))


def _attribute(element: Element, name: str) -> str:
    return element.get(name, "")


def _text(element: Element) -> str:
    return "".join(map(str, element.itertext()))


def _links(links: list[Element]) -> Iterator[Declared]:
    for link in links:
        href = _attribute(link, "href")
        is_canonical = "canonical" in _attribute(link, "rel").lower().split()
        if is_canonical and _is_absolute(href):
            yield _value("url", href, "link:canonical")


def _language(roots: list[Element]) -> Iterator[Declared]:
    for root in roots[:1]:
        yield _value("language", _attribute(root, "lang"), "html:lang")


def _title(titles: list[Element]) -> Iterator[Declared]:
    ours = [title for title in titles if next(title.iterancestors("svg"), None) is None]
    for title in ours[:1]:  # an icon has its title, too
        yield _value("title", " ".join(_text(title).split()), "title")


def _metas(metas: list[Element]) -> Iterator[Declared]:
    for meta in metas:
        content = _attribute(meta, "content")
        for naming in NAMING_ATTRIBUTES:
            key = _attribute(meta, naming).strip().lower()
            name = META.get(key)
            if name and (name != "url" or _is_absolute(content)):
                yield _value(name, content, f"meta:{key}")


def _labelled(metas: list[Element]) -> Iterator[Declared]:
    """Give the values of pairs of meta elements, a label and what it labels."""
    named = {
        _attribute(meta, naming): _attribute(meta, "content")
        for meta in metas
        for naming in ("name", "property")
    }
    for number in "12":
        label = named.get(f"twitter:label{number}", "").strip().lower()
        if label in LABELLED:
            key = f"twitter:data{number}"
            yield _value(LABELLED[label], named.get(key, ""), f"meta:{key}")


def _times(elements: list[Element], url: str) -> Iterator[Declared]:
    """Give the moments of time elements, none of another story than that at url."""
    for element in elements[:MOST_TIMES]:
        key = _attribute(element, "itemprop").strip().lower()
        moment = _attribute(element, "datetime") or _attribute(element, "content")
        if (element.tag == "time" or key in DATES) and not _is_others(element, url):
            source = f"{element.tag}:{key}" if key else str(element.tag)
            usual = "modified" if CHANGED.search(_said_before(element)) else "published"
            yield _value(DATES.get(key, usual), moment, source)


def _said_before(element: Element) -> str:
    """Return the words right before an element, or before what it begins."""
    one: Element | None = element
    for _ in range(MOST_AROUND):
        if one is None:
            break
        last = one.getprevious()
        around = one.getparent()
        said = ((last.tail or "").strip() or _text(last)) if last is not None else ""
        if last is None and around is not None:
            said = around.text or ""
        if said.strip():
            return str(said).strip()[-MOST_SAID:].lower()
        one = around
    return ""


def _author_links(root: Element) -> Iterator[Declared]:
    """Give what the first links to a page of an author's stories say."""
    links = cast("list[Element]", AUTHOR_LINKS(root))
    for link in links[:MOST_AUTHOR_LINKS]:
        yield _value("signed", " ".join(_text(link).split()), "a:author")


def _is_others(element: Element, url: str) -> bool:
    """Tell whether it stands in what is about other stories, or in a link to one.

    An article's own footer and the permalink of one under its headline are ours.
    """
    article = next(element.iterancestors("article"), None)
    for one in element.iterancestors(*OTHERS_STORIES):
        if one.tag == "footer":
            is_own = article is not None
        else:
            is_own = one.tag == "a" and (
                _leads_to(one, url) or _is_permalink(one, article)
            )
        if not is_own:
            return True
    return False


def _is_permalink(link: Element, article: Element | None) -> bool:
    is_marked = "bookmark" in _attribute(link, "rel").lower().split()
    return is_marked and article is not None and article.find(".//h1") is not None


def _leads_to(link: Element, url: str) -> bool:
    """Tell whether a link leads to the page itself, or to a place on it."""
    try:
        own = urlsplit(url)
        target = urlsplit(urljoin(url, _attribute(link, "href")))
    except ValueError:  # no address
        return False
    is_same = target.netloc == own.netloc and target.query == own.query
    return is_same and len(own.path) > 1 and target.path.startswith(own.path)


def _json_ld(scripts: list[Element]) -> Iterator[Declared]:
    texts = [_text(s) for s in scripts if "ld+json" in _attribute(s, "type")]
    things = [thing for text in texts for thing in _things(_loaded(text))]
    for thing in things:
        yield from _kinds(thing)
    articles = [thing for thing in things if _is_article(thing)]
    named = {str(thing["@id"]): thing for thing in things if "@id" in thing}
    for article in articles:
        if article.get("headline") == articles[0].get("headline"):  # not a related one
            yield from _of_article(article, named)


def _loaded(text: str) -> object:
    """Return the JSON of a script; None for what is malformed, too large or deep."""
    if len(text) > MOST_JSON_CHARS:
        return None
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _things(data: object) -> Iterator[dict[str, object]]:
    """Give the objects a page is about: at the top, in a graph, or its main entity.

    No deeper, for what lies deeper is another thing, such as a related story.
    """
    waiting = [data]
    for _ in range(MOST_JSON_OBJECTS):
        if not waiting:
            return
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item[:MOST_JSON_OBJECTS]))
        elif isinstance(item, dict):
            yield item
            waiting.extend(item[key] for key in ("mainEntity", "@graph") if key in item)


def _types(thing: dict[str, object]) -> list[str]:
    return [kind for kind in _listed(thing.get("@type")) if isinstance(kind, str)]


def _is_article(thing: dict[str, object]) -> bool:
    return any(kind.endswith(ARTICLE_TYPES) for kind in _types(thing))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _kinds(thing: dict[str, object]) -> Iterator[Declared]:
    for kind in _types(thing):
        yield _value("kind", kind, "json-ld:@type")


def _of_article(
    thing: dict[str, object], named: dict[str, dict[str, object]]
) -> Iterator[Declared]:
    for key, name in JSON_LD.items():
        for value in _listed(thing.get(key)):
            if isinstance(value, str):
                yield _value(name, value, f"json-ld:{key}")
    for name, key in (("author", "author"), ("outlet", "publisher")):
        for value in _names(thing.get(key), named):
            yield _value(name, value, f"json-ld:{key}")


def _names(value: object, named: dict[str, dict[str, object]]) -> Iterator[str]:
    """Give the names of people or organisations: bare, as objects, or by their @id."""
    for one in _listed(value):
        if isinstance(one, dict) and "name" not in one:
            one = named.get(str(one.get("@id")), one)  # noqa: PLW2901
        name = one.get("name") if isinstance(one, dict) else one
        yield from (part for part in _listed(name) if isinstance(part, str))
