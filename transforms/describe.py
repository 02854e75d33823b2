"""Describe a stripped page: everything its article tells of itself, with proof."""

from transforms import identity
from transforms.counters import counters
from transforms.dating.dates import chosen, date_claims
from transforms.reading.language import language
from transforms.records import Article, DateClaim, Page, Piece, Stripped
from transforms.stripping.credits import agency, republished_from
from transforms.stripping.credits import credits as credits_of
from transforms.stripping.strip import section


def describe(page: Page, stripped: Stripped, zone: str) -> Article:
    """Return the article of a page; `zone` reads clock times that name no zone."""
    numbers, number_warnings = counters(page, stripped)
    lines = body_lines(stripped.body)
    body = "\n".join(lines)
    code = language(body, declared(page, "language"))
    claims, date_warnings = date_claims(page, stripped, numbers, zone, code)
    title = stripped.title.text.strip() if stripped.title else declared(page, "title")
    topic = section(page, stripped)
    url = address(page)
    tag = agency(page, stripped)
    outlet = identity.outlet_of_url(url) or declared(page, "outlet") or tag
    return Article(
        article_id=identity.article_id(url, outlet, title, _told_by(claims, body)),
        content_hash=identity.digest(title or "", topic or "", body),
        outlet_id=outlet,
        url=url,
        title=title,
        section=topic,
        lead=lines[0] if lines else None,
        body=body,
        body_hash=identity.digest(body),
        body_signature=identity.signature(body),
        language=code,
        agency=tag,
        republished_from=republished_from(page, stripped),
        word_count=len(body.split()),
        page_text=page.text,
        removed=stripped.removed,
        credits=credits_of(page, stripped),
        counters=numbers,
        dates=claims,
        encoding=page.encoding,
        warnings=_once((*page.warnings, *number_warnings, *date_warnings)),
    )


def body_lines(pieces: tuple[Piece, ...]) -> list[str]:
    """Return the story's blocks, the pieces of one block joined by a space."""
    lines: dict[int, list[str]] = {}
    for piece in pieces:
        lines.setdefault(piece.line_no, []).append(piece.text.strip())
    return [" ".join(filter(None, texts)) for texts in lines.values()]


def declared(page: Page, name: str) -> str | None:
    """Return the first value the page declares under that name."""
    return next((one.value for one in page.declared if one.name == name), None)


def address(page: Page) -> str | None:
    """Return the first address the page declares that names a single page."""
    urls = (one.value for one in page.declared if one.name == "url")
    return next(filter(None, map(identity.canonical_url, urls)), None)


def _told_by(claims: tuple[DateClaim, ...], body: str) -> str:
    """Return the stated day, else the story's first words."""
    stated = chosen(claims, "published")
    day = stated.date_from if stated else None
    return day.isoformat() if day else identity.fingerprint(body)


def _once(warnings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(warnings)))
