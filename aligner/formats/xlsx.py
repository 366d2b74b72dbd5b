"""Excel workbooks: a bead a row, to be looked through and corrected by hand.

Columns are the row's id (hidden), source, target, probability, status and note, under a header
that stays in sight; status is chosen from a list; doubtful rows are shaded, confirmed ones green.
Every text is a text cell: ``=1+1`` is no formula. Nothing depends on the clock.

Reading takes the first sheet that has both texts, also in tables made by others: see
``aligner.formats.columns`` for the headers known.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, islice
from pathlib import Path

from aligner.bead import STATUSES, Bead, Bitext
from aligner.document import Place
from aligner.errors import FormatError, OutputError
from aligner.formats import xlsx_parts as parts
from aligner.formats.base import Keeps, ReadOptions, WriteOptions, Written, unreadable
from aligner.formats.rows import (
    SAMPLE,
    TABLE_FIELDS,
    TableReader,
    TableRow,
    table_headers,
    table_rows,
)
from aligner.output import Output
from aligner.workbook import Remarks, Row, Workbook
from aligner.workbook.values import letters

logger = logging.getLogger(__name__)

_PROBABILITY = TABLE_FIELDS.index("probability")
_SHEET = parts.Sheet(
    "bitext", (10, 60, 80, 12, 12, 40), TABLE_FIELDS.index("status"), STATUSES, hides_first=True
)


class Xlsx:
    """Excel workbooks."""

    keeps = Keeps(blank=False, status=True, note=True, unit=True, languages=False)
    takes = frozenset({"columns"})

    def write(self, bitext: Bitext, output: Output, options: WriteOptions) -> Written:
        """Write one row a bead.

        Raises:
            OutputError: more rows, or more text in a cell, than Excel allows.
        """
        written = Written()
        header = table_headers(options.columns)
        first = _row(header, 1, parts.HEADER, written)
        rows = chain([first], _rows(bitext, options, written))
        parts.write_workbook(output.part(), _SHEET, rows)
        return written

    def read(self, path: Path, options: ReadOptions) -> Bitext:
        """Read one bead a row.

        Raises:
            InputError: no workbook, protected by a password, or built to do harm.
            FormatError: no sheet has both texts, or a formula has no stored value.
        """
        try:
            book = Workbook(path.read_bytes(), str(path))
        except OSError as error:
            raise unreadable(path, error) from error
        sheet, first_row, reader = _find_sheet(book, options, path)
        beads = _beads(book, sheet, first_row, reader)
        return Bitext(options.source_language, options.target_language, beads, str(path), str(path))


def _rows(bitext: Bitext, options: WriteOptions, written: Written) -> Iterator[str]:
    for bead, texts in table_rows(bitext, written):
        number = written.beads + 1
        _check_limits(texts, number)
        yield _row(texts, number, _style(bead, options), written)


def _row(texts: Sequence[str], number: int, style: int, written: Written) -> str:
    cells = []
    for column, text in enumerate(texts):
        name = f"{letters(column)}{number}"
        if column == _PROBABILITY and text and number > 1:  # the only number
            cells.append(f'<c r="{name}" s="{style + 1}"><v>{text}</v></c>')
        else:
            cells.append(parts.text_cell(text, name, style, written))
    return _SHEET.row(cells, texts, number)


def _style(bead: Bead, options: WriteOptions) -> int:
    if bead.is_confirmed:
        return parts.CONFIRMED
    if bead.probability is not None and bead.probability < options.check_below:
        return parts.DOUBTFUL
    return parts.PLAIN


def _check_limits(texts: Sequence[str], number: int) -> None:
    if number > parts.MOST_ROWS:
        raise OutputError(
            f"more than {parts.MOST_ROWS - 1:,} beads, the most an Excel sheet can hold",
            way_out="write tmx, tsv or parquet, or cut the text into parts",
        )
    for text in texts:
        if len(text) > parts.MOST_UNITS // 2 and parts.units(text) > parts.MOST_UNITS:
            raise OutputError(
                f"bead {number - 1}: {parts.units(text):,} characters in one text,"
                f" {parts.MOST_UNITS:,} is the most an Excel cell can hold",
                way_out="write tmx, tsv or parquet, or cut the text into sentences",
            )


def _find_sheet(book: Workbook, options: ReadOptions, path: Path) -> tuple[str, int, TableReader]:
    """Return the first sheet that has both texts, and the number of its first row with texts."""
    problem: FormatError | None = None
    for sheet in book.sheets:
        sample = list(islice(book.rows(sheet), SAMPLE))
        rows = [_table_row(book, sheet, row, max(row.cells) + 1) for row in sample]
        try:
            reader = TableReader(rows, options, Path(f"{path}, sheet {sheet}"))
        except FormatError as error:
            problem = problem or error
            continue
        others = [name for name in book.sheets if name != sheet]
        if others:
            logger.warning("%s: sheet %s read, not %s", path, sheet, ", ".join(others))
        first = reader.layout.first_row
        return sheet, sample[first - 1].number + 1 if first else 1, reader
    assert problem is not None, "a workbook has a sheet"
    raise problem


def _beads(book: Workbook, sheet: str, first_row: int, reader: TableReader) -> Iterator[Bead]:
    positions = reader.layout.positions
    remarks = Remarks()
    only = frozenset(positions.values())
    width = max(only) + 1
    rows = (
        _table_row(book, sheet, row, width)
        for row in book.rows(sheet, remarks, only)
        if row.number >= first_row
    )
    yield from reader.beads(rows)
    # The column of ids is hidden in the files written here.
    name = letters(positions["id"]) if "id" in positions else ""
    remarks.hidden_columns = [column for column in remarks.hidden_columns if column != name]
    for line in [*remarks.lines, *reader.remarks]:
        logger.warning("%s: sheet %s: %s", book.name, sheet, line)


def _table_row(book: Workbook, sheet: str, row: Row, width: int) -> TableRow:
    place = f"{book.name}, sheet {sheet}:{row.number}"
    texts = [row.cells.get(column, "") for column in range(width)]
    return TableRow(place, texts, partial(_place, row.number, f"sheet {sheet}"))


def _place(row: int, part: str, column: int) -> Place:
    return Place(row, column + 1, part)
