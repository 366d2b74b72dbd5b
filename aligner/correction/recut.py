"""Documents cut at other places, or with other texts, than before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from aligner.correction.location import Ground
from aligner.document import Document, Language, Sentence
from aligner.text.segmentation import BLANK, Span, segment


def recut(document: Document, positions: Iterable[int]) -> Document:
    """Return the document with its sentences cut at further positions of its ``Ground``.

    Positions at the borders of sentences change nothing.
    """
    borders = Ground.of(document).borders
    inside: dict[int, list[int]] = {}
    for position in sorted(set(positions)):
        index = bisect_right(borders, position) - 1
        if index < len(document.sentences) and position > borders[index]:
            inside.setdefault(index, []).append(position - borders[index])
    if not inside:
        return document
    pieces = [
        piece
        for sentence in document.sentences
        for piece in _cut(sentence, inside.get(sentence.index, []))
    ]
    return Document.cut(document.name, document.language, document.text, pieces, document.places)


def _cut(sentence: Sentence, counts: list[int]) -> list[Span]:
    """Return the sentence cut after so many of its characters, blanks not counted."""
    spans: list[Span] = []
    start = sentence.start
    visible = [i for i, character in enumerate(sentence.text) if character not in BLANK]
    for count in counts:
        end = sentence.start + visible[count - 1] + 1
        spans.append(Span(start, end, sentence.paragraph))
        start = sentence.start + visible[count]
    return [*spans, Span(start, sentence.end, sentence.paragraph)]


def retexted(
    document: Document, parts: Sequence[tuple[range, str | None]]
) -> tuple[Document, list[range]]:
    """Return the document with other texts in some places.

    A text that replaces several sentences is cut into sentences again.

    Args:
        document: which stays as it is.
        parts: sentences, all of them and in order, with the text that replaces them, if any.

    Returns:
        The new document, which leads back to no file, and where each part stands in it.
    """
    pieces: list[str] = []
    spans: list[Span] = []
    ranges: list[range] = []
    length = done = 0
    for part, text in parts:
        first = len(spans)
        if part:
            sentences = document.sentences[part.start : part.stop]
            start, end = sentences[0].start, sentences[-1].end
            pieces += document.text[done:start], text or document.text[start:end]
            length += start - done
            spans += _shifted(_spans(sentences, text, document.language), length)
            length += len(pieces[-1])
            done = end
        ranges.append(range(first, len(spans)))
    whole = "".join([*pieces, document.text[done:]])
    return Document.cut(document.name, document.language, whole, spans), ranges


def _spans(sentences: Sequence[Sentence], text: str | None, language: Language) -> list[Span]:
    """Return the spans of sentences, or of the text that replaces them, from where they begin."""
    paragraph = sentences[0].paragraph
    if text is None:
        begin = sentences[0].start
        return [Span(s.start - begin, s.end - begin, s.paragraph) for s in sentences]
    whole = Span(0, len(text), paragraph)
    return [whole] if len(sentences) == 1 else segment(text, language, paragraphs=[whole])


def _shifted(spans: Sequence[Span], by: int) -> list[Span]:
    return [Span(start + by, end + by, paragraph) for start, end, paragraph in spans]
