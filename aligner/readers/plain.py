"""Plain text: a line is a paragraph, unless the file was wrapped at a column."""

from __future__ import annotations

import re

from aligner.readers.base import Extraction
from aligner.readers.places import Change, TextPlaces
from aligner.readers.wrapping import unwrap
from aligner.text.encoding import decode
from aligner.text.segmentation import Span, lines

# Whatever ends a line anywhere; "\n" itself needs no change.
_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# In presegmented files only these count: a U+2028 inside a line must not shift all indices.
_PRESEGMENTED_LINE_END = re.compile(r"\r\n")


def read(data: bytes, name: str) -> Extraction:
    """Return the text with its paragraphs; lines wrapped at a column are put together."""
    places, encoding = _read(data, name, _LINE_END)
    return Extraction(places.text, tuple(unwrap(places.text, lines(places.text))), places, encoding)


def read_presegmented(data: bytes, name: str) -> Extraction:
    """Return the text with every line, also a blank one, as a paragraph."""
    places, encoding = _read(data, name, _PRESEGMENTED_LINE_END)
    start = 0
    spans: list[Span] = []
    for line in places.text.removesuffix("\n").split("\n"):
        spans.append(Span(start, start + len(line), len(spans)))
        start += len(line) + 1
    return Extraction(places.text, tuple(spans), places, encoding)


def _read(data: bytes, name: str, line_end: re.Pattern[str]) -> tuple[TextPlaces, str]:
    decoded = decode(data, name)
    ends = line_end.finditer(decoded.text)
    changes = (Change(match.start(), match.end(), "\n") for match in ends)
    return TextPlaces(name, data, decoded, changes), decoded.encoding
