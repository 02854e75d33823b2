import codecs
import unicodedata

import pytest
import viscii  # noqa: F401 (registers the codec: a second source for that table)
from hypothesis import assume, given
from hypothesis import strategies as st
from viparse.normalize.encodings import CHARMAPS

from transforms.reading.decode import declared_encoding, decode
from transforms.reading.legacy import VNI_PAIRS
from transforms.reading.mojibake import repaired
from transforms.reading.syllable import is_syllable

SENTENCES = (
    "Chiều qua, xã Suối Đá tổ chức ngày hội trồng cây bên bờ kênh mới đào.",
    "Bà con thôn Thượng góp công sửa lại chiếc cầu gỗ trước mùa mưa lũ.",
    "Đội văn nghệ của phường tập luyện miệt mài để biểu diễn vào dịp Tết.",
    "Các em học sinh khối lớp bảy được tặng hơn hai trăm quyển vở kẻ ngang.",
    "Lễ khởi công diễn ra sáng sớm, có đông đủ người dân ở khắp nơi về dự.",
    "Những thửa ruộng bậc thang đã ngả sang màu vàng óng giữa tiết thu muộn.",
)
ARTICLE = "\n".join(SENTENCES)
LEGACY = ("windows-1258", "tcvn3", "vni", "viscii", "vps")
TONES = "\u0300\u0301\u0303\u0309\u0323"
WORDS = sorted({word for word in ARTICLE.lower().split() if len(word) > 1})
texts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).map("\n".join)


def encoded(text, encoding):
    """Write text as a program of those days would have."""
    if encoding == "windows-1258":
        return b"".join(map(as_windows_1258, text))
    if encoding == "viscii":
        return text.encode("viscii")
    pairs = VNI_PAIRS.items() if encoding == "vni" else CHARMAPS[encoding].pairs
    signs = {letter: sign for sign, letter in pairs}
    codec = "cp1252" if encoding == "vni" else "latin-1"
    return "".join(signs.get(letter, letter) for letter in text).encode(codec)


def as_windows_1258(letter):
    parts = unicodedata.normalize("NFD", letter)
    base = unicodedata.normalize("NFC", "".join(p for p in parts if p not in TONES))
    return (base + "".join(p for p in parts if p in TONES)).encode("cp1258")


@pytest.mark.parametrize("encoding", LEGACY)
@given(text=texts)
def test_legacy_vietnamese_comes_back_and_is_called_a_guess(encoding, text):
    found = decode(encoded(text, encoding))
    assert found is not None
    assert (found.text, found.encoding) == (text, encoding)
    assert found.warnings == ("encoding_guessed",)


@pytest.mark.parametrize("encoding", LEGACY)
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=5))
def test_few_words_are_never_read_as_the_wrong_encoding(encoding, words):
    text = " ".join(words)
    found = decode(encoded(text, encoding))
    assume(found is not None and found.encoding != "utf-8")
    assert found.text == text


def test_capital_headings_of_tcvn3_are_capitals_again():
    raw = encoded(ARTICLE, "tcvn3") + b"\nC\xe9NG HO\xb5 X\xb7 H\xe9I"
    assert decode(raw).text.endswith("\nCỘNG HOÀ XÃ HỘI")


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_letters_typed_for_an_old_font_become_letters(encoding):
    typed = encoded(ARTICLE, encoding).decode("cp1252")
    found = decode(typed.encode())
    assert (found.text, found.encoding) == (ARTICLE, f"utf-8+{encoding}")
    assert found.warnings == ("encoding_guessed",)


@pytest.mark.parametrize(
    "text",
    [
        "© 2024 Example® – all rights reserved, naïve café",
        "El Niño y el señor Núñez, mañana",
        "Größe, Straße, für, über, Käufer",
        "Où est le café? Là, déjà, à côté.",
        "São Paulo não é a capital",
    ],
)
def test_western_text_is_left_alone(text):
    assert decode(text.encode()).text == text
    assert decode(text.encode("cp1252")).text == text
    assert decode(text.encode("cp1252")).encoding == "windows-1252"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
@given(text=texts)
def test_a_byte_order_mark_decides(encoding, text):
    found = decode(text.encode(encoding))
    assert (found.text, found.warnings) == (text, ())


