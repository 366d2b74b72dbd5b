"""Reading documents: from a file to a ``Document`` with sentences and the way back."""

from __future__ import annotations

import importlib
import logging
import re
import sys
from pathlib import Path
from typing import cast

from aligner.document import Document, Language
from aligner.errors import InputError
from aligner.readers.base import Extraction, Reader
from aligner.text.language import detect_language
from aligner.text.segmentation import BLANK, Level, Span, segment

_logger = logging.getLogger(__name__)

# The readers by suffix. A new kind of document is one module with a `read` and its line here.
READERS: dict[str, str] = {
    ".txt": "aligner.readers.plain:read",
    ".md": "aligner.readers.markdown:read",
    ".markdown": "aligner.readers.markdown:read",
    ".html": "aligner.readers.html:read",
    ".htm": "aligner.readers.html:read",
    ".xhtml": "aligner.readers.html:read",
    ".pdf": "aligner.readers.pdf:read",
    ".docx": "aligner.readers.word:read",
    ".docm": "aligner.readers.word:read",
    ".dotx": "aligner.readers.word:read",
    ".xlsx": "aligner.readers.xlsx:read",
}
_PLAIN = READERS[".txt"]
_PRESEGMENTED = "aligner.readers.plain:read_presegmented"
_PACKED = (".docx", ".docm", ".dotx", ".pdf", ".xlsx")  # with pictures, not all of them is text
_LARGEST, _LARGEST_TEXT = 1 << 29, 1 << 26  # bytes
# Reading these as plain text would give markup for sentences.
_UNSUPPORTED = (
    ".odt .rtf .xml .epub .xls .ods .csv .ppt .pptx .tex"
    " .tmx .xlf .xliff .sdlxliff .tsv .json .jsonl .po .srt .zip .gz .xz .7z"
)


def read_document(
    path: Path | str,
    *,
    language: Language | None = None,
    presegmented: bool = False,
    level: Level = "sentence",
) -> Document:
    """Return the document in a file, cut into sentences; "-" reads standard input.

    The suffix says how to read it; unknown suffixes are plain text. With ``presegmented``
    every line of the file, whatever its suffix and also if it is blank, is one sentence.

    Raises:
        InputError: no such file, a directory, unreadable, empty, binary, of a kind that
            cannot be read, or neither Chinese nor English.
    """
    name = str(path)
    extraction = extract(name, presegmented)
    text = extraction.text
    language = language or _detect_language(text, name)
    if presegmented:
        spans = [Span(*_strip(text, line), 0) for line in extraction.paragraphs]
    else:
        spans = segment(text, language, level, extraction.paragraphs)
    return Document.cut(name, language, text, spans, extraction.places)


def extract(name: str, presegmented: bool = False) -> Extraction:
    """Return the text in a file with its paragraphs, and log how it was read.

    Raises:
        InputError: as ``read_document``, but for the language.
    """
    data = _read_bytes(name)
    if name == "-" and _BITEXT.match(data):
        raise InputError("a bitext, no document", place=name, way_out="give it as a file")
    extraction = _reader(name, presegmented)(data, name)
    # A packed file may be small and its text large; standard input has no size.
    _refuse_large(len(extraction.text.encode(errors="replace")), _LARGEST_TEXT, name)
    _report(name, extraction)
    if not extraction.text.strip(BLANK):
        raise InputError("empty document", place=name, way_out="give a file with text")
    return extraction


# What begins so on standard input has both languages: XML, JSON lines, or rows as ``align`` writes.
_BITEXT = re.compile(
    rb'\s*(?:<\?xml|<tmx|<xliff|\{"schema")|[^\t\n]*\t[^\t\n]*\t[01]\.[0-9]{4}(?:[\t\r\n]|\Z)'
)


def _reader(name: str, presegmented: bool) -> Reader:
    """Look the reader up and import it."""
    suffix = Path(name).suffix.lower()
    if suffix == ".doc" and not presegmented:
        raise InputError(
            ".doc files cannot be read",
            place=name,
            way_out="save it as .docx, or: soffice --headless --convert-to docx FILE",
        )
    if suffix in _UNSUPPORTED.split() and not presegmented:
        raise InputError(
            f"{suffix} files cannot be read yet",
            place=name,
            way_out=f"save it as one of {', '.join(READERS)}",
        )
    module, _, attribute = (
        _PRESEGMENTED if presegmented else READERS.get(suffix, _PLAIN)
    ).partition(":")
    return cast(Reader, getattr(importlib.import_module(module), attribute))


def _read_bytes(name: str) -> bytes:
    try:
        size = 0 if name == "-" else Path(name).stat().st_size
        is_packed = Path(name).suffix.lower() in _PACKED
        _refuse_large(size, _LARGEST if is_packed else _LARGEST_TEXT, name)
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except FileNotFoundError:
        raise InputError("no such file", place=name, way_out="check the path") from None
    except IsADirectoryError:
        raise InputError("a directory", place=name, way_out="give a file") from None
    except OSError as error:
        problem = error.strerror or type(error).__name__
        raise InputError(f"cannot be read: {problem}", place=name) from None


def _refuse_large(size: int, most: int, name: str) -> None:
    if size > most:
        raise InputError(
            f"{size >> 20} MiB, too large for one document",
            place=name,
            way_out="split it into parts and align each with its translation",
        )


def _report(name: str, extraction: Extraction) -> None:
    for notice in extraction.notices:
        _logger.warning("%s: %s", name, notice)
    if extraction.is_guess:
        _logger.warning("%s: read as %s, a guess", name, extraction.encoding.upper())
    elif extraction.encoding:
        _logger.info("%s: %s", name, extraction.encoding.upper())


def _detect_language(text: str, name: str) -> Language:
    try:
        return detect_language(text)
    except InputError as error:
        raise InputError(error.problem, place=name, way_out=error.way_out) from None


def _strip(text: str, line: Span) -> tuple[int, int]:
    """Return the line without blanks at both ends; a blank line is empty at its start."""
    piece = text[line.start : line.end]
    start = line.end - len(piece.lstrip(BLANK))
    end = line.start + len(piece.rstrip(BLANK))
    return (start, end) if start < end else (line.start, line.start)
