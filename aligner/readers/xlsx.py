"""Excel workbooks as one document with both languages: ``aligner align bilingual.xlsx``.

Every cell of the first sheet that holds text is a paragraph, row by row. Columns of numbers and
dates, which say of a row what it is and nothing that is translated, are left out. What a program
wrote there as beads is read better as a bitext (``aligner.formats.xlsx``); this is for tables of
any shape.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from aligner.document import Place
from aligner.errors import InputError, OutputError
from aligner.readers.base import Extraction, ReadOnly
from aligner.text.segmentation import Span
from aligner.workbook import Remarks, Row, Workbook
from aligner.workbook.values import letters


@dataclass(frozen=True, slots=True)
class _Cells(ReadOnly):
    """The places of the paragraphs, which are cells of one sheet."""

    sheet: str
    starts: tuple[int, ...]  # offsets in the text
    cells: tuple[tuple[int, int], ...]  # row from 1 and column from 0 of each

    def locate(self, offset: int) -> Place:
        """Return the cell that an offset stands in; lines are rows."""
        row, column = self.cells[max(bisect_right(self.starts, offset) - 1, 0)]
        return Place(row, 1, f"sheet {self.sheet}, column {letters(column)}")


def read(data: bytes, name: str) -> Extraction:
    """Return the cells of the first sheet as paragraphs.

    Raises:
        InputError: no workbook, protected by a password, or built to do harm.
    """
    book = Workbook(data, name)
    sheet = book.sheets[0]
    remarks = Remarks()
    pieces: list[str] = []
    spans: list[Span] = []
    cells: list[tuple[int, int]] = []
    start = 0
    rows = list(book.rows(sheet, remarks))
    numbers = _columns_of_numbers(rows)
    for row in rows:
        for column, cell in sorted(row.cells.items()):
            if column in numbers:
                continue
            text = cell.replace("\r\n", "\n").replace("\r", "\n")
            pieces.append(text)
            spans.append(Span(start, start + len(text), len(spans)))
            cells.append((row.number, column))
            start += len(text) + 1
    if not pieces:
        raise InputError(
            f"no text in its first sheet, {sheet}",
            place=name,
            way_out="move the sheet to the front",
        )
    refusal = OutputError(
        "changes cannot be written into an Excel file",
        place=name,
        way_out="write a bitext with -o NAME.xlsx instead",
    )
    return Extraction(
        "\n".join(pieces),
        tuple(spans),
        _Cells(data, refusal, sheet, tuple(span.start for span in spans), tuple(cells)),
        rows=tuple(row for row, _ in cells),
        notices=tuple(_notices(book, remarks, numbers)),
    )


def _columns_of_numbers(rows: Sequence[Row]) -> list[int]:
    """Return the columns without letters but in their first cell, if two others have some."""
    cells: dict[int, list[bool]] = {}  # of each column: which have letters
    for row in rows:
        for column, cell in row.cells.items():
            cells.setdefault(column, []).append(any(map(str.isalpha, cell)))
    numbers = sorted(column for column, found in cells.items() if found[1:] and not any(found[1:]))
    return numbers if len(cells) - len(numbers) > 1 else []


def _notices(book: Workbook, remarks: Remarks, numbers: Sequence[int]) -> list[str]:
    others = ", ".join(book.sheets[1:])
    columns = ", ".join(map(letters, numbers))
    return [
        *remarks.lines,
        *([f"columns of numbers left out: {columns}"] if numbers else []),
        *([f"only the first sheet is read, not {others}"] if others else []),
    ]
