"""Read the lines that say who made an article: bylines, photo credits, signatures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from transforms.stripping.lines import fold
from transforms.stripping.names import is_acronym, is_name, is_vouched_name, name_case
from transforms.stripping.vocabulary import any_of, phrases, words

MOST_CHARS = 160
MOST_BARE_CHARS = 90
MOST_LOOSE_WORDS = (
    10  # after a label such as "Tin, ảnh:" anything this short is a credit
)

LABELS = [phrases(f"{role}_labels") for role in ("author", "photo", "other")]
UNIT = f"(?:{any_of(*LABELS)})"
LABEL = re.compile(
    r"(?:^|[,;.|/(–—-]\s{0,3}|\s{2,4}|\s(?=(?-i:Ảnh|ẢNH|Tin|Bài)))"
    rf"({UNIT}(?:\s?(?:,|và|-|–|/|&|\+|\s)\s?{UNIT}){{0,3}})\s?(?::|(?=\s-\s))",
    re.IGNORECASE,
)
BARE_LABEL = re.compile(
    rf"({UNIT}(?:\s?(?:,|và|-|–|/|&|\+)\s?{UNIT}){{1,3}}|ảnh)\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
# "(bài và ảnh)" after a name: what its bearer made
ROLES_ASIDE = re.compile(rf"{UNIT}(?:\s?(?:,|và|-|–|/|&|\+)\s?{UNIT}){{1,3}}")
AUTHOR = re.compile(rf"\b(?:{any_of(LABELS[0])})\b")
PHOTO = re.compile(rf"\b(?:{any_of(LABELS[1])})\b")
# "PHÓ CHỦ TỊCH", over the name; nobody signs as "Bà Hạ Vy"
NO_SIGNER = re.compile(rf"(?:(?:{any_of(phrases('posts'))})\s?){{1,4}}|(?:ông|bà) .+")
ART = re.compile(any_of(phrases("art_labels")))
SPLIT = re.compile(
    r"\s*(?:[,;/&+|]|\s[-–—]{1,2}\s|(?<=\w)[–—](?=\w)|\s(?:và|and)\s)\s*"
)
ASIDE = re.compile(r"\([^()]{0,60}\)?|\[[^\[\]]{0,60}\]|\S{1,40}@\S{1,40}")
UNIT_CODE = re.compile(r"\b[A-ZĐ]{2,5}\d{1,3}\b")  # of the police: "PV05"
STRAY = re.compile(r"[\s,.;:–—|()-]+")
WORK = re.compile(
    rf"\s*\(?\b(?:{any_of(phrases('work_notes'), phrases('buttons'))})\b\.?\)?\s*$",
    re.IGNORECASE,
)
HONOUR = rf"(?:{any_of(map(re.escape, phrases('honorifics')))})\b\.?[\s,:-]{{0,3}}"
HONOURS = re.compile(rf"(?:{HONOUR}){{1,4}}(?=[^\W\d_])", re.IGNORECASE)
ONLY_HONOURS = re.compile(rf"(?:{HONOUR}){{1,4}}", re.IGNORECASE)
# what parts a name from its bearer's office: a comma, a dash, a bracket
PLACED = re.compile(r"\s?(?:,|\s[-–—]|[-–—]\s|[|/(])\s?")
UNIT_HEAD = re.compile(rf"(?:{any_of(phrases('units'))})\b")
POST_HEAD = re.compile(rf"(?:{any_of(phrases('posts'), phrases('units'))})\b")
DOING = re.compile(rf"\b(?:{any_of(phrases('doings'))})\b")
PEN_NAME_WORDS = range(2, 5)
MOST_POST_WORDS, MOST_UNIT_WORDS = 14, 8
BY = re.compile(
    rf"\W{{0,2}}(?:{any_of(phrases('by_words'))})\s{{1,3}}(?=[^\W\d_])", re.IGNORECASE
)
SOURCE_HEAD = re.compile(rf"(?:{any_of(phrases('source_heads'))})\b")
GIVER = re.compile(rf"(?:{any_of(phrases('givers'))})\b")
# a signature glued to the end of the last paragraph: with its label, or after "./."
GLUED = re.compile(
    r"[.!?…”\"/]\s{1,30}([^\W\d_a-z][^.:]{1,30}:\s?[^:]{2,60})$"
    r"|/\.\s{1,30}([^\W\d_a-z][^:;,]{2,40})$"
)
NAME_FIRST = re.compile(  # "Place, date" has a comma
    r"[^\d|•:/(),]{3,60}?(?=\s?(?:\([^()\d]{2,30}\)\s{0,2})?(?:lúc|ngày)?\s?:?\s?[\d|•])",
    re.IGNORECASE,
)
STAMPED = re.compile(
    r"(?:tác giả|người viết|phóng viên|được đăng bởi|(?<!đăng )\bbởi|\bby)\s?:?\s{0,2}"
    r"([^\d|,;:()–-]{2,40})",
    re.IGNORECASE,
)
DAY = re.compile(
    r"(?<![\d/.-])\d{1,2}(?:[/.-]\d{1,2}[/.-]| (?:tháng|thg) \d{1,2},? (?:năm )?)"
    r"(?:19|20)\d\d"
    r"(?!\d)",
    re.IGNORECASE,
)
VIEWS = r"(?:số )?(?:lượt|lần) (?:xem|đọc) ?:? ?\d[\d.,]{0,14}"
MOMENT = re.compile(
    rf"{DAY.pattern}|{VIEWS}|\d{{1,2}}[:h]\d\d(?::\d\d)?|\(?gmt ?\+ ?\d{{1,2}}\)?"
    r"|\b(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|ngày|lúc)\b",
    re.IGNORECASE,
)
STAMPED_END = re.compile(r"(?<=\w\w)\.\s|\svào lúc\b")  # no initial's dot
NO_SIGNATURE = re.compile(r"[:\d]|[!?;…\"”]$")  # in a line of names without a label
THEO = re.compile(r"\(?\s*theo:?\s+", re.IGNORECASE)
PHOTO_TAIL = re.compile(
    r"(?:^|[.!?…”\"'’)\](\[–—|;,/_-]\s{0,3}|\s(?=(?-i:Ảnh|ẢNH|Photo)))"
    r"((?:nguồn ảnh|hình ảnh|ảnh minh h[oọ][ạa]|ảnh tư liệu|ảnh|photos?(?: by)?|hình"
    r"|tranh)"
    r"(?:\s?[:/]\s?[^:]{1,70}"
    r"|\s(?:minh h[oọ][ạa]|tư liệu|(?:từ )?internet|TTXVN|CTV|tl|st|nvcc)\b[^:]{0,40})"
    r"|(?:ảnh|photo)\s(?:minh h[oọ][ạa]|tư liệu)[.)\s]{0,3})$",
    re.IGNORECASE,
)

# "... Ảnh X.", "... (Ảnh X)": without a colon, so a name or a giver has to follow
BARE_TAIL = re.compile(
    r"(?:[.!?…”\"]\s{1,3}(?:[-–—]\s)?|\()"
    r"((?:[A-Z]{2,8}(?:/[A-Z]{2,8})?\s)?(?:Ảnh|ẢNH|Photo(?:\sby)?)\s([^:.()]{2,60}))"
    r"[.)\s]{0,3}$"
)
GIVEN = re.compile(r"\b(?:cung cấp|chụp|gửi|phát|NVCC|nvcc|CTV|tư liệu)$")
SOURCE_TAIL = re.compile(
    r"\((?:Nguồn|Theo):? [^()]{2,60}\)\.?$"
    r"|[.!?…”\"]\s{1,2}(?:Nguồn )?(?:[Vv]ideo|[Cc]lip|[Đđ]ồ họa): [^:()]{2,60}$"
)
MOST_SOURCED_WORDS = 30
TAIL_LABEL = re.compile(
    r"(?:(?-i:[A-Z]{2,8}(?:/[A-Z]{2,8})?)\s)?"
    r"(?:nguồn ảnh|hình ảnh|ảnh|photos?(?: by)?|hình)\s{0,2}[:/]?\s{0,2}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Signed:
    """A person signed in a text: offsets are in that text."""

    person: str
    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Signature:
    """A line that signs an article.

    `kind` is byline or photo_credit; `labelled` says that the line itself tells so
    ("Tin, ảnh: ..."), not only its place on the page.
    """

    kind: str
    labelled: bool
    signed: tuple[Signed, ...]


@lru_cache(maxsize=4096)
def read_signature(text: str) -> Signature | None:
    """Read a line as a signature, or return None where it cannot be one."""
    if len(text) > MOST_CHARS:
        return None
    return _labelled(text) or _bare(text) or _posted(text)


@lru_cache(maxsize=4096)
def labelled_signature(text: str) -> Signature | None:
    """Read a line as a signature that itself tells it is one: it has a label."""
    if len(text) > MOST_CHARS:
        return None
    may_tell = "(" in text or "[" in text or BY.match(text)
    found = _labelled(text) or (_bare(text) if may_tell else None)
    return found if found and found.labelled else None


def _labelled(text: str) -> Signature | None:
    may_be = ":" in text or "-" in text  # one of them ends every label
    labels = list(LABEL.finditer(text)) if may_be else []
    if not labels:
        bare = BARE_LABEL.match(text)
        if not bare or not _is_strict(text[bare.end() :]):
            return None
        labels = [bare]
    head = text[: labels[0].start()].strip(" ,;.-–—|()")
    if head and not _is_strict(head, told=False):
        return None
    ends = [m.start() for m in labels[1:]] + [len(text)]
    parts = [(fold(m[1]), m.end(), end) for m, end in zip(labels, ends, strict=True)]
    if not all(_fits(label, text[a:b]) for label, a, b in parts):
        return None
    signed = [*_signed(text, (0, labels[0].start()), ("author",))] if head else []
    for label, a, b in parts:
        signed += _signed(text, (a, b), _roles(label))
    photo_only = not head and all(_is_of_picture(label) for label, _, _ in parts)
    return Signature("photo_credit" if photo_only else "byline", True, tuple(signed))


def _roles(label: str) -> tuple[str, ...]:
    author = ("author",) if AUTHOR.search(label) else ()
    return author + (("photographer",) if PHOTO.search(label) else ())


def _is_of_picture(label: str) -> bool:
    return _roles(label) == ("photographer",) or ART.fullmatch(label) is not None


def _fits(label: str, value: str) -> bool:
    """Tell whether this can follow the label: after two units anything short can."""
    value = value.strip(" ,;.-–—|()")
    if not value:
        return False
    if len(_roles(label)) > 1 and len(value.split()) <= MOST_LOOSE_WORDS:
        return True
    return _is_strict(value)


def _is_strict(value: str, *, told: bool = True) -> bool:
    """Tell whether the value consists of names and sources only."""
    named, only_honours = [], False
    for _, _, piece in _pieces(value):
        if is_name(piece, told=told) or is_source(piece) or (told and _gives(piece)):
            named.append(piece)
        elif ONLY_HONOURS.fullmatch(piece):
            only_honours = True
        else:
            return False
    if only_honours:  # they need a name
        return not all(map(ONLY_HONOURS.fullmatch, named))
    return bool(named)


def _gives(text: str) -> bool:
    """Tell whether a text names who gave a picture: an office, a device."""
    return GIVER.match(fold(text)) is not None


def is_source(text: str) -> bool:
    """Tell whether a text names an agency, an outlet or a stock of pictures."""
    folded = fold(text).strip(" .()")
    if folded in words("sources") or folded in words("agencies"):
        return True
    if SOURCE_HEAD.match(folded):
        return True
    if re.fullmatch(r"(?:[\w-]{2,40}\.){1,3}[a-z]{2,4}", folded):
        return True
    if UNIT_CODE.fullmatch(text.strip()):
        return True
    return is_acronym(re.split(r"[-\s.]", text.strip(), maxsplit=1)[0])


def _pieces(value: str) -> Iterator[tuple[int, int, str]]:
    """Split "A - B (Báo C)" into (start, end, text) of its names and sources."""
    masked = _without_asides(value)
    at = 0
    for cut in [*SPLIT.finditer(masked), None]:
        end = cut.start() if cut else len(masked)
        if piece := _trim(masked, at, end):
            yield piece
        at = cut.end() if cut else end


def _without_asides(text: str) -> str:
    """Blank out what stands in brackets, and e-mail addresses."""
    if not any(sign in text for sign in "([@"):
        return text
    return ASIDE.sub(lambda m: " " * len(m.group()), text)


def _trim(text: str, start: int, end: int) -> tuple[int, int, str] | None:
    """Take ranks, "theo", "(thực hiện)" and stray signs off a name."""
    end = start + len(WORK.sub("", text[start:end]).rstrip(" ,;:-–—|()…"))
    if (
        end > start
        and text[end - 1] == "."
        and not re.search(r"\.\w\.$", text[start:end])
    ):
        end -= 1
    for lead in (STRAY, THEO, HONOURS):
        if match := lead.match(text[start:end]):
            start += match.end()
    return (start, end, text[start:end]) if end > start else None


def _signed(
    text: str, span: tuple[int, int], roles: tuple[str, ...]
) -> Iterator[Signed]:
    offset = span[0]
    for start, end, piece in _pieces(text[offset : span[1]]):
        if NO_SIGNER.fullmatch(fold(piece)):
            continue
        if is_name(piece, told=True) and not is_source(piece) and not _gives(piece):
            for role in roles:
                yield Signed(name_case(piece), role, offset + start, offset + end)


def _bare(text: str) -> Signature | None:
    """Read a line of names without a label: only its place can prove it."""
    if len(text) > MOST_BARE_CHARS:
        return None
    words_left = _without_asides(text).strip()
    if not words_left or NO_SIGNATURE.search(UNIT_CODE.sub("", words_left)):
        return None
    opening = BY.match(text)
    start = opening.end() if opening else 0
    is_titled = HONOURS.match(text) is not None
    asides = [fold(a).strip("()[] .") for a in ASIDE.findall(text)]
    told = opening is not None or any(map(ROLES_ASIDE.fullmatch, asides))
    if not _is_strict(text[start:], told=told or is_titled):
        return None
    photo = any(map(PHOTO.search, asides))
    roles = ("author", "photographer") if photo else ("author",)
    signed = tuple(_signed(text, (start, len(text)), roles))
    return Signature("byline", told and bool(opening or signed), signed)


def _posted(text: str) -> Signature | None:
    """Read "Name - Unit" or "Rank NAME, post": a name, then where its bearer serves."""
    lead = HONOURS.match(text)
    start = lead.end() if lead and not fold(lead[0]).startswith("đồng chí") else 0
    cut = PLACED.search(text, start)
    if not cut or text[-1] in ".:;!?…":
        return None
    name, post = text[start : cut.start()], fold(text[cut.end() :]).strip(" ()")
    if NO_SIGNER.fullmatch(fold(name)) or len(name.split()) == 1:
        return None
    if not (is_name(name) and is_vouched_name(name)):
        return None
    fits = POST_HEAD.match(post) and not DOING.search(post)
    if not fits or len(post.split()) > MOST_POST_WORDS:
        return None
    end = start + len(name.rstrip())
    signed = Signed(name_case(name.strip()), "author", start, end)
    return Signature("byline", False, (signed,))


def is_unit(text: str) -> bool:
    """Tell whether a line only names who works: "Phòng Tổ chức", "(TH)"."""
    if len(text) > MOST_BARE_CHARS or text[-1] in ".:;!?…":
        return False
    folded = fold(text).strip(" ()")
    if folded in phrases("work_notes"):
        return text[0] == "(" or text.isupper()
    short = len(folded.split()) <= MOST_UNIT_WORDS
    return bool(short and UNIT_HEAD.match(folded)) and not DOING.search(folded)


def pen_name(text: str) -> tuple[Signed, ...]:
    """Read a line in capitals as a pen name: only its place can prove it."""
    fits = len(text.split()) in PEN_NAME_WORDS and text.isupper()
    return tuple(_signed(text, (0, len(text)), ("author",))) if fits else ()


def glued_signature(text: str) -> tuple[int, str] | None:
    """Return where a signature at the end of a paragraph starts, and its kind."""
    offset = max(0, len(text) - 110)
    if text.find(":", offset) < 0 and text.find("/.", offset) < 0:
        return None
    match = GLUED.search(text, offset)
    if not match:
        return None
    start = match.start(match.lastindex or 0)
    found = read_signature(text[start:])
    told = found and (found.labelled or (match.lastindex == 2 and found.signed))  # noqa: PLR2004
    return (start, found.kind) if found and told else None


def signed_stamp(text: str) -> Signed | None:
    """Return whom a line names that is but a name and a day: "Hà An | 6/10/2022".

    >>> signed_stamp("07:00, 06/10/2022 VŨ AN").person
    'Vũ An'
    """
    if len(text) > MOST_CHARS or not DAY.search(text):
        return None
    name = MOMENT.sub(" ", text).strip(" ,;.|•·–—-")
    start = text.find(name)
    if start < 0 or not (is_name(name) and is_vouched_name(name)) or name.isalpha():
        return None
    end = start + len(name)
    is_place = text[end:].startswith(",")  # "Place, date"
    return None if is_place else Signed(name_case(name), "author", start, end)


def stamped(text: str) -> tuple[Signed, ...]:
    """Return the author whom a line with the publication stamp names."""
    if alone := signed_stamp(text):
        return (alone,)
    if match := STAMPED.search(text):
        stop = STAMPED_END.search(text, *match.span(1))
        end = stop.start() if stop else match.end(1)
        return tuple(_signed(text, (match.start(1), end), ("author",)))
    first = NAME_FIRST.match(text)
    signed = _signed(text, first.span(), ("author",)) if first else ()
    return tuple(
        s for s in signed if is_vouched_name(s.person) and not s.person.isalpha()
    )


def photo_tail(text: str) -> int | None:
    """Return where the credit at the end of a caption starts, if it has one."""
    offset = max(0, len(text) - 90)
    if match := PHOTO_TAIL.search(text, offset):
        return match.start(1)
    match = BARE_TAIL.search(text, offset)
    told = match and (GIVEN.search(match[2]) or _is_strict(match[2], told=False))
    return match.start(1) if match and told else None


def ends_with_source(text: str) -> bool:
    """Tell whether a short line ends with "(Nguồn: ...)" or "Video: ..."."""
    short = len(text) <= MOST_CHARS and len(text.split()) <= MOST_SOURCED_WORDS
    return short and SOURCE_TAIL.search(text) is not None


def tail_signed(text: str, at: int) -> tuple[Signed, ...]:
    """Return the photographers whom the credit from an offset on names."""
    label = TAIL_LABEL.match(text, at)
    if not label:
        return ()
    start = label.end()
    return tuple(_signed(text, (start, len(text)), ("photographer",)))


def tail_source(text: str, known: frozenset[str]) -> str | None:
    """Return the first of a credit's pieces that is among the known, as written."""
    inner = [m[1] for m in re.finditer(r"\(([^()]{2,30})\)", text)]
    label = LABEL.search(text)
    value = text[label.end() :] if label else text
    for _, _, piece in [*_pieces(value), *((0, 0, THEO.sub("", i)) for i in inner)]:
        if fold(piece).strip(" .") in known:
            return piece.strip(" .")
    return None
