"""Glossary files: one module a format, chosen by name or suffix.

glossary = read_glossary(Path("terms.xlsx"))
write_glossary(glossary, Path("terms.tsv"))
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import BinaryIO

from aligner.formats.base import Columns
from aligner.glossary.files.base import FORMATS, format_for, load_format, read_bytes
from aligner.glossary.model import Glossary
from aligner.output import Output

__all__ = ["FORMATS", "Columns", "format_for", "load_format", "read_glossary", "write_glossary"]


def read_glossary(path: Path, format_name: str | None = None, columns: Columns = ()) -> Glossary:
    """Return the glossary in a file.

    Raises:
        InputError: the file cannot be read, or is too large.
        FormatError: a malformed record, with its line.
        UsageError: unknown format or suffix.
    """
    name = format_name or format_for(path)
    return load_format(name).read(read_bytes(path), str(path), columns)


def write_glossary(
    glossary: Glossary,
    destination: Path | BinaryIO,
    format_name: str,
    columns: Columns = (),
    keep_order: bool = False,
) -> Counter[str]:
    """Write a glossary to a file that appears complete or not at all.

    Its terms are sorted unless ``keep_order`` is set.

    Returns:
        How many terms lost what the format cannot hold, by its name.

    Raises:
        OutputError: the file cannot be written; an earlier one stays as it was.
        UsageError: unknown format, or one that is only read.
    """
    chosen = load_format(format_name)
    with Output(destination) as output:
        chosen.write(chosen.keeps.remaining(glossary, keep_order), output, columns)
    return chosen.keeps.count_lost(glossary)