@pytest.mark.parametrize(
    "encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]
)
@given(text=texts)
def test_zero_bytes_give_wide_encodings_away(encoding, text):
    found = decode(text.encode(encoding))
    assert (found.text, found.encoding) == (text, encoding)
    assert found.warnings == ("encoding_guessed",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_character_cut_at_the_end_is_left_off(encoding):
    found = decode((ARTICLE + "ế").encode(encoding)[:-1])
    assert (found.text, found.warnings) == (ARTICLE, ("truncated",))


def test_a_few_broken_bytes_show_as_characters_lost():
    raw = ARTICLE.encode().replace("thôn".encode(), b"th\xc3n")
    found = decode(raw * 2)
    assert found.encoding == "utf-8"
    assert found.text.count("\ufffd") == 2
    assert found.warnings == ("characters_lost",)


def test_bytes_that_nothing_explains_are_not_decoded():
    assert decode(bytes(range(0x80, 0x100)) * 3) is None
    assert decode(encoded(ARTICLE, "tcvn3").replace(b" ", b"\xb5\xb8")) is None


@pytest.mark.parametrize("name", ["utf-7", "utf-16", "gbk", "iso-8859-1", "nonsense"])
def test_a_declaration_the_bytes_refute_is_a_lie(name):
    raw = f"<meta charset={name}><p>{ARTICLE}</p>".encode()
    found = decode(raw)
    assert (found.text, found.encoding) == (raw.decode(), "utf-8")
    assert found.warnings == ("encoding_lie",)


def test_a_western_declaration_does_not_hide_tcvn3():
    raw = b"<meta charset=windows-1252><p>" + encoded(ARTICLE, "tcvn3")
    found = decode(raw)
    assert (found.encoding, found.text[30:]) == ("tcvn3", ARTICLE)
    assert found.warnings == ("encoding_guessed", "encoding_lie")


@pytest.mark.parametrize(
    ("name", "text", "encoding"),
    [
        ("windows-1251", "Новости дня и погода", "cp1251"),
        ("GB2312", "今日新闻与天气", "gb18030"),
        ("shift_jis", "今日のニュース", "cp932"),
        ("windows-1252", "Größe für Straßen", "windows-1252"),
    ],
)
def test_a_declaration_the_bytes_bear_out_is_believed(name, text, encoding):
    raw = f"<meta charset='{name}'><p>{text}".encode(name)
    found = decode(raw)
    assert (found.text, found.encoding) == (raw.decode(name), encoding)
    assert "encoding_lie" not in found.warnings


@pytest.mark.parametrize("encoding", ["windows-1258", "viscii"])
def test_a_true_declaration_of_an_old_encoding_is_no_guess(encoding):
    raw = f"<meta charset={encoding}><p>".encode() + encoded(ARTICLE, encoding)
    found = decode(raw)
    assert (found.encoding, found.warnings) == (encoding, ())
    assert found.text.endswith(ARTICLE)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b'<meta http-equiv=x content="text/html; charset=UTF-8">', "utf-8"),
        (b'<?xml version="1.0" encoding="windows-1258"?>', "windows-1258"),
        (b"<!-- <meta charset=gbk> --><meta charset=latin1>", "cp1252"),
        (b"charset=gbk", None),
        (b"<p>" + b" " * 5000 + b"<meta charset=gbk>", None),
    ],
)
def test_the_declaration_is_read_from_the_head(raw, name):
    assert declared_encoding(raw) == name


@pytest.mark.parametrize("table", ["sloppy-windows-1252", "latin-1"])
@pytest.mark.parametrize("times", [1, 2, 3])
@given(text=texts)
def test_mojibake_is_read_back(table, times, text):
    broken = text
    for _ in range(times):
        broken = broken.encode().decode(table)
    found = decode(broken.encode())
    assert (found.text, found.warnings) == (text, ("mojibake_repaired",))


def test_mojibake_inside_a_sound_frame_is_read_back_by_line():
    broken = SENTENCES[3].encode().decode("sloppy-windows-1252")
    assert repaired(f"Đồng quê\n{broken}") == f"Đồng quê\n{SENTENCES[3]}"


@given(text=texts)
def test_sound_text_is_no_mojibake(text):
    assert repaired(text) == text


@pytest.mark.parametrize("text", ["“ĐÃ” – “XÃ”…", "GIÁ – LÀ…", "Â° Ã", "á…"])
def test_signs_after_marked_letters_are_no_mojibake(text):
    assert repaired(text) == text


def test_a_lookalike_becomes_a_d_with_stroke_only_in_vietnamese():
    found = decode("Ðảng bộ và HÐND phường ðược bầu, theo tờ Morgunblaðið".encode())
    assert found.text == "Đảng bộ và HĐND phường được bầu, theo tờ Morgunblaðið"
    assert found.warnings == ("lookalike_letters",)
    assert decode("Það er gott veður".encode()).text == "Það er gott veður"


@pytest.mark.parametrize("word", ["nghiêng", "quỹ", "Quyết", "giữa", "uống", "ý", "ỦY"])
def test_a_vietnamese_word_is_a_syllable(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["für", "Nộ̣i", "cãt", "ngxa", "µ", "été", ""])
def test_other_words_are_no_syllables(word):
    assert not is_syllable(word)


def test_a_mark_alone_is_not_text():
    assert decode(codecs.BOM_UTF8).text == ""
