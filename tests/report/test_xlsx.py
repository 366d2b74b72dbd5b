"""Findings as a workbook, and the decisions read back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet.worksheet import Worksheet

from aligner.errors import FormatError, InputError
from aligner.findings import Finding, fingerprint
from aligner.report.base import Look
from aligner.report.xlsx import Decision, read_decisions, xlsx_report
from tests.report.samples import ALL, RUN, SOURCE, TARGET, failed, forbidden, omitted


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a workbook of all samples."""
    return written(tmp_path / "findings.xlsx", ALL)


def written(path: Path, findings: Sequence[Finding]) -> Path:
    path.write_bytes(xlsx_report(findings, RUN, Look()))
    return path


def sheet_of(path: Path, rich_text: bool = False) -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.load_workbook(path, rich_text=rich_text)
    assert isinstance(book.active, Worksheet)
    return book, book.active


def test_a_row_a_finding(path: Path) -> None:
    _, sheet = sheet_of(path)
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == (
        *("key", "status", "reason", "code", "severity", "file", "place", "bead"),
        *("source", "target", "message", "suggestion"),
    )
    assert rows[1] == (
        *(fingerprint(forbidden()), None, None, "TERM002", "error", "a.en.txt", "3:24", "12"),
        *(SOURCE, TARGET),
        "一带一路 must not be “One Belt One Road”; write “Belt and Road”",
        "Belt and Road",
    )
    assert rows[3][6:10] == ("page 2:4:2", None, None, None)
    assert len(rows) == 1 + len(ALL)


def test_the_sheet_is_made_for_deciding(path: Path) -> None:
    _, sheet = sheet_of(path)
    assert sheet.column_dimensions["A"].hidden
    (validation,) = sheet.data_validations.dataValidation
    assert validation.formula1 == '"accept,false positive,fixed"'
    assert str(validation.sqref).startswith("B2:B")


def test_no_text_is_a_formula(path: Path) -> None:
    _, sheet = sheet_of(path)
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)


def test_what_is_marked_is_bold_and_red(path: Path) -> None:
    _, sheet = sheet_of(path, rich_text=True)
    for column, marked in (("I2", "一带一路"), ("J2", "One Belt One Road")):
        value = sheet[column].value
        assert isinstance(value, CellRichText)
        (block,) = (piece for piece in value if isinstance(piece, TextBlock) and piece.font.b)
        assert block.text == marked
        assert block.font.color is not None
        assert block.font.color.rgb == "FFC00000"


def test_decisions_are_read_back(path: Path) -> None:
    book, sheet = sheet_of(path)
    sheet["B2"], sheet["C2"] = "False positive", " the official name then "
    sheet["C3"] = "ask the author"
    sheet.move_range("D1:D5", cols=20)  # columns may be moved
    book.save(path)
    assert read_decisions(path) == (
        Decision(fingerprint(forbidden()), "false positive", "the official name then", "TERM002"),
        Decision(fingerprint(omitted()), None, "ask the author", "FULL001"),
    )


def test_nothing_filled_in_is_no_decision(path: Path) -> None:
    assert read_decisions(path) == ()


def test_a_status_that_there_is_not_has_its_place(path: Path) -> None:
    book, sheet = sheet_of(path)
    sheet["B3"] = "maybe"
    book.save(path)
    with pytest.raises(FormatError, match="unknown status 'maybe'") as error:
        read_decisions(path)
    assert error.value.place == f"{path}, sheet findings:3"


def test_a_decision_belongs_to_a_finding(path: Path) -> None:
    book, sheet = sheet_of(path)
    sheet["B9"] = "fixed"
    book.save(path)
    with pytest.raises(FormatError, match="a decision without key"):
        read_decisions(path)


def test_other_files_are_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "other.xlsx")
    (tmp_path / "text.xlsx").write_text("key,status", encoding="utf-8")
    for name in ("other.xlsx", "text.xlsx", "missing.xlsx"):
        with pytest.raises(InputError):
            read_decisions(tmp_path / name)


def test_a_text_too_long_for_a_cell_is_cut_around_what_is_marked(tmp_path: Path) -> None:
    finding = forbidden()
    assert finding.context is not None
    text = "𠀀" * 40_000 + "marked" + "b" * 40_000
    target = replace(finding.context.target, text=text, start=40_000, end=40_006)
    long = replace(finding, context=replace(finding.context, target=target))
    _, sheet = sheet_of(written(tmp_path / "long.xlsx", [long, failed()]))
    shown = str(sheet["J2"].value)
    assert len(shown.encode("utf-16-le")) // 2 <= 32_767
    assert "𠀀markedb" in shown
    assert (shown[0], shown[-1]) == ("…", "…")
