"""What an agreement is about: told with its kind, or behind its parties."""

import re

from transforms.sentences.agreement_steps import next_kind
from transforms.sentences.tokens import LOWER, Line

WORKS = frozenset({("công", "tác"), ("hoạt", "động")})
AFTER_KIND = frozenset({"giữa", "với", "số", "của", "năm", "giai", "từ", "và", "được"})
# behind parties and years: 'giai đoạn 2021 - 2025 về ...'
SUBJECT = re.compile(
    r"[\s,]{0,3}(?:\(?(?:trong\s)?(?:giai đoạn|nhiệm kỳ|từ năm|từ|năm)?\s?"
    r"(?:19|20)\d\d(?:(?:\s?[-–—]\s?|\sđến\s(?:năm\s)?)(?:19|20)\d\d)?\)?[\s,]{0,3})?"
    r"(?:về(?:\sviệc)?|trong(?:\slĩnh vực)?)\s"
    r"(?!giai đoạn|năm|thời gian)([^.()“”\"]{8,300})"
)
# right behind the kind, up to the years or the parties: 'phối hợp dân vận giai đoạn'
WHOLE_SUBJECT = re.compile(
    r"\s(?:về(?:\sviệc)?\s|trong\s)?((?!thứ\s)[^\W\dA-ZĐ][^.;:()“”\"]{6,160}?)"
    r",?\s(?:giai đoạn|nhiệm kỳ|năm (?:19|20)\d\d|giữa)\b"
)
# or up to a word or mark that begins something else
SHORT_SUBJECT = re.compile(
    r"\s(?:về(?:\sviệc)?\s|trong\s)?((?!thứ\s)[^\W\dA-ZĐ]"
    r"(?:[^.;:,()“”\"\d]|,\s(?=[A-ZĐ]{2})){6,160})"
)
SUBJECT_END = re.compile(
    r",?\s(?:(?:giai đoạn|nhiệm kỳ|năm (?:19|20)\d\d|từ (?:năm|ngày)|giữa)(?!\w)"
    r"|(?:với|cùng)\s(?:các\s)?(?=[A-ZĐ]))"
)
SHORT_END = re.compile(
    r"\s(?:giai đoạn|nhiệm kỳ|giữa|với|cùng|số|của|được|đã|do|năm|từ|trên địa bàn)\b"
)


def end_of_kind(line: Line, end: int) -> int:
    """Return where a kind ends: of 'phối hợp công tác dân vận' before the subject."""
    is_open = line.cases[end] == LOWER and line.keys[end] not in AFTER_KIND
    return end - 2 if is_open and tuple(line.keys[end - 2 : end]) in WORKS else end


def subject_of(line: Line, kind_end: int, end: int, limit: int) -> str | None:
    """Return what an agreement is about: as its kind says, or behind its parties."""
    named = end_of_kind(line, kind_end)
    limit = next_kind(line, kind_end, limit)
    found, ended = None, SUBJECT_END
    if line.cases[named] == LOWER and line.keys[named] not in AFTER_KIND:
        span = line.end(named - 1), line.end(limit - 1)
        found = WHOLE_SUBJECT.match(line.text, *span)
        if not found:
            found, ended = SHORT_SUBJECT.match(line.text, *span), SHORT_END
    elif end < limit:
        found = SUBJECT.match(line.text, line.end(end - 1), line.end(limit - 1))
    if not found:
        return None
    told = " ".join(ended.split(found.group(1), maxsplit=1)[0].split())
    told = told.rstrip(" ,;–-")
    return told if told.count(" ") else None
