import re
from dataclasses import dataclass

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.batch import read_batch
from transforms.records import RawFile
from transforms.shards import to_table

NOT_STORED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
STORY = "Xã Nậm Pồng mở hội lần thứ hai, có hai trò chơi và hơn hai đội thi kéo co."
UNSEEN = "\x00\x01\x07\x08\x0b\x0c\x1b\x1f\x7f\x85\x9b\x9f"
# Ways by which a page can say a character that it does not write.
SPELLED = [
    *(f"&#{code};" for code in (0, 1, 7, 27, 127, 133, 155, 0xD800, 0xFFFE)),
    *(f"\\u{code:04x}" for code in (0, 7, 27, 127, 155, 0xD800, 0xDC00)),
    "\\ud83d\\ude00",
]


@dataclass(frozen=True, slots=True)
class Note:
    """A record with a text that may be missing."""

    number: int
    words: str | None


def texts(table: pa.Table):
    for name in table.column_names:
        if table.schema.field(name).type == pa.string():
            yield from filter(None, table[name].to_pylist())


def read(raw: bytes, name: str = "a.html"):
    tables = read_batch([RawFile(source_file=name, sha256="0" * 64, raw=raw)], "UTC")
    return [text for table in tables.values() for text in texts(table)]


def test_what_cannot_be_stored_becomes_one_space_each():
    rows = [Note(1, "a\x00b\x9b\ud800c"), Note(2, None), Note(3, "tab\tand\nline")]

    assert to_table(Note, rows)["words"].to_pylist() == [
        "a b  c",
        None,
        "tab\tand\nline",
    ]


@given(st.lists(st.text(st.characters()) | st.none()))
@settings(deadline=None)
def test_no_text_at_all_brings_a_control_character_in(words):
    table = to_table(Note, [Note(number, text) for number, text in enumerate(words)])

    for text, stored in zip(words, table["words"].to_pylist(), strict=True):
        assert stored == (text and NOT_STORED.sub(" ", text))


def test_a_text_full_of_control_characters_is_stored_without_them():
    story = f"Hội{UNSEEN} xuân\n\n{UNSEEN}{STORY}{UNSEEN}\n\n{STORY}"

    found = read(story.encode(), "a.txt")

    assert f"Hội{' ' * len(UNSEEN)} xuân" in "\n".join(found)
    assert any(text.startswith("control_characters") for text in found)
    assert not [text for text in found if NOT_STORED.search(text)]


@given(said=st.lists(st.sampled_from([*SPELLED, *UNSEEN, "Hội", " ", '"']), max_size=8))
@settings(deadline=None, max_examples=25)
def test_what_a_page_spells_out_is_stored_without_control_characters(said):
    words = "".join(said)
    html = f"""<html lang="{words}"><head><title>{words} Hội</title>
    <link rel="canonical" href="https://bao.example/{words}">
    <meta property="og:title" content="{words}"><meta name="author" content="A{words}B">
    <script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{words}",
    "author": {{"name": "Lò {words}"}}, "datePublished": "2026-03-01{words}"}}</script>
    </head><body><article><h1>Hội{words}</h1><p>{STORY}</p><p>{words}{STORY}</p>
    <p>{STORY} {words}</p></article></body></html>"""

    found = read(html.encode("utf-8", "surrogatepass"))

    assert found
    assert not [text for text in found if NOT_STORED.search(text)]


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=25)
def test_any_bytes_are_stored_without_control_characters(raw):
    for page in (raw, STORY.encode() + raw, b"<html><body><p>" + raw):
        assert not [text for text in read(page) if NOT_STORED.search(text)]
