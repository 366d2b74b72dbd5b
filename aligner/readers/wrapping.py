"""Putting together lines that were wrapped at a column.

A wrapped line is full: the first word of the next line would not have fit. Sentences one a
line, verse and headings are not full, so a text counts as wrapped only if most lines are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from aligner.text.segmentation import BLANK, Span

_SAMPLE = 4_000  # lines
_WIDEST, _NARROWEST = 100, 30  # columns texts are wrapped at
_FEWEST = 3  # pairs of lines that must show it
_WIDE = re.compile(r"[^\x00-\u2e7f]")  # the short way to say it: long ranges compile slowly
# What a wrapper moves to the next line as one: a word, or Chinese characters with the
# punctuation that may not begin or end a line.
_UNIT = re.compile(r"[!-\u2e7f]*[^\x00-\u2e7f]{0,3}")
_SENTENCE_END = re.compile(r"[.!?。！？：:；;][\"'”’)）」』]*\s*\Z")
_ITEM = re.compile(
    r"""
    \s* (?: [-*•●▪]\s
          | (?: [（(] (?:\d{1,3}|[a-zA-Z]|[ivxIVX]+|[一二三四五六七八九十]+) [)）]
              | (?:\d{1,3}|[a-zA-Z]|[ivxIVX]+|[一二三四五六七八九十]+) [)）.、．] ) (?!\d)
          | 第[一二三四五六七八九十百\d]+[章节条编] )
    """,
    re.VERBOSE,
)


def unwrap(text: str, lines: Sequence[Span]) -> Sequence[Span]:
    """Return the paragraphs: the lines themselves, or if they are wrapped, put together."""
    column = _wrap_column(text, lines[:_SAMPLE])
    if column is None:
        return lines
    paragraphs: list[Span] = []
    before: Span | None = None
    for line in lines:
        start = line.start
        if before and _may_continue(text, before, line) and _is_full(text, before, line, column):
            start = paragraphs.pop().start
        paragraphs.append(Span(start, line.end, len(paragraphs)))
        before = line
    return paragraphs


def _wrap_column(text: str, lines: Sequence[Span]) -> int | None:
    """Return the column the text is wrapped at, if it is."""
    widths = sorted(_width(text[line.start : line.end]) for line in lines)
    if not widths:
        return None
    column = widths[int(0.95 * (len(widths) - 1))]
    if not _NARROWEST <= column <= _WIDEST:
        return None
    pairs = list(_pairs(text, lines))
    full = [before for before, line in pairs if _is_full(text, before, line, column)]
    ended = sum(1 for line in full if _SENTENCE_END.search(text, line.start, line.end))
    if len(full) >= max(_FEWEST, 0.6 * len(pairs)) and ended <= 0.5 * len(full):
        return column
    return None


def _pairs(text: str, lines: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    return (pair for pair in pairwise(lines) if _may_continue(text, *pair))


def _may_continue(text: str, before: Span, line: Span) -> bool:
    """Tell whether nothing shows that ``line`` begins a paragraph of its own."""
    if text.count("\n", before.end, line.start) > 1 or _ITEM.match(text, line.start, line.end):
        return False
    return _indentation(text, line) <= _indentation(text, before)


def _indentation(text: str, line: Span) -> int:
    content = text[line.start : line.end]
    return len(content) - len(content.lstrip(BLANK))


def _is_full(text: str, before: Span, line: Span, column: int) -> bool:
    """Tell whether the first word of ``line`` would not have fit behind ``before``."""
    content = text[before.start : before.end].rstrip(BLANK)
    unit = _UNIT.match(text, line.start + _indentation(text, line), line.end)
    return _width(content) + 1 + _width(unit[0] if unit else "") > column


def _width(text: str) -> int:
    """Return the columns a terminal needs for the text."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))
