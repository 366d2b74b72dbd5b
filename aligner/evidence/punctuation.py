"""Reading the marks of a document: questions, quotations, the last mark of each sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aligner.document import Document

_LAST = {
    mark: kind
    for kind, marks in enumerate(("。.．", "！!", "？?", "：:", "；;", "，,、", "…", "—"), start=1)
    for mark in marks
}
_CLOSERS = "”’\"'）)」』》〉]】 \u00a0\u3000"
_OPENING, _CLOSING = "“「『", "”」』"
_DOUBLE = re.compile('[“”「」『』"]')
# Dialogue in single quotes, as in British books: ’ between letters is an apostrophe.
_SINGLE = re.compile(r"[“”\"‘]|’(?![A-Za-z])|(?<![A-Za-z])'|'(?![A-Za-z])")
_BEFORE_OPENING = " \u00a0\u3000([（—–-"


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a document, all arrays by position: shape (sentences + 1,)."""

    questions: npt.NDArray[np.float64]  # how many in the first k sentences
    exclamations: npt.NDArray[np.float64]
    last: npt.NDArray[np.int8]  # kind of the last mark before the position; 0 for none
    inside: npt.NDArray[np.bool_]  # the position is inside a quotation
    closed: npt.NDArray[np.bool_]  # the sentence before ends with a closing quotation mark
    opened: npt.NDArray[np.bool_]  # the sentence after begins with an opening one


def read_marks(document: Document) -> Marks:
    """Return the marks of a document's sentences."""
    texts = [sentence.text for sentence in document.sentences]
    last = [0, *(_LAST.get(text.rstrip(_CLOSERS)[-1:], 0) for text in texts)]
    return Marks(
        _count(texts, "?？"),
        _count(texts, "!！"),
        np.array(last, np.int8),
        np.fromiter(_states(texts), bool, len(texts) + 1),
        np.array([False, *(text[-1:] in {*"”」』\"'’"} for text in texts)]),
        np.array([*(text[:1] in {*"“「『\"'‘"} for text in texts), False]),
    )


def _count(texts: Sequence[str], marks: str) -> npt.NDArray[np.float64]:
    counts = [0, *(sum(text.count(mark) for mark in marks) for text in texts)]
    return np.cumsum(np.array(counts, np.float64))


def _states(texts: Sequence[str]) -> Iterator[bool]:
    """Yield for each position whether a quotation is open there."""
    pattern = _SINGLE if _uses_single(texts) else _DOUBLE
    inside = False
    yield inside
    for text in texts:
        for match in pattern.finditer(text):
            inside = _opens(match[0], text[: match.start()])
        yield inside


def _opens(mark: str, before: str) -> bool:
    """Tell whether a quotation mark opens; a straight one does at a beginning or after a space."""
    if mark in _OPENING or mark == "‘":
        return True
    if mark in _CLOSING or mark == "’":
        return False
    return not before or before[-1] in _BEFORE_OPENING


def _uses_single(texts: Sequence[str]) -> bool:
    """Tell whether dialogue stands in single quotation marks."""
    double = sum(text.count(mark) for text in texts for mark in '“「"')
    single = sum(text.count("‘") + text.startswith("'") + text.count(" '") for text in texts)
    return single > 5 * double
