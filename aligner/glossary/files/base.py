"""What every glossary file format offers, and the table of formats.

A new format is one module with a class after ``GlossaryFormat`` and one line in ``FORMATS``; the
contract test in ``tests/glossary`` runs over the whole table.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Protocol

from aligner.errors import InputError, UsageError
from aligner.formats.base import Columns, FormatEntry
from aligner.glossary.files.keeps import Keeps
from aligner.glossary.model import Glossary
from aligner.output import Output
from aligner.text.encoding import decode

_logger = logging.getLogger(__name__)
MOST_TERMS = 500_000
_LARGEST = 1 << 26  # bytes; a glossary of 20,000 terms has about 5 MB


class GlossaryFormat(Protocol):
    """One kind of glossary file."""

    @property
    def keeps(self) -> Keeps:
        """What reading gives back of what was written."""
        ...

    def read(self, data: bytes, name: str, columns: Columns) -> Glossary:
        """Return the glossary in a file called ``name``.

        Raises:
            InputError: the content is not what this format reads.
            FormatError: a malformed record, with its line.
        """
        ...

    def write(self, glossary: Glossary, output: Output, columns: Columns) -> None:
        """Write what ``keeps.remaining`` has left of a glossary; the same one, the same bytes.

        Raises:
            UsageError: the format is only read.
        """
        ...


FORMATS = {
    "tsv": FormatEntry((".tsv",), "aligner.glossary.files.tsv:Tsv"),
    "csv": FormatEntry((".csv",), "aligner.glossary.files.csv:Csv"),
    "xlsx": FormatEntry((".xlsx",), "aligner.glossary.files.xlsx:Xlsx"),
    "json": FormatEntry((".json",), "aligner.glossary.files.json:Json"),
    "tbx": FormatEntry((".tbx", ".xml"), "aligner.glossary.files.tbx:TbxDca"),
    "tbx-dct": FormatEntry((), "aligner.glossary.files.tbx:TbxDct"),
    "martif": FormatEntry((".mtf", ".martif"), "aligner.glossary.files.martif:Martif"),
    "deepl": FormatEntry((), "aligner.glossary.files.plain:Deepl"),
    "omegat": FormatEntry((".txt", ".utf8", ".tab"), "aligner.glossary.files.plain:Omegat"),
}


def load_format(name: str) -> GlossaryFormat:
    """Import the format called ``name``.

    Raises:
        UsageError: there is none of that name.
    """
    if name not in FORMATS:
        raise UsageError(f"unknown format {name!r}", way_out=f"choose from {', '.join(FORMATS)}")
    made: GlossaryFormat = FORMATS[name].load()
    return made


def format_for(path: Path) -> str:
    """Return the name of the format that ``path``'s suffix stands for.

    >>> format_for(Path("policy.TSV"))
    'tsv'

    Raises:
        UsageError: no format has this suffix.
    """
    suffix = path.suffix.lower()
    for name, entry in FORMATS.items():
        if suffix in entry.suffixes:
            return name
    known = ", ".join(suffix for entry in FORMATS.values() for suffix in entry.suffixes)
    problem = f"unknown suffix {path.suffix!r}" if path.suffix else "no suffix"
    raise UsageError(problem, place=str(path), way_out=f"use {known}, or name the format")


def text_of(data: bytes, name: str) -> str:
    """Return the text of a glossary file; tell where its encoding had to be guessed.

    Raises:
        InputError: bytes in no known encoding.
    """
    decoded = decode(data, name)
    if decoded.is_guess:
        _logger.warning("%s: read as %s, a guess", name, decoded.encoding.upper())
    return decoded.text


def read_bytes(path: Path) -> bytes:
    """Return the content of a glossary file.

    Raises:
        InputError: no such file, a directory, unreadable, or larger than 64 MiB.
    """
    try:
        size = path.stat().st_size
        if size > _LARGEST:
            raise InputError(
                f"{size >> 20} MiB, too large for a glossary",
                place=str(path),
                way_out=f"at most {_LARGEST >> 20} MiB and {MOST_TERMS} terms are read: split it",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError("no such file", place=str(path), way_out="check the path") from None
    except IsADirectoryError:
        raise InputError("a directory", place=str(path), way_out="give a file") from None
    except OSError as error:
        problem = error.strerror or type(error).__name__
        raise InputError(f"cannot be read: {problem}", place=str(path)) from None
