"""Encodings: found, told apart, and refused with a clear line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.errors import InputError
from aligner.text.encoding import decode

SIMPLIFIED = "各位代表，现在请大家看一下我们的工作报告：去年经济发展很好，人民生活有了新的提高。"
TRADITIONAL = "各位代表，現在請大家看一下我們的工作報告：去年經濟發展很好，人民生活有了新的提高。"
ENGLISH = "Fellow Deputies, the Party’s work — “steady” — went on."
ENGLISH_AND_CHINESE = (
    "The report (工作报告) has a word for it: “改革”, that is, reform of the economy."
)


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "gb2312", "gb18030"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "cp950"),
        (TRADITIONAL, "utf-16-le", "utf-16-le"),
        (TRADITIONAL + "香港深水埗嘅茶餐廳，佢哋", "big5hkscs", "big5hkscs"),
        (SIMPLIFIED + "\r\n" + SIMPLIFIED, "utf-16-be", "utf-16-be"),
        (ENGLISH, "utf-8", "utf-8"),
        (ENGLISH, "cp1252", "cp1252"),
        ("Tea in a café is £2.", "cp1252", "cp1252"),
        (ENGLISH, "utf-16-le", "utf-16-le"),
        (ENGLISH, "utf-16-be", "utf-16-be"),
        ("A crème brûlée — “déjà vu” — for £2.", "cp1252", "cp1252"),
        (ENGLISH_AND_CHINESE, "gb18030", "gb18030"),
        ("source\ttarget\n一带一路\tBelt and Road Initiative\n", "gb18030", "gb18030"),
        ("碳达峰\tpeak carbon emissions\n", "gb18030", "gb18030"),
        ("碳達峰\tpeak carbon emissions\n", "big5", "cp950"),
        (ENGLISH * 9 + "新质生产力", "gb18030", "gb18030"),
        (ENGLISH * 9 + "新質生產力", "big5", "cp950"),
        ("Plain words only.", "ascii", "utf-8"),
        ("改革", "gb18030", "gb18030"),
        ("改革", "big5", "cp950"),
        ("", "utf-8", "utf-8"),
    ],
)
def test_encoding_without_a_mark(text: str, encoding: str, found: str) -> None:
    decoded = decode(text.encode(encoding), "report.txt")
    assert (decoded.text, decoded.encoding, decoded.has_bom) == (text, found, False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@given(text=st.text().filter(lambda text: not text.startswith("\0")))  # UTF-16's would be UTF-32's
def test_byte_order_mark(encoding: str, text: str) -> None:
    data = "\ufeff".encode(encoding) + text.encode(encoding)
    decoded = decode(data, "report.txt")
    assert (decoded.text, decoded.encoding, decoded.has_bom) == (text, encoding, True)
    assert decoded.bom_length == len(data) - len(text.encode(encoding))


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_one_line(data: bytes) -> None:
    problem = ""
    try:
        decoded = decode(data, "report.txt")
    except InputError as error:
        problem = str(error)
    else:
        assert len(decoded.text.encode(decoded.encoding)) == len(data) - decoded.bom_length
    assert problem == "" or problem.startswith("report.txt:")
    assert "\n" not in problem


@pytest.mark.parametrize("encoding", ["gb18030", "cp950", "big5hkscs"])
def test_every_double_byte_character_keeps_its_length(encoding: str) -> None:
    """Writing back counts bytes by encoding the text again."""
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                text = bytes([lead, trail]).decode(encoding)
            except UnicodeDecodeError:
                continue
            assert len(text.encode(encoding)) == 2


def test_a_long_english_beginning_does_not_hide_the_encoding() -> None:
    text = "The report follows. " * 10_000 + SIMPLIFIED
    assert decode(text.encode("gb18030"), "report.txt").encoding == "gb18030"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7 ...", "a.x: a PDF file, not text; save it as plain text"),
        (b"PK\x03\x04word/", "a zip archive or an Office document"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Office document"),
        (bytes(range(256)) * 4, "a.x: binary data, not text; save it as plain text"),
        (b"abc\0\0\0\0\0\0def\x01\x02\x03\x04", "binary data"),
        ("Привет, как дела?".encode("koi8-r"), "a.x: text in no known encoding; save it as UTF-8"),
        (
            "第一行\n第二行中".encode() + b"\xff" + "国家".encode(),
            "a.x:2: not valid UTF-8 at byte 22 (0xff); save it as UTF-8",
        ),
        (
            "我们的国家\n我们的".encode("gb18030") + b"\xff" + "人民".encode("gb18030"),
            "a.x:2: not valid GB18030 at byte 17 (0xff)",
        ),
        (b"\xff\xfea\0\n\0b", "a.x:2: not valid UTF-16-LE at byte 6 (0x62)"),
    ],
)
def test_bad_input(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, "a.x")
    assert message in str(caught.value)
