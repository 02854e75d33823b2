"""What one document is called by whatever article cites it: its natural key.

The key holds what the citation states and nothing else, so that two articles which
state the same meet. bridge_document_alias makes shorter citations meet fuller ones.

    nghị quyết 21-NQ/TW 2022-06-16        type, number and symbol, day
    chỉ thị 05 | Bộ Chính trị             no symbol: the issuer
    đề án 05-ĐA/TU | Thành ủy X           a symbol that many bodies share: the issuer
    nghị quyết trung ương 4 khóa XII      a plenum's, by its term
"""

import re

from transforms.sentences.document_words import document_words, symbol
from transforms.sentences.territory import Territory
from transforms.text_records import Citation

SEPARATOR = re.compile(r"[-/]")
LEADING = re.compile(r"^0*(\d+)")


def document_id(found: Citation, territory: Territory) -> str:
    """Return the document's natural key, by what the citation states."""
    kind = " ".join(found.document_type.lower().split())
    if found.rule == "citation.law":
        return " ".join(re.sub(r"[(),]|\bnăm\b", " ", found.as_written).split()).lower()
    if found.rule == "citation.plenum":
        return f"{kind} trung ương {found.document_number} khóa {found.term or '?'}"
    parts = [kind, _number(found)]
    if found.issued_on:
        parts.append(found.issued_on.isoformat())
    elif found.term:
        parts.append(f"khóa {found.term}")
    if not found.document_code or _is_local(found.document_code):
        issuer = found.issuer or (_province(territory) if found.document_code else None)
        parts += ["|", issuer] if issuer else []
    return " ".join(parts)


def _number(found: Citation) -> str:
    """Return number and symbol in one spelling: '05-CT/TW', '168/2018/NĐ-CP'."""
    told = symbol(found.document_code or found.document_number or "")
    return LEADING.sub(lambda number: number.group(1).zfill(2), told)


def _is_local(code: str) -> bool:
    parts = SEPARATOR.split(symbol(code))
    return not document_words().local.isdisjoint(parts)


def _province(territory: Territory) -> str | None:
    return territory.province()
