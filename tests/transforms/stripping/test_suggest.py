import re

from transforms.reading.text_page import text_blocks
from transforms.records import MediaType, Page
from transforms.stripping.lines import fold
from transforms.stripping.suggest import suggest

STORY = (
    "Sáng nay, bà con bản Mẫu ra đồng sớm để kịp gieo hết chân ruộng cao"
    " trước khi trời đổ mưa theo dự báo của đài."
)


def page(*lines):
    text = "\n".join(lines)
    return Page(
        media_type=MediaType.TEXT,
        encoding="utf-8",
        text=text,
        blocks=text_blocks(text),
    )


def test_a_line_that_recurs_is_suggested_with_digits_folded():
    pages = [
        (
            f"{n}.txt",
            page(
                "Bà con vào vụ",
                STORY,
                f"Mã bài {n} của tòa soạn Hoa Ban",
                STORY + " Ai cũng vui.",
            ),
        )
        for n in range(7, 12)
    ]

    [found, *_] = [s for s in suggest(pages) if "mã bài" in s.pattern]

    assert (found.files, found.lines) == (5, 5)
    assert found.examples[0] == ("7.txt", "Mã bài 7 của tòa soạn Hoa Ban")
    assert re.fullmatch(found.pattern, fold("Mã bài 4711 của tòa soạn Hoa Ban"))


def test_what_a_rule_removes_already_is_not_suggested():
    pages = [(f"{n}.txt", page("Bà con vào vụ", STORY, "Tin khác")) for n in range(5)]

    assert not any("tin khác" in s.pattern for s in suggest(pages))


def test_a_line_of_few_files_is_not_suggested():
    pages = [(f"{n}.txt", page("Bà con vào vụ", STORY, "Lạ", STORY)) for n in range(2)]

    assert suggest(pages) == []
