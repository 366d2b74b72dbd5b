"""Cutting Chinese and English text into sentences, by rules and with offsets."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

from aligner.document import Language
from aligner.text.segmentation import en, zh

Level = Literal["sentence", "clause"]

# Sentences leave out these and nothing else: white space, and what no reader sees.
BLANK = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
    "\u200b\u200c\u200d\u2060\ufeff"
)
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w")


class Span(NamedTuple):
    """A stretch of text: a sentence, or a whole paragraph."""

    start: int  # half-open code-point offsets
    end: int
    paragraph: int  # from 0; blank lines do not count


def segment(
    text: str,
    language: Language,
    level: Level = "sentence",
    paragraphs: Iterable[Span] | None = None,
) -> list[Span]:
    r"""Return the sentences of ``text`` in order; time O(n).

    Every character outside ``BLANK`` is in exactly one sentence, and no sentence crosses a
    paragraph border. Paragraphs are the lines unless others are given. At level "clause"
    sentences are cut further, at semicolons and at colons that lead a list.

    >>> [tuple(span) for span in segment("一、总则\n坚持改革。扩大开放！", "zh")]
    [(0, 4, 0), (5, 10, 1), (10, 15, 1)]
    """
    return [
        span
        for paragraph in (lines(text) if paragraphs is None else paragraphs)
        for span in _cut(text, paragraph, _borders(text, paragraph, language, level))
    ]


def comma_pieces(text: str, clause: Span) -> list[Span]:
    """Return a clause cut at every comma and colon, except in quotations, brackets and numbers.

    >>> [tuple(span) for span in comma_pieces("一是就业，二是收入。", Span(0, 10, 0))]
    [(0, 5, 0), (5, 10, 0)]
    """
    from aligner.text.segmentation import clauses

    return _cut(
        text, clause, itertools.chain(clauses.comma_borders(text, *clause[:2]), [clause.end])
    )


def _cut(text: str, whole: Span, borders: Iterable[int]) -> list[Span]:
    """Return the pieces that end at the borders, the last of which is the end of the whole."""
    spans: list[Span] = []
    position = whole.start
    for border in borders:
        start, end = _strip(text, position, border)
        position = border
        if spans and not _WORD.search(text, start, end):
            # A stray quote or dash is no sentence; it belongs to the one before.
            start = spans.pop().start if start < end else end
        if start < end:
            spans.append(Span(start, end, whole.paragraph))
    return spans


def lines(text: str) -> list[Span]:
    """Return the lines that are not blank, as paragraphs."""
    filled = (match for match in _LINE.finditer(text) if match[0].strip(BLANK))
    return [Span(match.start(), match.end(), index) for index, match in enumerate(filled)]


def _borders(text: str, paragraph: Span, language: Language, level: Level) -> Iterator[int]:
    """Yield the ends of the sentences or clauses, at last the end of the paragraph."""
    sentences = _rules(text, paragraph, language)(text, paragraph.start, paragraph.end)
    if level == "sentence":
        yield from sentences
    else:
        # Here, because compiling the patterns takes as long as for sentences in both languages.
        from aligner.text.segmentation import clauses

        position = paragraph.start
        for border in itertools.chain(sentences, (paragraph.end,)):
            yield from clauses.borders(text, position, border)
            yield border
            position = border
    yield paragraph.end


def _rules(
    text: str, paragraph: Span, language: Language
) -> Callable[[str, int, int], Iterator[int]]:
    """Choose by script: an English abstract in a Chinese paper follows the English rules."""
    piece = text[paragraph.start : paragraph.end]
    # UTF-8 takes three bytes for a Chinese character and one for a Latin letter.
    wide = (len(piece.encode("utf-8", "surrogatepass")) - len(piece)) // 2
    return zh.borders if wide > len(piece) * (0.2 if language == "zh" else 0.5) else en.borders


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the blanks at both ends."""
    piece = text[start:end]
    return end - len(piece.lstrip(BLANK)), start + len(piece.rstrip(BLANK))
