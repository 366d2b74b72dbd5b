"""Edits written back into word processor files: only the runs they touch change."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.document import Edit
from aligner.errors import OutputError
from aligner.readers.word import read
from tests.readers.word_files import paragraph, run, word_file

BOLD, ITALIC = "<w:b/>", "<w:i/>"
RUNS = ("全市新增", "就业四万人", "，完成了", "全年任务。")


def formatted() -> bytes:
    """Return a docx of paragraphs in several runs, with a footnote and a table."""
    runs = [run(text, BOLD if n % 2 else ITALIC) for n, text in enumerate(RUNS)]
    cells = f"<w:tc>{paragraph('甲')}</w:tc><w:tc>{paragraph(run('A word.', BOLD))}</w:tc>"
    note = f'<w:footnote w:id="1">{paragraph("注释。")}</w:footnote>'
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    body = (
        paragraph(*runs) * 3 + paragraph("有注", reference) + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    )
    return word_file(body, footnotes=note)


def parts(data: bytes) -> dict[str, bytes]:
    package = zipfile.ZipFile(io.BytesIO(data))
    assert package.testzip() is None
    return {name: package.read(name) for name in package.namelist()}


def edited(data: bytes, *changes: tuple[str, str]) -> bytes:
    """Replace texts that occur once."""
    found = read(data, "a.docx")
    edits = []
    for old, new in changes:
        start = found.text.index(old)
        edits.append(Edit(start, start + len(old), new))
    return found.places.apply(edits)


def runs(data: bytes, index: int = 0) -> list[tuple[str, bool, bool]]:
    document = docx.Document(io.BytesIO(data))
    return [(r.text, bool(r.bold), bool(r.italic)) for r in document.paragraphs[index].runs]


def test_without_edits_the_file_is_the_same() -> None:
    data = formatted()
    assert read(data, "a.docx").places.apply([]) == data


def test_only_the_runs_touched_change() -> None:
    data = formatted()
    new = edited(data, ("就业四万人", "就业五万人"))
    before, after = parts(data), parts(new)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml"}
    expected = before["word/document.xml"].replace("四万".encode(), "五万".encode(), 1)
    assert after["word/document.xml"] == expected


def test_a_replaced_sentence_keeps_the_formats_of_the_words_it_keeps() -> None:
    new = edited(formatted(), ("".join(RUNS), "全市去年新增就业五万人，超额完成了全年任务。"))
    assert runs(new) == [
        ("全市去年新增", False, True),
        ("就业五万人", True, False),
        ("，超额完成了", False, True),
        ("全年任务。", True, False),
    ]


def test_a_wholly_new_text_takes_the_first_format() -> None:
    new = edited(formatted(), ("".join(RUNS), "Nothing is left."))
    assert [text for text, _, _ in runs(new)] == ["Nothing is left.", "", "", ""]


def test_insertions_take_the_format_before_them() -> None:
    data = formatted()
    found = read(data, "a.docx")
    new = found.places.apply([Edit(0, 0, "今年"), Edit(4, 4, "了")])
    assert runs(new)[:2] == [("今年全市新增了", False, True), ("就业四万人", True, False)]


def test_ten_edits_change_ten_places_and_nothing_else() -> None:
    body = "".join(
        paragraph(run(f"第{n}段", BOLD), run(f"内容{n}。", ITALIC)) for n in range(10, 40)
    )
    data = word_file(body)
    changes = [(f"内容{n}。", f"改{n}。") for n in range(12, 32, 2)]
    new = edited(data, *changes)
    expected = parts(data)["word/document.xml"].decode()
    for old, text in changes:
        expected = expected.replace(old, text)
    assert parts(new)["word/document.xml"].decode() == expected


def test_notes_and_cells_are_written_back_into_their_parts() -> None:
    new = edited(formatted(), ("注释。", "注解。"), ("A word.", "Two words."), ("甲", "乙"))
    assert read(new, "a.docx").text.endswith("有注\n乙\nTwo words.\n注解。")


@pytest.mark.parametrize(
    ("text", "back"),
    [("A & B <C>", "A & B <C>"), (" spaces  kept ", " spaces  kept "), ("a\nb\tc", "a\nb\tc")],
)
def test_any_text_can_be_written(text: str, back: str) -> None:
    new = edited(word_file("<w:p><w:r><w:t>old</w:t></w:r></w:p>"), ("old", text))
    assert read(new, "a.docx").text == back
    assert docx.Document(io.BytesIO(new)).paragraphs[0].text == back


def test_an_empty_text_element_can_be_filled() -> None:
    data = word_file("<w:p><w:r><w:t/></w:r><w:r><w:tab/></w:r><w:r><w:t>x</w:t></w:r></w:p>")
    found = read(data, "a.docx")
    assert read(found.places.apply([Edit(0, 1, "")]), "a.docx").text == "x"


def test_edits_that_no_paragraph_can_hold_are_refused() -> None:
    found = read(formatted(), "a.docx")
    size = len("".join(RUNS))
    with pytest.raises(OutputError, match=r"a\.docx:1:\d+: an edit over the end of a paragraph"):
        found.places.apply([Edit(size - 1, size + 2, "x")])


def test_automatic_numbers_cannot_be_edited() -> None:
    levels = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    properties = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    data = word_file(paragraph("Item", properties=properties), numbering=numbering)
    found = read(data, "a.docx")
    assert found.text == "1. Item"
    with pytest.raises(OutputError, match="an edit in an automatic number"):
        found.places.apply([Edit(0, 2, "2.")])
    assert read(edited(data, ("Item", "Point")), "a.docx").text == "1. Point"


@st.composite
def changes(draw: st.DrawFn) -> list[tuple[int, int, int, str]]:
    """Return edits inside paragraphs: which, from where to where, and the new text."""
    alphabet = st.sampled_from("新旧 ab&<\t，")
    texts = st.text(alphabet, max_size=6)
    found = []
    for index in sorted(draw(st.sets(st.integers(0, 4), max_size=5))):
        size = (18, 18, 18, 2, 1)[index]
        start = draw(st.integers(0, size))
        found.append((index, start, draw(st.integers(start, size)), draw(texts)))
    return found


@given(changes())
@settings(max_examples=60, deadline=None)
def test_reading_again_gives_the_edited_text(edits: Sequence[tuple[int, int, int, str]]) -> None:
    data = formatted()
    found = read(data, "a.docx")
    offsets = [start for start, _, _ in found.paragraphs]
    made = [Edit(offsets[i] + a, offsets[i] + b, new) for i, a, b, new in edits]
    expected = found.text
    for edit in reversed(made):
        expected = expected[: edit.start] + edit.replacement + expected[edit.end :]
    new = found.places.apply(made)
    again = read(new, "a.docx").text
    lines = [line for line in expected.split("\n") if line.strip()]
    assert again.split("\n") == lines
    formats = [[f[1:] for f in runs(file)] for file in (data, new)]
    assert formats[0] == formats[1]
    docx.Document(io.BytesIO(new))
