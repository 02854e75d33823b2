import json

import pytest

PAGE = '{"url": "https://bao.example/1", "text": "Chợ lại họp."}'.encode()
OTHER = '{\n  "text": "Mưa \\"to\\", có { và [ .",\n  "tags": [{"a": 1}]\n}'.encode()


def test_a_line_is_named_by_its_number_and_blank_ones_are_none(given):
    lines = b"\n" + PAGE + b"\r\n\n" + PAGE

    assert given(lines) == {"a": "archive", "a!/2": PAGE, "a!/4": PAGE}


def test_a_line_that_is_broken_costs_itself(given):
    found = given(PAGE + b"\n" + PAGE[:-9] + b"\n" + PAGE + b"\n")

    assert list(found.values()) == [PAGE, PAGE[:-9], PAGE, "archive"]


def test_a_line_too_long_costs_itself(given):
    long = json.dumps({"text": "x" * 200_000}).encode()

    for limit in (1_000, 100_000):
        found = given(PAGE + b"\n" + long + b"\n" + PAGE, member_bytes=limit)

        assert list(found.values()) == [PAGE, "too_large", PAGE, "archive"]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_list_gives_its_objects_as_they_are_written(given, mark):
    found = given(mark + b"[ " + PAGE + b" ,\n" + OTHER + b" ]\n")

    assert found == {"a!/1": PAGE, "a!/2": OTHER, "a": "archive"}


def test_a_feed_gives_the_objects_of_its_list_of_pages(given):
    feed = b'{"tags": [{"name": "x"}], "of": {"b": [1]}, "items": [%b, %b], "n": [{}]}'

    found = given(feed % (PAGE, OTHER))

    assert found == {"a!/1": PAGE, "a!/2": OTHER, "a": "archive"}


@pytest.mark.parametrize(
    "raw",
    [
        PAGE,
        OTHER,
        b'[{"id": 1}, {"id": 2}]',
        b'{"id": 1}\n{"id": 2}\n',
        b'{"items": [{"id": 1}]}',
        b"[1, 2]",
        b"[",
        b"{",
        b'[{"text": "',
        "[Ảnh] Chợ lại họp".encode(),
    ],
)
def test_what_holds_no_pages_is_no_archive(given, raw):
    assert given(raw) == {"a": raw}


def test_lists_of_any_depth_cost_no_more_than_their_bytes(given):
    deep = b"[" + PAGE + b"," + b"[" * 200_000 + b"]" * 200_000 + b"]"

    assert given(deep)["a!/1"] == PAGE
