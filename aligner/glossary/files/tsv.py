r"""The master form of a glossary: tab-separated, one term a line, sorted.

Lines before the header that begin with ``#`` say what the glossary is (``# version: 2026.1``,
``# licence: CC BY 4.0``). No quoting: what the cells hold is told in ``aligner.glossary.cells``.
Columns may be left out but for source and target, and stand in any order; unknown ones are kept.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from aligner.formats.base import Columns
from aligner.glossary.files.base import text_of
from aligner.glossary.files.keeps import Keeps
from aligner.glossary.files.rows import TableRow, table, terms_of
from aligner.glossary.model import Glossary
from aligner.output import Output

_logger = logging.getLogger(__name__)
_ABOUT = ("name", "version", "licence")


class Tsv:
    """Tab-separated values."""

    keeps = Keeps()

    def read(self, data: bytes, name: str, columns: Columns) -> Glossary:
        """Read one term a line.

        Raises:
            InputError: bytes in no known encoding.
            FormatError: a malformed line.
        """
        lines = text_of(data, name).removesuffix("\n").split("\n")
        first = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
        about = _about(lines[:first])
        others = sum(bool(text) for key, text in about.items() if key not in _ABOUT)
        if others:
            _logger.warning("%s: %d comment lines, not kept when it is written", name, others)
        return Glossary(
            about.get("name") or Path(name).stem,
            terms_of(tab_rows(lines, first), columns, name),
            about.get("version", ""),
            about.get("licence", ""),
        )

    def write(self, glossary: Glossary, output: Output, columns: Columns) -> None:
        """Write the header and one line a term."""
        stream = output.part()
        for key in _ABOUT:
            text = getattr(glossary, key)
            # The name of the file says the name, where it is the same.
            if text and not (key == "name" and not (glossary.version or glossary.licence)):
                stream.write(f"# {key}: {text}\n".encode())
        for row in table(glossary.terms, columns):
            stream.write(("\t".join(row).rstrip("\t") + "\n").encode())


def _about(lines: list[str]) -> dict[str, str]:
    """Return what the lines say, by key; a comment without one is its own."""
    pairs = (line.lstrip("# ").partition(":") for line in lines)
    return {key.strip().lower(): (text or key).strip() for key, _, text in pairs}


def tab_rows(lines: list[str], first: int = 0) -> Iterator[TableRow]:
    """Yield the rows of the lines from one on, counted from 0; blank lines are passed over."""
    for number, line in enumerate(lines[first:], start=first + 1):
        if line.strip():
            cells = line.removesuffix("\r").split("\t")
            starts = tuple(accumulate((len(cell) + 1 for cell in cells[:-1]), initial=1))
            yield TableRow(number, cells, starts)
