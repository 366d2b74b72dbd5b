"""Excel workbooks: made to work in, and as others make them."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from aligner.document import Place
from aligner.errors import FormatError, OutputError
from aligner.glossary.model import Term
from tests.formats.workbooks import edit_part, save
from tests.glossary.files.reading import read, written
from tests.glossary.glossaries import example

ROWS = (("source", "target", "valid_from"), ("改革", "reform", 2018), ("治理", "governance", None))
SHEET = "xl/worksheets/sheet1.xml"


def test_the_written_sheet_is_made_for_working_in() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", *example().terms)))
    sheet = book["terms"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:U5"
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == '"draft,approved,deprecated"'
    assert str(choice.sqref) == "F2:F1048576"
    assert sheet["F1"].value == "status"
    assert sheet["C2"].alignment.wrap_text
    assert sheet["A2"].number_format == "@"
    assert sheet.column_dimensions["A"].hidden is False


def test_a_text_is_never_a_formula() -> None:
    data = written("xlsx", Term("=1+1", "+2"))
    cell = openpyxl.load_workbook(io.BytesIO(data))["terms"]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert read(data, "xlsx") == (Term("=1+1", "+2"),)


def test_a_place_is_row_and_column_of_the_sheet(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [("Terms 2026",), (), *ROWS])
    first, second = read(path.read_bytes(), "xlsx")
    assert first.origin.place("target") == Place(4, 2, "sheet Sheet")
    assert (first.valid_from, second.target) == ("2018", "governance")


def test_formulas_are_read_as_their_value_and_reported(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["D1"] = "joined"
        sheet.merge_cells("E1:E2")
        sheet.row_dimensions[3].hidden = True

    path = save(tmp_path / "a.xlsx", ROWS, change)
    formula = '<c r="B2"><f>A2&amp;"x"</f><v>7</v></c>'
    edit_part(path, SHEET, lambda xml: _replace_cell(xml, "B2", formula))
    first, second = read(path.read_bytes(), "xlsx")
    assert (first.target, second.target) == ("7", "governance")
    said = "\n".join(caplog.messages)
    assert "sheet Sheet: 1 formulas read as their stored value, first B2" in said
    assert "1 hidden rows read like the others" in said
    assert "1 merged cells, their text in the first: E1:E2" in said


def _replace_cell(xml: str, name: str, cell: str) -> str:
    start = xml.index(f'<c r="{name}"')
    return xml[:start] + cell + xml[xml.index("</c>", start) + 4 :]


def test_a_formula_without_value_is_refused(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", ROWS)
    edit_part(path, SHEET, lambda xml: _replace_cell(xml, "B2", '<c r="B2"><f>A2</f></c>'))
    with pytest.raises(FormatError, match=r"sheet Sheet: cell B2 has a formula without a stored"):
        read(path.read_bytes(), "xlsx")


def test_the_sheet_with_the_columns_is_found(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    book = openpyxl.Workbook()
    cover = book.active
    assert isinstance(cover, Worksheet)
    cover.title = "cover"
    cover.append(["About", "this glossary"])
    for row in ROWS:
        book.create_sheet("list").append(row) if "list" not in book else book["list"].append(row)
    book.save(tmp_path / "a.xlsx")
    assert len(read((tmp_path / "a.xlsx").read_bytes(), "xlsx")) == 2
    assert "policy.file: sheet list read, not cover" in caplog.messages


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([("a", "b")], r"sheet Sheet:1: no column 'source'"),
        ([], "sheet Sheet: empty glossary"),
        ([ROWS[0], ("改革", "reform"), ("治理", "x", "soon")], r"sheet Sheet:3: 'soon' is no date"),
        ([("source", "target", "target")], r"sheet Sheet:1: column 'target' twice"),
    ],
)
def test_a_broken_sheet_is_refused_with_its_row(
    tmp_path: Path, rows: list[tuple[str, ...]], problem: str
) -> None:
    path = save(tmp_path / "a.xlsx", rows)
    with pytest.raises(FormatError, match=rf"^policy\.file, {problem}"):
        read(path.read_bytes(), "xlsx")


def test_a_cell_holds_no_more_than_excel_allows() -> None:
    with pytest.raises(OutputError, match=r"cell S2: 32,768 characters, 32,767 is the most"):
        written("xlsx", Term("改革", "reform", note="a" * 32_768))
