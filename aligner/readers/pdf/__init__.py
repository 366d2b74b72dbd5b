"""PDF: the text layer, its lines put together to paragraphs.

Read through pdfium. Running heads, running feet and page numbers are left out; a paragraph that
goes on over a page break stays one. What is only drawn, as on scanned pages, has no text to read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aligner.document import Place
from aligner.errors import InputError, OutputError
from aligner.readers.base import Extraction, ReadOnly
from aligner.readers.pdf.lines import Line, page_lines
from aligner.readers.pdf.paragraphs import body_lines, join_lines, paragraphs, vocabulary
from aligner.text.segmentation import Span

_GARBAGE = 0.2  # share of characters without meaning from which a text layer is refused


def read(data: bytes, name: str) -> Extraction:
    """Return the text of a PDF.

    Raises:
        InputError: it is none, is protected by a password, damaged, or has no text layer.
    """
    document = _open(data, name)
    pages = [_lines(document, number, name) for number in range(1, len(document) + 1)]
    empty = sum(not found for found in pages)
    lines = [line for found in pages for line in found]
    if not lines:
        raise InputError("no text layer: scanned", place=name, way_out="run OCR on it first")
    _check_characters(lines, name)
    notice = (f"{empty} pages without text left out; if they are scanned, run OCR first",)
    return _extraction(body_lines(lines, len(document)), data, name, notice if empty else ())


def _open(data: bytes, name: str) -> Any:  # noqa: ANN401  # pypdfium2 has no types
    import pypdfium2

    if b"%PDF" not in data[:1024]:
        raise InputError("not a PDF file", place=name, way_out="save it as PDF again")
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError(
                "protected by a password", place=name, way_out="save it without password"
            ) from error
        raise InputError("a damaged PDF", place=name, way_out="save it as PDF again") from error


def _lines(document: Any, number: int, name: str) -> list[Line]:  # noqa: ANN401
    import pypdfium2

    try:
        return list(page_lines(document[number - 1], number))
    except pypdfium2.PdfiumError as error:
        place = f"{name}: page {number}"
        raise InputError("a damaged page", place=place, way_out="save it as PDF again") from error


def _check_characters(lines: Sequence[Line], name: str) -> None:
    """Refuse a text layer of characters that fonts of this file alone give a meaning."""
    text = "".join(line.text for line in lines)
    private = sum("\ue000" <= character <= "\uf8ff" for character in text)
    if private > _GARBAGE * len(text):
        raise InputError(
            "a text layer of private characters",
            place=name,
            way_out="run OCR on it, or print it anew",
        )


def _extraction(
    lines: Sequence[Line], data: bytes, name: str, notices: tuple[str, ...]
) -> Extraction:
    words = vocabulary(lines)
    texts: list[str] = []
    spans: list[Span] = []
    starts: list[int] = []
    position = 0
    for paragraph in paragraphs(lines):
        pieces = join_lines(paragraph, words)
        begin = position
        for piece in pieces:
            starts.append(position)
            position += len(piece)
        spans.append(Span(begin, position, len(spans)))
        texts.append("".join(pieces))
        position += 1
    refusal = OutputError(
        "a PDF cannot be edited", place=name, way_out="edit the document it was made from"
    )
    places = PdfPlaces(data, refusal, starts, lines)
    return Extraction("\n".join(texts), tuple(spans), places, notices=notices)


@dataclass(frozen=True, slots=True)
class PdfPlaces(ReadOnly):
    """Places on the pages of a PDF, which cannot be edited."""

    starts: Sequence[int]  # of the lines, in the text
    lines: Sequence[Line]

    def locate(self, offset: int) -> Place:
        """Return page, line and column of a code-point offset into the text."""
        index = max(bisect_right(self.starts, offset) - 1, 0)
        line = self.lines[index]
        return Place(line.number, offset - self.starts[index] + 1, f"page {line.page}")
