"""The words and symbols that legal documents are cited by, from seeds/reference."""

import re
from dataclasses import dataclass
from functools import cache

from transforms.reference import table
from transforms.sentences.phrases import Phrases

# What else than a document's name these words may be: a plan of five years, a verb.
PLAIN_WORDS = frozenset(
    {
        "Báo cáo", "Biên bản", "Bản ghi nhớ", "Bản thỏa thuận", "Chương trình",
        "Công điện", "Công văn", "Dự án", "Hướng dẫn", "Kế hoạch", "Kết luận", "Lệnh",
        "Luật", "Phương án", "Quy chế", "Quy định", "Quyết định", "Thông báo",
        "Tờ trình", "Đề án",
    }
)  # fmt: skip
NEVER_NUMBERED = frozenset(
    {"Bộ luật", "Cương lĩnh chính trị", "Hiến pháp", "Điều lệ Đảng"}
)
LETTER = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document; `is_plain` where its word says other things as well."""

    name: str
    is_plain: bool


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """Types by their words and by their symbols, laws by name, issuers by symbol.

    `local` holds the symbols that many bodies share: TU is any province's committee.
    `triggers` are the first syllables of all that may be cited.
    """

    types: Phrases[DocumentType]
    laws: Phrases[tuple[str, str]]
    by_symbol: dict[str, str]
    issuers: dict[str, str]
    local: frozenset[str]
    triggers: frozenset[str]


@cache
def document_words() -> DocumentWords:
    """Return the words, read once."""
    rows = table("document_type")
    names = dict.fromkeys(row["document_type"] for row in rows)
    issuers = table("issuer")
    types = Phrases(
        (name, DocumentType(name, name in PLAIN_WORDS))
        for name in names
        if name not in NEVER_NUMBERED
    )
    laws = Phrases(
        (f"{row['document_type']} {row['law']}", (row["document_type"], row["law"]))
        for row in table("law")
    )
    return DocumentWords(
        types=types,
        laws=laws,
        by_symbol=_by_symbol(rows),
        issuers={symbol(row["issuer_code"]): row["issuer"] for row in issuers},
        local=frozenset(
            symbol(row["issuer_code"])
            for row in issuers
            if row["note"].startswith("needs")
        ),
        triggers=frozenset({"hiến", *types.tree, *laws.tree}),
    )


def _by_symbol(rows: tuple[dict[str, str], ...]) -> dict[str, str]:
    """Return the type that a symbol alone tells; one of two types tells none."""
    told: dict[str, set[str]] = {}
    for row in rows:
        if row["document_type_code"]:
            told.setdefault(symbol(row["document_type_code"]), set()).add(
                row["document_type"]
            )
    return {code: min(names) for code, names in told.items() if len(names) == 1}


def symbol(code: str) -> str:
    """Return a symbol in one spelling: TƯ is TW, capitals, no space.

    >>> symbol("NQ/TƯ"), symbol("QĐ – TTg")
    ('NQ/TW', 'QĐ-TTG')
    """
    plain = re.sub(r"\s+", "", code).upper()
    plain = re.sub(r"[–—]", "-", plain).replace("T.Ư", "TW")
    return LETTER.sub(
        lambda part: "TW" if part.group() == "TƯ" else part.group(), plain
    )
