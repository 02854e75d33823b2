import hashlib
from dataclasses import replace

import pytest

from transforms import batch
from transforms.batch import SpanError, prove, read_batch
from transforms.clean import clean_page, read_article
from transforms.records import Article, RawFile
from transforms.staging import staging_schemas

ZONE = "Asia/Ho_Chi_Minh"
STORY = (
    "Khai giảng lớp học chữ trên bản Nà Khương\n\n"
    "Sáng 5/9/2024, đồn biên phòng cùng nhà trường mở lớp học chữ cho bà con, "
    "lớp có 24 học viên, người lớn tuổi nhất đã ngoài sáu mươi.\n\n"
    "Các chiến sĩ thay nhau đứng lớp mỗi tối, bà con mang theo đèn dầu và cả con nhỏ "
    "đến nghe giảng. Nhà trường tặng vở và bút cho tất cả học viên của lớp.\n\n"
    "Bài và ảnh: LÒ VĂN SÌN\n"
)


def raw_file(text, name="a.txt"):
    raw = text if isinstance(text, bytes) else text.encode()
    return RawFile(source_file=name, sha256=hashlib.sha256(raw).hexdigest(), raw=raw)


def test_a_batch_gives_every_staging_table_in_its_schema():
    tables = read_batch([raw_file(STORY)], ZONE)

    assert {name: table.schema for name, table in tables.items()} == staging_schemas()
    assert tables["article"].num_rows == 1
    assert set(tables["credit"]["role"].to_pylist()) == {"author", "photographer"}
    assert set(tables["credit"]["sha256"].to_pylist()) == {raw_file(STORY).sha256}


def test_a_file_without_an_article_leaves_its_reason_and_nothing_else():
    tables = read_batch([raw_file(b""), raw_file(b"x", "Thumbs.db")], ZONE)

    assert tables["capture"]["reason"].to_pylist() == ["empty", "litter"]
    assert tables["article"].num_rows == 0


def test_a_bug_met_on_one_file_costs_that_file(monkeypatch):
    def fails_on_one(raw, zone):
        if raw == b"x":
            raise ZeroDivisionError("met a bug")
        return read_article(raw, zone)

    monkeypatch.setattr(batch, "read_article", fails_on_one)
    tables = read_batch([raw_file("x"), raw_file(STORY)], ZONE)

    assert tables["capture"]["reason"].to_pylist() == ["reader_failed", None]
    assert tables["capture"]["detail"].to_pylist()[0] == "ZeroDivisionError: met a bug"


def test_a_span_that_does_not_give_its_text_is_a_bug():
    article = read_article(STORY.encode())
    assert isinstance(article, Article)
    prove(article)

    with pytest.raises(SpanError):
        prove(replace(article, page_text="x" + article.page_text))
    with pytest.raises(SpanError, match="removed twice"):
        prove(replace(article, removed=article.removed * 2))


def test_a_cleaned_page_is_a_plain_dict_with_the_four_keys_first():
    page = clean_page(STORY.encode())

    assert list(page)[:4] == ["body", "title", "author", "date"]
    assert page["title"] == "Khai giảng lớp học chữ trên bản Nà Khương"
    assert page["author"] == "Lò Văn Sìn"
    assert "Bài và ảnh" not in page["body"]


def test_bytes_without_an_article_give_the_same_keys_and_the_reason():
    page = clean_page(b"%PDF-1.7 ...")

    assert (page["body"], page["title"], page["rejected"]) == ("", None, "unknown_type")


@pytest.mark.parametrize(
    ("story", "day"),
    [
        ("Bà con trong bản dựng xong cầu treo qua suối, trẻ em đi học bớt xa.", "02"),
        ("People of the valley have built a footbridge over the river there.", "01"),
    ],
)
def test_a_day_is_told_on_the_calendar_of_the_page(story, day):
    page = (
        "<html><head><meta property='article:published_time' "
        "content='2024-03-01T18:30:00Z'></head><body><article><h1>Cầu mới</h1>"
        f"<p>{story}</p><p>{story}</p><p>{story}</p></article></body></html>"
    )

    assert clean_page(page.encode())["date"] == f"2024-03-{day}"
