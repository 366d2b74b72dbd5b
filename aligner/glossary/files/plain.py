"""The plain lists of other programs: DeepL's two columns, OmegaT's three.

Both hold a Chinese form, its rendering and, for OmegaT, a comment; no header. Approved terms only
are written, with their preferred rendering, a line for each Chinese form; white space in texts
becomes single blanks. What DeepL does with a term it does everywhere, and it takes a source once:
terms that hold only ``when`` something is said, or only up to some day, are left out there.

Read are tabs or, for DeepL, CSV; more columns (languages, in DeepL's own exports) are passed over.
A list from English into Chinese is turned round. All terms are approved then.
Sources: DeepL API documentation, "Glossaries"; OmegaT manual, "Glossaries".
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from aligner.errors import FormatError
from aligner.formats.base import Columns
from aligner.glossary.files.base import text_of
from aligner.glossary.files.csv import csv_rows
from aligner.glossary.files.keeps import Keeps
from aligner.glossary.files.rows import TableRow, bare_terms
from aligner.glossary.files.tsv import tab_rows
from aligner.glossary.model import Glossary, Term
from aligner.output import Output
from aligner.text.language import script_balance

_logger = logging.getLogger(__name__)
# Without it OmegaT takes .txt for what the system usually writes.
_MAGIC = "# -*- coding: utf-8 -*-\n"


class Deepl:
    """DeepL's glossaries: source and target."""

    keeps = Keeps(
        frozenset({"source", "target"}), extra=False, about=False, spacing=False, lines="settled"
    )

    def read(self, data: bytes, name: str, columns: Columns) -> Glossary:
        """Read one term a line.

        Raises:
            InputError: bytes in no known encoding.
            FormatError: an empty file, or a line of one column.
        """
        text = text_of(data, name)
        first = text.partition("\n")[0]
        if "\t" in first:
            rows = tab_rows(text.split("\n"))
        else:
            rows = csv_rows(text, max(",;", key=first.count), name)
        return Glossary(Path(name).stem, _terms(rows, 2, name))

    def write(self, glossary: Glossary, output: Output, columns: Columns) -> None:
        """Write one line a Chinese form."""
        lines = (f"{term.source}\t{term.target}\n" for term in glossary.terms)
        output.part().write("".join(lines).encode())


class Omegat:
    """OmegaT's glossaries: source, target, comment."""

    keeps = Keeps(
        frozenset({"source", "target", "note"}),
        extra=False,
        about=False,
        spacing=False,
        lines="approved",
    )

    def read(self, data: bytes, name: str, columns: Columns) -> Glossary:
        """Read one term a line; lines that begin with ``#`` are comments.

        Raises:
            InputError: bytes in no known encoding.
            FormatError: an empty file, or a line of one column.
        """
        lines = text_of(data, name).split("\n")
        rows = tab_rows(["" if line.startswith("#") else line for line in lines])
        return Glossary(Path(name).stem, _terms(rows, 3, name, is_empty=not data))

    def write(self, glossary: Glossary, output: Output, columns: Columns) -> None:
        """Write one line a Chinese form."""
        lines = ("\t".join((term.source, term.target, term.note)).rstrip() for term in glossary)
        output.part().write("".join([_MAGIC, *(f"{line}\n" for line in lines)]).encode())


def _terms(
    rows: Iterable[TableRow], width: int, name: str, is_empty: bool | None = None
) -> tuple[Term, ...]:
    found = tuple(bare_terms((replace(row, cells=row.cells[:width]) for row in rows), name))
    if not found and is_empty in (None, True):
        raise FormatError("empty glossary", place=name, way_out="write source, tab, target")
    sources, targets = (
        sum(script_balance(text) for text in texts)
        for texts in ((term.source for term in found), (term.target for term in found))
    )
    if sources < 0 < targets:
        _logger.warning("%s: from English into Chinese, turned round", name)
        found = tuple(map(_turned, found))
    return found


def _turned(term: Term) -> Term:
    origin = replace(term.origin, fields=("target", "source", "note"))
    return replace(term, source=term.target, target=term.source, origin=origin)
