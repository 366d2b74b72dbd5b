"""Excel workbooks: the columns of the master form, a term a row, to be worked on by hand.

The header stays in sight, rows can be filtered, status is chosen from a list. Every cell holds
text: ``=1+1`` is no formula. Nothing depends on the clock.

Reading takes the first sheet that has the columns, whoever made it, and says which formulas were
read as their stored value, and whether there are hidden rows or columns, or merged cells.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

from aligner.errors import FormatError, OutputError
from aligner.formats import xlsx_parts as parts
from aligner.formats.base import Columns, Written
from aligner.glossary.cells import NAMES
from aligner.glossary.files.keeps import Keeps
from aligner.glossary.files.rows import TableRow, table, terms_of
from aligner.glossary.model import STATUSES, Glossary, Term
from aligner.output import Output
from aligner.workbook import Remarks, Workbook
from aligner.workbook.values import letters

_logger = logging.getLogger(__name__)
_WIDE = {"source": 24, "target": 40, "source_variants": 24, "variants": 40, "forbidden": 40}
_WIDE |= {"reference": 24, "note": 40}
_USUAL_WIDTH = 14  # characters


class Xlsx:
    """Excel workbooks."""

    keeps = Keeps(about=False)

    def read(self, data: bytes, name: str, columns: Columns) -> Glossary:
        """Read one term a row.

        Raises:
            InputError: no workbook, protected by a password, or built to do harm.
            FormatError: no sheet has the columns, a formula without value, a malformed row.
        """
        return Glossary(Path(name).stem, _read_terms(Workbook(data, name), columns))

    def write(self, glossary: Glossary, output: Output, columns: Columns) -> None:
        """Write one row a term.

        Raises:
            OutputError: more text in a cell than Excel allows.
        """
        rows = list(table(glossary.terms, columns))
        widths = [_WIDE.get(name, _USUAL_WIDTH) for name in NAMES]
        widths += [_USUAL_WIDTH] * (len(rows[0]) - len(widths))
        sheet = parts.Sheet("terms", tuple(widths), NAMES.index("status"), STATUSES)
        lines = (_row(sheet, texts, number) for number, texts in enumerate(rows, start=1))
        parts.write_workbook(output.part(), sheet, lines)


def _row(sheet: parts.Sheet, texts: Sequence[str], number: int) -> str:
    style = parts.HEADER if number == 1 else parts.PLAIN
    cells = []
    for column, text in enumerate(texts):
        name = f"{letters(column)}{number}"
        if parts.units(text) > parts.MOST_UNITS:
            raise OutputError(
                f"cell {name}: {parts.units(text):,} characters,"
                f" {parts.MOST_UNITS:,} is the most an Excel cell can hold",
                way_out="write tsv or json",
            )
        cells.append(parts.text_cell(text, name, style, Written()))
    return sheet.row(cells, texts, number)


def _read_terms(book: Workbook, columns: Columns) -> tuple[Term, ...]:
    """Return the terms of the first sheet that has the columns."""
    problem: FormatError | None = None
    for sheet in book.sheets:
        place = f"{book.name}, sheet {sheet}"
        try:
            # The header first: what is remarkable is counted once, in the sheet that is read.
            terms_of([_header(book, sheet, place)], columns, place)
        except FormatError as error:
            problem = problem or error
            continue
        remarks = Remarks()
        terms = terms_of(_rows(book, sheet, remarks), columns, place)
        others = [name for name in book.sheets if name != sheet]
        if others:
            _logger.warning("%s: sheet %s read, not %s", book.name, sheet, ", ".join(others))
        for line in remarks.lines:
            _logger.warning("%s: %s", place, line)
        return terms
    assert problem is not None, "a workbook has a sheet"
    raise problem


def _header(book: Workbook, sheet: str, place: str) -> TableRow:
    header = next(_rows(book, sheet, None), None)
    if header is None:
        raise FormatError("empty glossary", place=place, way_out="write a header and terms")
    return header


def _rows(book: Workbook, sheet: str, remarks: Remarks | None) -> Iterator[TableRow]:
    """Yield the rows; a title above the header stands alone in its row and is passed over."""
    has_begun = False
    for row in book.rows(sheet, remarks):
        has_begun = has_begun or len(row.cells) > 1
        if has_begun:
            width = max(row.cells) + 1
            cells = [row.cells.get(column, "") for column in range(width)]
            yield TableRow(row.number, cells, tuple(range(1, width + 1)), f"sheet {sheet}")
