"""Excel workbooks as documents: cells are paragraphs, places are cells."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from aligner.document import Edit
from aligner.errors import InputError, OutputError
from aligner.readers import extract
from aligner.readers.bilingual import read_bilingual
from tests.formats.workbooks import save

ROWS = (
    ("会议推迟。请等通知。", None, "The meeting is put off. Please wait for news."),
    (None, None, None),
    ("欢迎。", None, "Welcome."),
)


def test_every_cell_is_a_paragraph_of_its_row(tmp_path: Path) -> None:
    found = extract(str(save(tmp_path / "a.xlsx", ROWS)))
    paragraphs = [found.text[span.start : span.end] for span in found.paragraphs]
    assert paragraphs == [cell for row in ROWS for cell in row if cell]
    assert found.rows == (1, 1, 3, 3)


def test_both_sides_of_a_two_column_table(tmp_path: Path) -> None:
    found = read_bilingual(save(tmp_path / "a.xlsx", ROWS))
    assert [sentence.text for sentence in found.source.sentences] == [
        "会议推迟。", "请等通知。", "欢迎。",
    ]  # fmt: skip
    assert len(found.target.sentences) == 3
    places = [str(found.target.locate(sentence.start)) for sentence in found.target.sentences]
    assert places == ["sheet Sheet, column C:1:1"] * 2 + ["sheet Sheet, column C:3:1"]


def test_nothing_is_written_back(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", ROWS)
    document = read_bilingual(path).source
    assert document.apply([]) == path.read_bytes()
    with pytest.raises(OutputError, match=r"a\.xlsx: changes cannot be written .*-o NAME\.xlsx"):
        document.apply([Edit(0, 1, "x")])


def test_only_the_first_sheet_is_read_and_that_is_said(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("second")
    book.worksheets[0].append(ROWS[2])
    book.save(tmp_path / "a.xlsx")
    assert extract(str(tmp_path / "a.xlsx")).notices == (
        "only the first sheet is read, not second",
    )


def test_line_breaks_in_cells_are_those_of_texts(tmp_path: Path) -> None:
    found = extract(str(save(tmp_path / "a.xlsx", [("一\r\n二", "one\rtwo")])))
    assert found.text == "一\n二\none\ntwo"


def test_a_workbook_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no text in its first sheet, Sheet"):
        extract(str(save(tmp_path / "a.xlsx", [])))


@pytest.mark.parametrize(
    ("rows", "expected", "notices"),
    [
        (
            [("编号", "原文", "译文", 0.5), (1, "甲。", "A.", 0.9), (2, 2016, 2016, 0.8)],
            ["原文", "译文", "甲。", "A.", "2016", "2016"],
            ("columns of numbers left out: A, D",),
        ),
        # A single row, or nothing but numbers, shows no column.
        ([(1, "甲。", "A.")], ["1", "甲。", "A."], ()),
        ([(1, 2), (3, 4)], ["1", "2", "3", "4"], ()),
    ],
    ids=["numbered", "one row", "numbers only"],
)
def test_columns_of_numbers_are_left_out_and_named(
    rows: list[tuple[object, ...]], expected: list[str], notices: tuple[str, ...], tmp_path: Path
) -> None:
    found = extract(str(save(tmp_path / "a.xlsx", rows)))
    assert [found.text[span.start : span.end] for span in found.paragraphs] == expected
    assert found.notices == notices
    assert found.rows[0] == 1
