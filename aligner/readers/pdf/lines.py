"""The lines of text on the pages of a PDF, with where they stand."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# What pdfium gives for a hyphen at the end of a line: the rest of the word follows.
_BROKEN_WORD = "\x02\ufffe\u00ad"
_LINE = re.compile(r"[^\r\n]+")
_DROPPED = re.compile("[\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f\ufeff\u200b\ufffd\ufff9-\ufffb]")
# Ligatures and the radicals that some programs write instead of characters (一 as U+2F00).
_PRESENTATION = re.compile("[\ufb00-\ufb06\u2e80-\u2fd5\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; lengths in points, from the lower left corner of the page."""

    text: str  # a hyphen that breaks a word is U+00AD
    page: int  # from 1
    number: int  # on its page, from 1
    left: float
    right: float
    base: float  # of the letters
    size: float  # of the font
    height: float  # where on the page the line stands, 0 below … 1 above
    page_width: float


def page_lines(page: Any, number: int) -> Iterator[Line]:  # noqa: ANN401  # pypdfium2 has no types
    """Yield the lines of a page in the order in which the file draws them."""
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    page_height = page.get_height() or 1.0
    count = 0
    # Characters beyond U+FFFF are two for pdfium.
    wide = any(character > "\uffff" for character in text)
    for match in _LINE.finditer(text):
        start, end = match.span()
        if wide:
            start = len(text[:start].encode("utf-16-le")) // 2
            end = start + len(match[0].encode("utf-16-le")) // 2
        shown = _clean(match[0])
        if not shown.strip():
            continue
        first = start + len(match[0]) - len(match[0].lstrip())
        last = end - 1 - (len(match[0]) - len(match[0].rstrip()))
        left, base = _origin(text_page, first)
        count += 1
        yield Line(
            shown.strip(),
            number,
            count,
            left,
            _right(text_page, last, shown.rstrip()[-1]),
            base,
            _size(text_page, first),
            base / page_height,
            page.get_width(),
        )


def _clean(text: str) -> str:
    """Return a line without what is no character, presentation forms made plain."""
    text = re.sub(f"[{_BROKEN_WORD}]", "\u00ad", text)
    text = _DROPPED.sub("", text)
    return _PRESENTATION.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)


def _origin(text_page: Any, index: int) -> tuple[float, float]:  # noqa: ANN401
    """Return where a character is drawn; unlike its box also right for fonts not embedded."""
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text_page.raw, index, ctypes.byref(x), ctypes.byref(y))
    return x.value, y.value


def _right(text_page: Any, index: int, character: str) -> float:  # noqa: ANN401
    """Return where a character ends; its box, or its width by kind if it has none."""
    left, _ = _origin(text_page, index)
    box: float = text_page.get_charbox(index)[2]
    is_wide = unicodedata.east_asian_width(character) in "WF"
    return max(box, left + _size(text_page, index) * (1.0 if is_wide else 0.3))


def _size(text_page: Any, index: int) -> float:  # noqa: ANN401
    from pypdfium2 import raw

    return float(raw.FPDFText_GetFontSize(text_page.raw, index)) or 10.0
