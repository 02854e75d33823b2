"""Say why a date of the story is only mentioned: a cited document, an anniversary ...

A reason is a word of a rule id. None means the date may be that of the event.
"""

import re
from enum import StrEnum

from transforms.dating.date_spans import DateSpan

FAR, NEAR = 110, 40
DOCUMENT = (
    r"nghị quyết|chỉ thị|kết luận|quyết định|quy định|thông tư|nghị định|công văn"
    r"|kế hoạch|hướng dẫn|thông báo|tờ trình|công điện|pháp lệnh"
    r"|(?<!kỷ )(?<!pháp )luật|thông tri|đề án"
    r"|văn bản|biên bản|hợp đồng|giấy phép|bản án|công thư|sắc lệnh|hiệp định"
)
CITED = re.compile(rf"(?<!\w)(?:{DOCUMENT})(?!\w)[^.;\n]{{0,90}}$")
CODE = re.compile(
    r"(?<![\d/.-])(?:\d{1,5}(?:\s?/\s?\d{4})?\s?[-–/]\s?[A-ZĐ][\wĐđƯư.]{0,12}(?:[-–/][\wĐđƯư.]{1,12}){0,3}"
    r"|\d{1,5}/\d{4}(?:/\w{1,6})?)[\s,(]{1,4}$"
)
ISSUED_BY = re.compile(
    r"[\s,)]{1,3}của\s(?:ban|bộ|chính phủ|thủ tướng|quốc hội|hđnd|ubnd|hội đồng|ủy ban"
    r"|đảng|tỉnh|thành|huyện|quận|quân|tổng|ngân hàng|chủ tịch|cục|sở|trung ương|bch)"
)
DEED = re.compile(
    r"(?<!\w)(?:sinh|mất|hy sinh|hi sinh|từ trần|thành lập|ra đời|ban hành|ký|ký kết"
    r"|kí kết|hiệu lực|nhập ngũ|kết nạp|công nhận|phê duyệt|thông qua|kết nạp đảng"
    r"|tái lập|chia tách|xếp hạng|cấp|khởi tố|giải phóng|truyền thống|độc lập"
    r"|qua đời|tạ thế|xuất ngũ|kết hôn|nghỉ hưu|nhận công tác"
    r"|ban hành ngày|born|founded|signed)"
    r"[\s,]{1,2}(?:(?:từ|kể từ|vào|hồi|đúng|lúc|vào lúc|vào hồi)\s)?"
    r"(?:\d{1,2}\s?(?:giờ|h|g)\s?(?:\d{1,2}\s?(?:phút|’|')?)?[\s,]{0,2})?$"
)
DEADLINE = re.compile(
    r"(?<!\w)(?:trước|hạn|hạn chót|đến hết|hết|chậm nhất|muộn nhất|không quá|sau"
    r"|hoàn thành|gia hạn đến|dự kiến)(?:\s(?:vào|là|đến|trong))?[\s:]{1,2}$"
)
AS_OF = re.compile(
    r"(?<!\w)(?:tính|thống kê|cập nhật|số liệu|tính cả)(?:\s(?:đến|tới))?\s?$"
)
UNTIL = re.compile(r"(?:^|\s)(?:đến|tới)(?:\s|$)")
SINCE = re.compile(r"(?:^|\s)(?:từ)(?:\s|$)")
SINCE_WORD = re.compile(r"(?<!\w)(?:kể|tính|bắt đầu|áp dụng)\s$")
ANNIVERSARY = re.compile(
    r"(?<!\w)(?:kỷ niệm|kỉ niệm|nhân dịp|nhân ngày|dịp|chào mừng|hướng tới|mừng"
    r"|tưởng niệm|tri ân|nghỉ lễ|ngày hội|ngày lễ|quốc khánh|liệt sĩ|liệt sỹ|quốc tế)"
    r"(?!\w)[^.;,\n)]{0,90}$"
)
NAMED_DAY = re.compile(r"(?<!\w)ngày\s[^.;,\n()]{4,70}[\s(]{1,2}$")
FUTURE = re.compile(r"(?<!\w)(?:sẽ|dự kiến|sắp|chuẩn bị)(?!\w)")
WILL = re.compile(r"(?<!\w)sẽ(?!\w)")
SENTENCE_END = re.compile(r"[.;!?…]\s(?=\S)")
CLAUSE_END = re.compile(r"[.;]\s")
SESSION = re.compile(r"(?:sáng|trưa|chiều|tối|đêm|khuya|hôm|buổi|qua|nay)")
REPEATED = re.compile(
    r"(?<!\w)(?:hằng năm|hàng năm|mỗi năm|cứ|mọi năm|thường niên)(?!\w)"
)


class Reason(StrEnum):
    """Why a date is only mentioned. The values are part of rule ids."""

    CITATION = "citation"
    DEED = "past_deed"
    DEADLINE = "deadline"
    AS_OF = "as_of"
    SINCE = "since"
    ANNIVERSARY = "anniversary"
    REPEATED = "repeated"
    HISTORY = "history"


def reason_of(text: str, small: str, span: DateSpan, floor: int) -> Reason | None:
    """Return why a date is only mentioned; `floor` is where its block starts."""
    left = max(floor, span.start - FAR)
    before = sentence_end(small[left : span.start])
    if span.first.year != span.last.year and span.first[1:] == span.last[1:]:
        return Reason.ANNIVERSARY  # "(27/7/1947 - 27/7/2024)"
    if is_citation(text, small, span, before):
        return Reason.CITATION
    if SESSION.search(span.cue) and span.first.year is None:
        return None  # nobody dates a document by the hour: this is news
    return deed_of(span, before) or feast_of(span, before)


def sentence_end(before: str) -> str:
    """Return what stands after the last sentence end before a date."""
    return SENTENCE_END.split(before)[-1]


def is_citation(text: str, small: str, span: DateSpan, before: str) -> bool:
    """Return whether the date is that of a document named just before it."""
    near = min(NEAR, len(before))
    if CODE.search(text[span.start - near : span.start]):
        return True
    if "ngày" not in span.cue and span.last.year is None:
        return False
    if "," in before[-2:] or SESSION.search(span.cue):
        return False
    if ISSUED_BY.match(small, span.end):
        return True
    cited = CITED.search(before)
    return bool(cited and span.last.year is not None)


def deed_of(span: DateSpan, before: str) -> Reason | None:
    """Return the reason that the verb just before the date gives."""
    if DEED.search(before):
        return Reason.DEED
    if DEADLINE.search(before):
        return Reason.DEADLINE
    if AS_OF.search(before):
        return Reason.AS_OF
    is_range = span.first != span.last
    if UNTIL.search(span.cue):
        return Reason.DEADLINE
    if not is_range and (SINCE.search(span.cue) or SINCE_WORD.search(before)):
        return Reason.SINCE
    return None


def feast_of(span: DateSpan, before: str) -> Reason | None:
    """Return the reason that a feast or a custom named before the date gives."""
    if ANNIVERSARY.search(before):
        return Reason.ANNIVERSARY
    if not span.cue and NAMED_DAY.search(before):
        return Reason.ANNIVERSARY
    if REPEATED.search(before):
        return Reason.REPEATED
    return None


def is_future(small: str, span: DateSpan, floor: int) -> bool:
    """Return whether the sentence speaks of what is still to come."""
    before = sentence_end(small[max(floor, span.start - FAR) : span.start])
    if FUTURE.search(before):
        return True
    after = CLAUSE_END.split(small[span.end : span.end + FAR], maxsplit=1)[0]
    return "sẽ" in after and bool(WILL.search(after))
