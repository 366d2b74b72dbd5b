"""CSV as Excel writes and opens it: a bead a row under a header line.

Written with byte order mark, without which Excel on Windows takes Chinese for another encoding,
and with commas and CRLF. Read with commas, semicolons or tabs, whichever the header line has, in
UTF-8, UTF-16 or GB18030 (what Excel on Chinese Windows saves); the header as in
``aligner.formats.columns``.

A spreadsheet takes a text such as ``=1+1`` in a CSV file for a formula; the workbooks of
``aligner.formats.xlsx`` have no such doubt. Source: RFC 4180, 2005.
"""

from __future__ import annotations

import csv
import io
import logging
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import IO

from aligner.bead import Bead, Bitext
from aligner.document import Place
from aligner.errors import FormatError
from aligner.formats.base import Keeps, ReadOptions, WriteOptions, Written, encode, unreadable
from aligner.formats.rows import SAMPLE, TableReader, TableRow, table_headers, table_rows
from aligner.output import Output

logger = logging.getLogger(__name__)

_LONGEST_FIELD = 1 << 24  # characters; Python's limit of 131,072 is less than a document
_START = 1 << 16  # bytes in which to look for the encoding


class Csv:
    """Comma-separated values."""

    keeps = Keeps(blank=False, status=True, note=True, unit=True, languages=False)
    takes = frozenset({"columns"})

    def write(self, bitext: Bitext, output: Output, options: WriteOptions) -> Written:
        """Write one row a bead."""
        written = Written()
        header = table_headers(options.columns)
        stream = output.part()
        line = io.StringIO(newline="")
        writer = csv.writer(line)
        stream.write(b"\xef\xbb\xbf")
        for row in chain([header], (texts for _, texts in table_rows(bitext, written))):
            writer.writerow(row)
            stream.write(encode(line.getvalue(), written))
            line.seek(0)
            line.truncate()
        return written

    def read(self, path: Path, options: ReadOptions) -> Bitext:
        """Read one bead a row.

        Raises:
            InputError: the file cannot be read.
            FormatError: it is no text, or it is not clear which columns hold the texts.
        """
        encoding = _encoding(path)
        sample = list(islice(_table_rows(path, encoding), SAMPLE))
        reader = TableReader(sample, options, path)
        beads = _beads(path, encoding, reader)
        return Bitext(options.source_language, options.target_language, beads, str(path), str(path))


def _encoding(path: Path) -> str:
    """Return the encoding of a file, as its first bytes tell it."""
    try:
        with path.open("rb") as stream:
            start = stream.read(_START)
    except OSError as error:
        raise unreadable(path, error) from error
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        # A character may be cut at the end of what was read.
        start.decode("utf-8-sig", errors="strict" if len(start) < _START else "ignore")
    except UnicodeDecodeError:
        logger.warning("%s: read as GB18030, a guess", path)
        return "gb18030"
    return "utf-8-sig"


def _table_rows(path: Path, encoding: str) -> Iterator[TableRow]:
    """Yield the rows with the lines they end on.

    Raises:
        FormatError: text in another encoding, or no CSV.
    """
    line = 0
    read: list[str] = []  # the lines of the row at hand
    try:
        with path.open(encoding=encoding, newline="") as stream:
            csv.field_size_limit(_LONGEST_FIELD)
            delimiter = _delimiter(stream)
            rows = csv.reader(_noting(stream, read), delimiter=delimiter, strict=True)
            for row in rows:
                raw, first = read.copy(), line + 1
                read.clear()
                line = rows.line_num
                yield TableRow(f"{path}:{line}", row, partial(_place, raw, first, row))
    except UnicodeDecodeError as error:
        raise FormatError(
            f"not {encoding.removesuffix('-sig').upper()}",
            place=f"{path}:{line + 1}",
            way_out="save it as CSV UTF-8",
        ) from error
    except csv.Error as error:
        raise FormatError(
            f"malformed: {error}", place=f"{path}:{line + 1}", way_out="save it as CSV UTF-8 again"
        ) from error
    except OSError as error:
        raise unreadable(path, error) from error


def _noting(lines: Iterable[str], read: list[str]) -> Iterator[str]:
    """Pass lines on, keeping them."""
    for line in lines:
        read.append(line)
        yield line


def _place(lines: Sequence[str], first: int, row: Sequence[str], column: int) -> Place:
    """Return where the text of a cell begins, behind its quotation mark if it has one.

    Args:
        lines: of the row, as they stand in the file.
        first: the number of the first of them.
        row: the texts of its cells.
        column: the number of the cell, from 0.
    """
    raw, start = "".join(lines), 0
    for text in row[:column]:
        # A cell in quotation marks has those inside doubled.
        quoted = raw.startswith('"', start)
        start += len(text) + (2 + text.count('"') if quoted else 0) + 1
    start += raw.startswith('"', start)
    for number, line in enumerate(lines, start=first):
        if start < len(line):
            return Place(number, start + 1)
        start -= len(line)
    return Place(first, 1)  # a row too short to have the cell


def _delimiter(stream: IO[str]) -> str:
    """Return what separates the columns, judged by the first line."""
    first = stream.readline()
    stream.seek(0)
    return max(",;\t", key=first.count)


def _beads(path: Path, encoding: str, reader: TableReader) -> Iterator[Bead]:
    rows = islice(_table_rows(path, encoding), reader.layout.first_row, None)
    yield from reader.beads(rows)
    for line in reader.remarks:
        logger.warning("%s: %s", path, line)
