r"""Plain text: a line is a paragraph, unless the file was wrapped at a column."""

from __future__ import annotations

import re

from aligner.readers.base import Extraction
from aligner.readers.places import TextPlaces, line_ends
from aligner.readers.wrapping import unwrap
from aligner.text.encoding import decode
from aligner.text.segmentation import Span, lines


def read(data: bytes, name: str) -> Extraction:
    """Return the text with its paragraphs; lines wrapped at a column are put together."""
    decoded = decode(data, name)
    places = TextPlaces(name, data, decoded, line_ends(decoded.text))
    paragraphs = unwrap(places.text, lines(places.text))
    return Extraction(places.text, tuple(paragraphs), places, decoded.encoding, decoded.is_guess)


def read_presegmented(data: bytes, name: str) -> Extraction:
    r"""Return the text with every line, also a blank one, as a paragraph.

    Only "\n" and "\r\n" end a line: a U+2028 within one would shift all indices behind it.
    """
    decoded = decode(data, name)
    places = TextPlaces(name, data, decoded, line_ends(decoded.text, re.compile(r"\r\n")))
    start = 0
    spans: list[Span] = []
    for line in places.text.removesuffix("\n").split("\n"):
        spans.append(Span(start, start + len(line), len(spans)))
        start += len(line) + 1
    return Extraction(places.text, tuple(spans), places, decoded.encoding, decoded.is_guess)
