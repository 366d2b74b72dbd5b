"""The outside of sentences as evidence: their lengths, their marks, their paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aligner.alignment.window import Array, FloatArray, IntArray, Window
from aligner.document import Document
from aligner.evidence.punctuation import Marks, read_marks

_USUAL_RATIO = (2.2, 5.5)  # English characters a Chinese character, in whole documents
_VARIANCE = 10.0  # of English characters, a Chinese character; in squared ratios
_SMALL = 5.0  # characters; keeps the ratio of very short sentences from deciding


def _sums(values: npt.ArrayLike) -> Array:
    """Return the sums of the first k values, for each k."""
    return np.concatenate([[0.0], np.cumsum(np.asarray(values, np.float64))])


def _of_beads(sums: Array, ends: range, lengths: IntArray) -> Array:
    """Return the sum over the sentences before each end position: (lengths, ends)."""
    positions = np.array(ends)
    return np.asarray(sums[positions] - sums[np.maximum(positions - lengths[:, None], 0)])


def _lengths(window: Window) -> tuple[IntArray, IntArray]:
    """Return the numbers of source and of target sentences of the shapes."""
    source, target = np.array(window.shapes).T
    return source, target


@dataclass(frozen=True, slots=True)
class LengthEvidence:
    """Lengths in characters (Gale & Church 1993): difference, ratio, size of what is left out."""

    features: tuple[str, ...] = ("length.difference", "length.ratio", "length.unpaired")

    def prepare(self, source: Document, target: Document) -> LengthScorer:
        """Return a scorer; the expected ratio of lengths is the documents' own."""
        lengths = [
            _sums([len(sentence.text) for sentence in document.sentences])
            for document in (source, target)
        ]
        ratio = float(np.clip(lengths[1][-1] / max(lengths[0][-1], 1.0), *_USUAL_RATIO))
        return LengthScorer(lengths[0] * ratio, lengths[1], ratio)


@dataclass(frozen=True, slots=True)
class LengthScorer:
    """Compares lengths, the source's already in expected target characters."""

    source: Array  # of the first k sentences
    target: Array
    ratio: float  # target characters a source character

    def features(self, window: Window) -> FloatArray:
        """Return squared difference over variance, squared log ratio, log length of a lone side."""
        result = np.zeros((3, *window.size), np.float32)
        a, b = _lengths(window)
        source = _of_beads(self.source, window.rows, a)[:, :, None]
        target = _of_beads(self.target, window.columns, b)[:, None, :]
        both = (a > 0) & (b > 0)
        variance = 2 * _VARIANCE * self.ratio * np.maximum(source, self.ratio)
        result[0, both] = ((target - source) ** 2 / variance)[both]
        result[1, both] = ((np.log(target + _SMALL) - np.log(source + _SMALL)) ** 2)[both]
        result[2, ~both] = np.log1p(source + target)[~both]
        return result


@dataclass(frozen=True, slots=True)
class PunctuationEvidence:
    """Marks that both sides should share: ？ ！, the last mark, quotations opened and closed."""

    features: tuple[str, ...] = (
        "mark.question",
        "mark.exclamation",
        "mark.last",
        "quotation.inside",
        "quotation.closed",
        "quotation.opened",
    )

    def prepare(self, source: Document, target: Document) -> PunctuationScorer:
        """Return a scorer over the marks of both documents."""
        return PunctuationScorer(read_marks(source), read_marks(target))


@dataclass(frozen=True, slots=True)
class PunctuationScorer:
    """Compares marks: numbers of them inside beads, and what stands where a bead ends."""

    source: Marks
    target: Marks

    def features(self, window: Window) -> FloatArray:
        """Return differences in number for the first two, 0 or 1 for the others."""
        result = np.zeros((6, *window.size), np.float32)
        a, b = _lengths(window)
        for feature, name in enumerate(("questions", "exclamations")):
            source = _of_beads(getattr(self.source, name), window.rows, a)
            target = _of_beads(getattr(self.target, name), window.columns, b)
            result[feature] = np.abs(source[:, :, None] - target[:, None, :])
        result[2, (a > 0) & (b > 0)] = self._differ("last", window)
        for feature, name in enumerate(("inside", "closed", "opened"), start=3):
            result[feature] = self._differ(name, window)
        return result

    def _differ(self, name: str, window: Window) -> npt.NDArray[np.bool_]:
        """Return where the two sides differ at a bead's end: (rows, columns)."""
        source, target = getattr(self.source, name), getattr(self.target, name)
        rows, columns = np.array(window.rows), np.array(window.columns)
        return np.asarray(source[rows][:, None] != target[columns][None, :])


@dataclass(frozen=True, slots=True)
class ParagraphEvidence:
    """Paragraph borders, where both documents have them: beads seldom cross them.

    Whole paragraphs without a counterpart (bylines, navigation) are more frequent than lone
    sentences without one.
    """

    features: tuple[str, ...] = (
        "paragraph.crossed",
        "paragraph.crossings",
        "paragraph.crossed_both",
        "paragraph.border",
        "paragraph.alone",
    )

    def prepare(self, source: Document, target: Document) -> ParagraphScorer:
        """Return a scorer; it has no opinion if one side has one paragraph only."""
        left, right = (_borders(document) for document in (source, target))
        known = bool(left[1:-1].any() and right[1:-1].any())
        return ParagraphScorer(left, right, _sums(left[:-1]), _sums(right[:-1]), known)


def _borders(document: Document) -> Array:
    """Return 1 for each position where a paragraph begins or ends, 0 elsewhere."""
    paragraphs = np.array([sentence.paragraph for sentence in document.sentences])
    return np.concatenate([[1.0], np.diff(paragraphs) > 0, [1.0]])


@dataclass(frozen=True, slots=True)
class ParagraphScorer:
    """Compares paragraph borders."""

    source: Array  # 1 at positions where a paragraph begins or ends, shape (sentences + 1,)
    target: Array
    source_sums: Array  # of the first k positions, shape (sentences + 1,)
    target_sums: Array
    known: bool  # whether both documents have paragraphs

    def features(self, window: Window) -> FloatArray:
        """Return the five features.

        Whether a bead crosses a border; how many it crosses; whether it does so on both sides;
        whether one side alone ends at a border; whether a lone sentence is a whole paragraph.
        """
        result = np.zeros((5, *window.size), np.float32)
        if not self.known:
            return result
        a, b = _lengths(window)
        # The borders at which a bead begins and ends are not crossed.
        inside = [np.maximum(lengths - 1, 0) for lengths in (a, b)]
        rows, columns = window.rows, window.columns
        source = _of_beads(self.source_sums, rows, inside[0])[:, :, None]
        target = _of_beads(self.target_sums, columns, inside[1])[:, None, :]
        result[0] = source + target > 0
        result[1] = source + target
        result[2] = (source > 0) & (target > 0)
        source_ends, target_ends = self.source[rows], self.target[columns]
        result[3] = source_ends[:, None] != target_ends[None, :]
        ends = source_ends[:, None] * target_ends[None, :]
        source_begins = self.source[np.maximum(np.array(rows) - 1, 0)]
        target_begins = self.target[np.maximum(np.array(columns) - 1, 0)]
        result[4, (a == 1) & (b == 0)] = ends * source_begins[:, None]
        result[4, (a == 0) & (b == 1)] = ends * target_begins[None, :]
        return result
