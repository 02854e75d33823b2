import pytest

from transforms.reading.sniff import foreign_text, foreign_type, is_binary, is_html


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a PNG image"),
        (b"PK\x03\x04\x14\0\0\0word/document.xml", "a Word document"),
        (b"PK\x03\x04\x14\0\0\0a.txt", "a zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "an old Office document"),
        (b"{\\rtf1\\ansi", "an RTF document"),
        (b"\0" * 257 + b"ustar\0", "a tar archive"),
        (b"PAR1\0\0\x01", "a Parquet file"),
    ],
)
def test_another_kind_of_file_is_named(raw, kind):
    assert foreign_type(raw) == kind


@pytest.mark.parametrize("raw", [b"ID3 is a tag for songs.", b"PAR1, tee off", b"BZh?"])
def test_a_note_that_begins_like_a_signature_is_text(raw):
    assert foreign_type(raw) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('<?xml version="1.0"?>\n<rss version="2.0"></rss>', "a news feed"),
        ("<urlset xmlns='x'></urlset>", "a site map"),
        ('{"title": "Tin"}', "JSON"),
        ("[" * 100_000 + "]" * 100_000, None),
        ("[Ảnh] Hội nghị sơ kết", None),
        ("MIME-Version: 1.0\n", "a mail"),
    ],
)
def test_text_that_is_no_prose_is_named(text, kind):
    assert foreign_text(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><p>Tin",
        " \n<!-- saved -->\n<HTML lang=vi>",
        "<?xml version='1.0'?><html>",
        "<p class=x>Tin</p>",
        "Warning: line 3 <html><body>Tin</body></html>",
        "Tin <p>một</p><p>hai</p><p>ba</p>",
    ],
)
def test_html_is_told_by_its_tags(text):
    assert is_html(text)


@pytest.mark.parametrize(
    "text", ["Tin vắn", "a < b và c > d", "<Ảnh minh họa>", "<pháo> nổ </p>", ""]
)
def test_prose_with_angle_brackets_is_text(text):
    assert not is_html(text)


def test_many_control_bytes_are_binary():
    assert is_binary(bytes(range(32)) * 10)
    assert not is_binary("Đảng bộ\tphường\r\n".encode())
    assert not is_binary(b"")
