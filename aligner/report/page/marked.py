"""Texts with marks as HTML; marks may overlap and nest."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from aligner.report.page.model import Mark
from aligner.report.terminal import printable


def marked_html(text: str, marks: Sequence[Mark]) -> Markup:
    """Return a text with its marks as ``<mark>`` elements, escaped.

    Where marks overlap the text is cut at their borders, so that elements never cross.

    >>> str(marked_html("a<b", [Mark(1, 3, "term", "x")]))
    'a<mark class="term" title="x">&lt;b</mark>'
    """
    return Markup("").join(_pieces(text, [mark for mark in marks if mark.start < mark.end]))


def _pieces(text: str, marks: Sequence[Mark]) -> Iterator[Markup]:
    if not marks:
        yield escape(printable(text))
        return
    borders = {0, len(text)}
    for mark in marks:
        borders |= {min(mark.start, len(text)), min(mark.end, len(text))}
    ordered = sorted(borders)
    for start, end in itertools.pairwise(ordered):
        here = [mark for mark in marks if mark.start <= start and end <= mark.end]
        piece = escape(printable(text[start:end]))
        if not here:
            yield piece
            continue
        kinds = " ".join(dict.fromkeys(mark.kind for mark in here))
        labels = "\n".join(dict.fromkeys(mark.label for mark in here if mark.label))
        title = Markup(' title="{}"').format(printable_lines(labels)) if labels else Markup("")
        yield Markup('<mark class="{}"{}>{}</mark>').format(kinds, title, piece)


def printable_lines(text: str) -> str:
    """Return a text of several lines without control characters."""
    return "\n".join(printable(line) for line in text.split("\n"))
