"""The correction loop as a user goes round it: align, correct a spreadsheet, align around it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from aligner.cli import main
from evaluation.gold_sets import OWN_GOLD

DOCUMENTS = tuple(str(OWN_GOLD / f"article.{code}.txt") for code in ("zh", "en"))
SOURCE, TARGET, STATUS, NOTE = 2, 3, 5, 6  # columns


@pytest.fixture
def sheet(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Path:
    """Return the article as a spreadsheet for correcting."""
    path = tmp_path / "article.xlsx"
    assert main(["align", *DOCUMENTS, "-o", str(path), "--quiet"]) == 0
    return path


def first_sheet(book: openpyxl.Workbook) -> Worksheet:
    assert isinstance(book.active, Worksheet)
    return book.active


def rows(path: Path) -> list[tuple[str, str]]:
    return [
        (str(row[SOURCE - 1] or ""), str(row[TARGET - 1] or ""))
        for row in first_sheet(openpyxl.load_workbook(path)).iter_rows(min_row=2, values_only=True)
    ]


def test_a_corrected_sheet_comes_back(sheet: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = rows(sheet)
    book = openpyxl.load_workbook(sheet)
    page = first_sheet(book)
    # Rows 4 and 5 of the sheet become one, row 8 is edited, row 10 deleted, row 7 moved down.
    for column in (SOURCE, TARGET):
        separator = " " if column == TARGET else ""
        merged = f"{page.cell(4, column).value}{separator}{page.cell(5, column).value}"
        page.cell(4, column).value = merged
    page.cell(8, TARGET).value = "Industry is where everything begins."
    moved = [page.cell(7, column).value for column in range(1, NOTE + 1)]
    page.delete_rows(10)
    page.delete_rows(7)
    page.delete_rows(5)
    page.append(moved)
    book.save(sheet)
    out = sheet.with_name("new.xlsx")
    assert main(["align", *DOCUMENTS, "--keep", str(sheet), "-o", str(out)]) == 0
    lines = capfd.readouterr().err.splitlines()
    assert lines == [
        "39 of 39 rows kept as confirmed",
        "1 edited: the new text is kept",
        "1 merged into other rows",
        "1 moved: put back in the order of the documents",
        "1 deleted: their sentences are aligned again",
        "40 beads, 0 to check",
    ]
    expected = list(before)
    expected[2:4] = [(before[2][0] + before[3][0], f"{before[2][1]} {before[3][1]}")]
    expected[5] = (before[6][0], "Industry is where everything begins.")
    assert rows(out) == expected


def test_only_confirmed_rows_are_held(sheet: Path, capfd: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.load_workbook(sheet)
    page = first_sheet(book)
    page.cell(3, STATUS).value = "final"
    page.cell(6, TARGET).value = "Edited, but not confirmed."
    book.save(sheet)
    out = sheet.with_name("new.tmx")
    assert main(["align", *DOCUMENTS, "--keep", str(sheet), "-o", str(out)]) == 0
    assert "1 of 41 rows kept as confirmed" in capfd.readouterr().err
    assert "Edited, but not confirmed." not in out.read_text(encoding="utf-8")


def test_headers_of_ones_own(sheet: Path, capfd: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.load_workbook(sheet)
    page = first_sheet(book)
    page.cell(1, SOURCE).value, page.cell(1, TARGET).value = "甲方文本", "乙方文本"
    book.save(sheet)
    options = ["--keep", str(sheet), "--columns", "source=甲方文本,target=乙方文本"]
    out = str(sheet.with_name("new.tmx"))
    assert main(["align", *DOCUMENTS, *options, "-o", out]) == 0
    assert "41 of 41 rows kept" in capfd.readouterr().err


def test_bad_input(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["align", *DOCUMENTS, "--keep", str(tmp_path / "none.xlsx")]) == 2
    assert main(["align", DOCUMENTS[0], "--keep", str(tmp_path / "none.xlsx")]) == 2
    options = ["--keep", str(tmp_path / "none.xlsx"), "--level", "clause"]
    assert main(["align", *DOCUMENTS, *options]) == 2
    err = capfd.readouterr().err.splitlines()
    assert err[2].startswith("error: --keep and --level clause")
    assert "none.xlsx: No such file" in err[0]
    assert err[1] == "error: --keep needs both documents; give the translation too"


def test_documents_in_the_other_order(sheet: Path, capfd: pytest.CaptureFixture[str]) -> None:
    count = len(rows(sheet))
    output = str(sheet.with_suffix(".tsv"))
    assert main(["align", *DOCUMENTS[::-1], "--keep", str(sheet), "-o", output]) == 0
    assert f"{count} of {count} rows kept as confirmed" in capfd.readouterr().err
