"""The lines of text on the pages of a PDF, put together from where its characters stand.

Programs draw characters in any order: quotation marks of another font after the rest of the line,
columns side by side. Characters on one base line are put in order from left to right; a wide gap
ends the line, so that columns stay apart.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

_COLUMN_GAP = 3.0  # of the font size: the least distance between columns
_SPACE = 0.18  # of the font size: a gap that is a space where no space is drawn
_SAME_BASE = 0.25  # of the font size: how far base lines in one line may differ
_RAISED = 0.75  # of the usual font size: digits this small on a base line of their own are marks
_SLANT = 0.1  # radians: text turned by more is a watermark
# What pdfium gives for a hyphen at the end of a line: the rest of the word follows.
_BROKEN_WORD = re.compile("[\x02\ufffe\u00ad]")
_DROPPED = re.compile("[\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f\ufeff\u200b\ufffd\ufff9-\ufffb]")
_SPACES = re.compile(r"\s+")
# Ligatures and the radicals that some programs write instead of characters (一 as U+2F00).
_PRESENTATION = re.compile("[\ufb00-\ufb06\u2e80-\u2fd5\uf900-\ufaff]")
_MARK = re.compile(r"[\d*†‡①-⑳\[\]〔〕]+")


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


@dataclass(frozen=True, slots=True)
class _Character:
    text: str
    order: int  # in which it is drawn
    left: float
    right: float
    base: float
    size: float


def page_lines(page: Any, number: int) -> Iterator[Line]:  # noqa: ANN401  # pypdfium2 has no types
    """Yield the lines of a page, those of a column together, in the order they are drawn."""
    height, width = page.get_height() or 1.0, page.get_width()
    pieces = [piece for row in _rows(list(_characters(page))) for piece in _columns(row)]
    pieces.sort(key=lambda piece: min(character.order for character in piece))
    usual = median(one.size for piece in pieces for one in piece) if pieces else 0.0
    count = 0
    for piece in pieces:
        text = _clean(_text(piece)).strip()
        shown = [character for character in piece if not character.text.isspace()]
        size = max((character.size for character in shown), default=0.0)
        if not text or (size < _RAISED * usual and _MARK.fullmatch(text)):
            continue
        count += 1
        base = shown[0].base
        left, right = shown[0].left, shown[-1].right
        yield Line(text, number, count, left, right, base, size, base / height, width)


def _characters(page: Any) -> Iterator[_Character]:  # noqa: ANN401
    """Yield what is drawn on a page, spaces too, but not what pdfium adds or what is slanted."""
    from pypdfium2 import raw

    text_page = page.get_textpage()
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    handle = text_page.raw
    high = 0  # the first half of a character beyond U+FFFF
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, index)
        is_hyphen = code in (2, 0xFFFE)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0
        if raw.FPDFText_IsGenerated(handle, index) == 1 and not is_hyphen:
            continue
        angle = raw.FPDFText_GetCharAngle(handle, index)
        if _SLANT < angle < 6.283 - _SLANT:
            continue
        raw.FPDFText_GetCharOrigin(handle, index, x, y)
        raw.FPDFText_GetLooseCharBox(handle, index, box)
        size = raw.FPDFText_GetFontSize(handle, index)
        tall = abs(box.top - box.bottom)
        if not 0.5 * tall < size < 2 * tall:  # The size is scaled elsewhere, or the box is missing.
            size = tall or size
        right = max(box.right, x.value)
        yield _Character(chr(code), index, x.value, right, y.value, size)


def _rows(characters: Sequence[_Character]) -> Iterator[list[_Character]]:
    """Yield the characters that stand on the same base line, from left to right."""
    row: list[_Character] = []
    for character in sorted(characters, key=lambda one: (-one.base, one.left)):
        if row and row[0].base - character.base > _SAME_BASE * max(row[0].size, character.size):
            yield sorted(row, key=lambda one: (one.left, one.order))
            row = []
        row.append(character)
    if row:
        yield sorted(row, key=lambda one: (one.left, one.order))


def _columns(row: Sequence[_Character]) -> Iterator[list[_Character]]:
    """Yield the parts of a row between wide gaps."""
    piece: list[_Character] = []
    for character in row:
        if character.text.isspace() and not piece:
            continue
        if piece and character.left - piece[-1].right > _COLUMN_GAP * character.size:
            yield piece
            piece = []
        piece.append(character)
    if piece:
        yield piece


def _text(piece: Sequence[_Character]) -> str:
    """Return the characters with a space in every gap that shows one."""
    texts = [piece[0].text]
    for before, character in pairwise(piece):
        if character.text.isspace() or before.text.isspace():
            texts.append(" " if character.text.isspace() else character.text)
            continue
        gap = character.left - before.right
        wide = _is_wide(before.text) or _is_wide(character.text)
        if gap > (0.6 if wide else _SPACE) * character.size:
            texts.append(" ")
        texts.append(character.text)
    return "".join(texts)


def _clean(text: str) -> str:
    """Return a line without what is no character, presentation forms made plain."""
    text = _DROPPED.sub("", _BROKEN_WORD.sub("\u00ad", text))
    text = _SPACES.sub(" ", text)
    return _PRESENTATION.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
