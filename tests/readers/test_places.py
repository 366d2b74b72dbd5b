"""The way back into the file: nothing but the edits ever changes."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.document import Document, Edit, Place
from aligner.readers import plain
from aligner.readers.base import Extraction
from aligner.readers.markdown import read as read_markdown
from aligner.readers.plain import read, read_presegmented

LINE_ENDS = ["\n", "\r\n", "\r", "\u2028", "\x85", "\x0c", "\x0b", "\u2029"]
# A file of these is never taken for another encoding, however short.
pieces = st.lists(
    st.sampled_from(
        [
            "改革",
            "我们的国家",
            "“经济”。",
            "word ",
            "**bold**",
            "# ",
            "> ",
            "- ",
            "| ",
            "`",
            "[a](b)",
            "&amp;",
            "\\*",
            "_x_",
            "<b>",
            "```\n",
            "---\n",
            "\n",
            "\n\n",
            " ",
        ]
    ),
    max_size=20,
)
encodings = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030", "utf-16-be"])
readers = st.sampled_from([read, read_presegmented, read_markdown])


def document_of(extraction: Extraction) -> Document:
    return Document("report", "zh", extraction.text, (), extraction.places)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, str]:
    """Return content that begins with common characters, and an encoding."""
    line_end = draw(st.sampled_from(LINE_ENDS))
    content = "我们的国家 " * 5 + "\n" + "".join(draw(pieces))
    encoding = draw(encodings)
    if encoding == "gb18030" and line_end in "\u2028\u2029\x85":
        line_end = "\n"
    return content.replace("\n", line_end), encoding


@given(files(), readers)
def test_without_edits_nothing_changes(file: tuple[str, str], reader: object) -> None:
    content, encoding = file
    data = content.encode(encoding)
    assert callable(reader)
    extraction = reader(data, "report")
    assert document_of(extraction).apply([]) == data
    assert "\r" not in extraction.text or reader is read_presegmented


@given(files(), readers, st.data())
def test_an_edit_that_changes_nothing(
    file: tuple[str, str], reader: object, data: st.DataObject
) -> None:
    """Writing a character over itself keeps the file, unless it is shown otherwise."""
    content, encoding = file
    assert callable(reader)
    extraction = reader(content.encode(encoding), "report")
    text = extraction.text
    position = data.draw(st.integers(0, len(text) - 1))
    if text[position] in "\n&":
        return
    edit = Edit(position, position + 1, text[position])
    assert document_of(extraction).apply([edit]) == content.encode(encoding)


@given(files(), st.data())
def test_plain_text_edits_are_string_edits(file: tuple[str, str], data: st.DataObject) -> None:
    content, encoding = file
    extraction = read(content.encode(encoding), "report")
    text = extraction.text
    bounds = data.draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True).map(sorted))
    edits = [Edit(start, end, "新") for start, end in itertools.pairwise(bounds)][::2]
    expected = text
    for edit in reversed(edits):
        expected = expected[: edit.start] + edit.replacement + expected[edit.end :]
    written = document_of(extraction).apply(edits)
    # Decoded by what it was: an edit may leave too little to tell the encoding by.
    shown = re.sub(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", "\n", written.decode(encoding))
    assert shown.removeprefix("\ufeff") == expected


@given(files(), st.data())
def test_places_are_where_an_editor_shows_them(file: tuple[str, str], data: st.DataObject) -> None:
    content, encoding = file
    extraction = read(content.encode(encoding), "report")
    position = data.draw(st.integers(0, len(extraction.text) - 1))
    place = extraction.places.locate(position)
    rows = content.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    character = (rows[place.line - 1] + "\n")[place.column - 1]
    assert extraction.text[position] == ("\n" if character in LINE_ENDS else character)


def test_replacements_get_the_line_ends_of_the_file() -> None:
    extraction = read("一\r\n二\r\n".encode(), "report")
    assert extraction.places.apply([Edit(2, 3, "甲\n乙")]) == "一\r\n甲\r\n乙\r\n".encode()


def test_the_end_of_the_text_has_a_place() -> None:
    places = read(b"One.\r\nTwo.", "report").places
    assert places.locate(9) == Place(2, 5)
    assert places.apply([Edit(9, 9, " Three.")]) == b"One.\r\nTwo. Three."


def test_duplicate_characters_of_big5_keep_their_bytes() -> None:
    """Big5 has 兀 twice; the second one must not become the first."""
    data = "我們的國家，這是".encode("cp950") + b"\xc9\x4a" + "的。".encode("cp950")
    extraction = read(data, "report")
    assert extraction.encoding == "cp950"
    end = len(extraction.text)
    assert extraction.places.apply([Edit(end - 1, end, "！")]) == data[:-2] + "！".encode("cp950")


def test_a_long_file(tmp_path: Path) -> None:
    data = "第一行有文字。\r\n".encode() * 20_000
    document = document_of(plain.read(data, "report"))
    position = 8 * 19_999
    assert document.locate(position) == Place(20_000, 1)
    edited = document.apply([Edit(position, position + 1, "末")])
    assert edited == data[: -len("第一行有文字。\r\n".encode())] + "末一行有文字。\r\n".encode()


@pytest.mark.parametrize("offset", [0, 1])
def test_places_without_line_ends(offset: int) -> None:
    assert read("改革".encode(), "report").places.locate(offset) == Place(1, offset + 1)
