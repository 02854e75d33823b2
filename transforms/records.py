r"""The records that travel through the pipeline, in the order they appear.

    RawFile --read_page--> Page --strip--> Stripped --describe--> Article
                  \-> Rejected (bad input is a value, with a reason)

All are frozen: a step never edits what it was given, it returns something new.

Spans are code points in `Page.text`, end exclusive; `page.text[start:end]` gives the
text back. Line numbers count from 1 over LF. A span is None only where the value was
read from the page's structured data (meta elements, JSON-LD), which is no page text.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from transforms.text_records import Sentences


class MediaType(StrEnum):
    """What the bytes are, told by the bytes."""

    TEXT = "text"
    HTML = "html"


class Reason(StrEnum):
    """Why a file gave no article. The values are stored, so never rename one."""

    LITTER = "litter"  # .DS_Store, Thumbs.db ...: ignored, not quarantined
    EMPTY = "empty"
    UNKNOWN_TYPE = "unknown_type"
    UNDECODABLE = "undecodable"
    CORRUPT_ARCHIVE = "corrupt_archive"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"
    OUTSIDE_LINK = "outside_link"
    NO_ARTICLE = "no_article"
    INDEX_PAGE = "index_page"
    ERROR_PAGE = "error_page"
    LOGIN_PAGE = "login_page"
    PAYWALL = "paywall"
    BROKEN_JSON = "broken_json"
    ARCHIVE = "archive"  # its members have rows of their own: ignored, no quarantine
    ARCHIVE_BOMB = "archive_bomb"
    TOO_MANY_MEMBERS = "too_many_members"
    NESTED_TOO_DEEP = "nested_too_deep"
    CORRUPT_MEMBER = "corrupt_member"
    ENCRYPTED_MEMBER = "encrypted_member"
    MEMBER_LINK = "member_link"  # or a device: what an archive has beside files
    ERASED = "erased"  # ignored: it was erased for good and must not come back
    READER_FAILED = "reader_failed"  # a bug met on one file: the night goes on
    READER_DIED = "reader_died"  # it ended the process that read it
    TOO_SLOW = "too_slow"  # to read
    TOO_MUCH_MEMORY = "too_much_memory"  # to read


class Precision(StrEnum):
    """How exactly a date is known."""

    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFile:
    """One file exactly as it lies in the landing folder, or a member of an archive.

    `source_file` is relative to that folder, printable: `tin/a.txt`, `a.zip!/b.txt`;
    `sha256` is of `raw`.
    """

    source_file: str
    sha256: str
    raw: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A file that is not to be read as a page, and why.

    `sha256` is None where its bytes were not taken or are to be looked at again.
    """

    source_file: str
    reason: Reason
    detail: str
    sha256: str | None = None
    byte_count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """Bytes that gave no article, and why. `detail` is one sentence for a person."""

    reason: Reason
    detail: str
    encoding: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One non-blank text block of a page: a line of a text file, a block of HTML.

    `tag` is the innermost block element's name ("" in text files). `hints` are facts
    of the markup that rules may use: names of ancestors that matter ("nav", "aside",
    "footer", "header", "figure", "figcaption", "form", "button", "table", "li",
    "blockquote", "article", "main", "h1" ...), "strong" and "em" where all of it is in
    bold or italics, "right" where it is set to the right, "hidden" where no reader
    sees it, and tokens of class and id, each as "." + token. `link_share` is how much
    of the text stands inside links, 0 to 1. `path` numbers the boxes around it, the
    outermost first: blocks whose paths begin alike stand together. `picture` is what a
    picture right before it says of itself, "" where it says nothing, None where there
    is none.
    """

    line_no: int
    char_start: int
    char_end: int
    text: str
    tag: str = ""
    hints: frozenset[str] = frozenset()
    link_share: float = 0.0
    path: tuple[int, ...] = ()
    picture: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """One value the page's structured data declares: where it stood, and as written.

    `name` is one of url, title, published, modified, author, signed (a link to an
    author's page), outlet, section, language, description, kind; `source` says where:
    "link:canonical", "meta:article:published_time", "json-ld:datePublished", "time" ...
    """

    name: str
    value: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A decoded page: its text, its non-blank blocks in order, what it declares."""

    media_type: MediaType
    encoding: str
    text: str
    blocks: tuple[Block, ...]
    declared: tuple[Declared, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of page text that is kept: `page.text[char_start:char_end]`."""

    line_no: int
    char_start: int
    char_end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedBlock:
    """A stretch of page text that is not the story, and the rule that says so."""

    line_no: int
    char_start: int
    char_end: int
    kind: str
    rule: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stripped:
    """A page told apart into its title, its story and what is neither.

    Title, body and removed never overlap and, together, hold every character of the
    page text that is not white space.
    Pieces of `body` with one `line_no` belong to one block.
    """

    title: Piece | None
    body: tuple[Piece, ...]
    removed: tuple[RemovedBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A person credited with the article. `role` is "author" or "photographer"."""

    person: str
    role: str
    as_written: str
    line_no: int | None
    char_start: int | None
    char_end: int | None
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """A number a page counter showed.

    `scope` is "page" (views of this article, `period` "total") or "site" (visitors).
    `period` is today, yesterday, week, month, year, total or online; `period_year` and
    `period_month` are those the counter names itself ("Tháng 07", "Năm 2024").
    """

    scope: str
    period: str
    period_year: int | None
    period_month: int | None
    value: int
    as_written: str
    line_no: int | None
    char_start: int | None
    char_end: int | None
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DateClaim:
    """One date span and what it can be taken for.

    `role` is "published", "modified", "event", "latest" (the page cannot be younger:
    a counter's month) or "mentioned". `choice_rank` orders the candidates for the
    article's published date (role "published") or event date (role "event"), smallest
    first; None is evidence only. `date_from`..`date_to` is the range of possible days,
    None where the span alone cannot be placed in time (no year, lunar, no such day).
    `published_at` carries its zone and is None unless the precision is "minute".
    """

    role: str
    span_text: str
    line_no: int | None
    char_start: int | None
    char_end: int | None
    date_from: date | None
    date_to: date | None
    published_at: datetime | None
    precision: Precision
    rule: str
    confidence: float
    choice_rank: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHead:
    """What one page says of its article as a whole.

    `article_id` names the article for good: its canonical URL, else "khobao:" + 16 hex
    digits of outlet, title and stated date (or the story's first words).
    `content_hash` names this wording of it (title, section and body): two pages with
    equal `article_id` and `content_hash` are one version. `outlet_id` is the outlet as
    the page tells it: host name, masthead or agency tag; None where it does not.
    `body_signature` is 64 hashes of word shingles, for likeness between bodies.
    """

    article_id: str
    content_hash: str
    outlet_id: str | None
    url: str | None
    title: str | None
    section: str | None
    lead: str | None
    body: str
    body_hash: str
    body_signature: str
    language: str | None
    agency: str | None
    republished_from: str | None
    word_count: int
    page_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(ArticleHead):
    """An article with all its parts, each with the proof of where it was read."""

    removed: tuple[RemovedBlock, ...] = ()
    credits: tuple[Credit, ...] = ()
    counters: tuple[Counter, ...] = ()
    dates: tuple[DateClaim, ...] = ()
    sentences: Sentences = field(default_factory=Sentences)
    encoding: str = "utf-8"
    warnings: tuple[str, ...] = ()
