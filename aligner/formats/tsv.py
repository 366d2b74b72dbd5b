r"""Tab-separated values: source, target, probability, status, note; row *n* is bead *n*.

No header and no quoting. In the texts, tab, line feed, carriage return and backslash are written
``\t``, ``\n``, ``\r`` and ``\\``; a backslash before anything else is read as it stands. Two
columns suffice when reading, and what is not known is not written at the end of a row; columns
after the fifth are ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from aligner.bead import Bead, Bitext, join
from aligner.document import Place
from aligner.errors import FormatError
from aligner.formats.base import (
    Keeps,
    ReadOptions,
    Side,
    WriteOptions,
    Written,
    encode,
    parse_probability,
    parse_status,
    read_lines,
)
from aligner.output import Output

_ESCAPES = {"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"}
_CHARACTERS = {written: character for character, written in _ESCAPES.items()}
_TABLE = str.maketrans(_ESCAPES)
_ESCAPED = re.compile(r"\\[\\tnr]")


class Tsv:
    """Tab-separated values."""

    keeps = Keeps(status=True, note=True, languages=False)
    takes: frozenset[str] = frozenset()

    def write(self, bitext: Bitext, output: Output, options: WriteOptions) -> Written:
        """Write one row a bead."""
        written = Written()
        stream = output.part()
        for bead in bitext.beads:
            columns = [
                escape(join(bead.source, bitext.source_language)),
                escape(join(bead.target, bitext.target_language)),
                "" if bead.probability is None else f"{bead.probability:.4f}",
                bead.status or "",
                escape(bead.note),
            ]
            while len(columns) > 2 and not columns[-1]:
                columns.pop()
            stream.write(encode("\t".join(columns) + "\n", written))
            written.beads += 1
        return written

    def read(self, path: Path, options: ReadOptions) -> Bitext:
        """Read one bead a row."""
        return Bitext(options.source_language, options.target_language, _beads(path))


def escape(text: str) -> str:
    r"""Return ``text`` as one column.

    >>> escape("a\tb")
    'a\\tb'
    """
    return text.translate(_TABLE)


def unescape(column: str) -> str:
    r"""Return the text of a column.

    >>> unescape(r"C:\\temp \x") == r"C:\temp \x"
    True
    """
    if "\\" not in column:  # as hardly any has
        return column
    return _ESCAPED.sub(lambda match: _CHARACTERS[match.group()], column)


def _beads(path: Path) -> Iterator[Bead]:
    source, target = Side(), Side()
    for line in read_lines(path):
        columns = line.text.split("\t")
        if len(columns) < 2:
            raise FormatError(
                "one column, expected at least two",
                place=line.place,
                way_out="separate source and target by a tab",
            )
        columns += [""] * 3
        yield Bead(
            source.sentences(unescape(columns[0])),
            target.sentences(unescape(columns[1])),
            parse_probability(columns[2], line.place) if columns[2] else None,
            parse_status(columns[3], line.place) if columns[3] else None,
            unescape(columns[4]),
            places=(Place(line.number, 1), Place(line.number, len(columns[0]) + 2)),
        )
