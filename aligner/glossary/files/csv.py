"""CSV as Excel writes and opens it: the columns of the master form, a term a row.

Written with byte order mark, commas and CRLF. Read with commas, semicolons or tabs, whichever the
header has most, in UTF-8, UTF-16 or GB18030 (what Excel on Chinese Windows saves); cells in
quotation marks may have line breaks. Cells hold what they hold in the master form.

A spreadsheet takes a text such as ``=1+1`` in a CSV file for a formula; the workbooks of
``aligner.glossary.files.xlsx`` have no such doubt. Source: RFC 4180, 2005.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from aligner.errors import FormatError
from aligner.formats.base import Columns
from aligner.glossary.files.base import text_of
from aligner.glossary.files.keeps import Keeps
from aligner.glossary.files.rows import TableRow, table, terms_of
from aligner.glossary.model import Glossary
from aligner.output import Output

_LONGEST_CELL = 1 << 24  # characters; Python's limit of 131,072 is less than a long note


class Csv:
    """Comma-separated values."""

    keeps = Keeps(about=False)

    def read(self, data: bytes, name: str, columns: Columns) -> Glossary:
        """Read one term a row.

        Raises:
            InputError: bytes in no known encoding.
            FormatError: no CSV, or a malformed row, with the line it begins on.
        """
        text = text_of(data, name)
        first = text.partition("\n")[0]
        delimiter = max(",;\t", key=first.count)
        return Glossary(Path(name).stem, terms_of(csv_rows(text, delimiter, name), columns, name))

    def write(self, glossary: Glossary, output: Output, columns: Columns) -> None:
        """Write the header and one row a term."""
        lines = io.StringIO(newline="")
        csv.writer(lines).writerows(table(glossary.terms, columns))
        output.part().write(b"\xef\xbb\xbf" + lines.getvalue().encode())


def csv_rows(text: str, delimiter: str, name: str) -> Iterator[TableRow]:
    """Yield the rows of a CSV file with the lines they begin on.

    Raises:
        FormatError: quotation marks that do not close, or stand where they cannot.
    """
    csv.field_size_limit(_LONGEST_CELL)
    lines = io.StringIO(text, newline="").readlines()
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    cell = re.compile(rf'(?:"(?:[^"]|"")*"|[^{delimiter}\r\n]*){delimiter}?')
    first = 1
    try:
        for cells in rows:
            yield TableRow(first, cells, _starts(lines[first - 1 : rows.line_num], cell))
            first = rows.line_num + 1
    except csv.Error as error:
        raise FormatError(
            f"malformed: {error}", place=f"{name}:{first}", way_out="save it as CSV UTF-8 again"
        ) from error


def _starts(lines: list[str], cell: re.Pattern[str]) -> tuple[int, ...]:
    """Return the columns at which cells begin; of a row of several lines those on the first."""
    record = "".join(lines)
    end = len(lines[0].rstrip("\r\n"))
    matches = islice(cell.finditer(record), record.count('"') + end + 1)
    return tuple(match.start() + 1 for match in matches if match.start() <= end)
