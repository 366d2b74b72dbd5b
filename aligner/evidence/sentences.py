"""Sentence vectors as evidence: sentences whose meanings are close for an encoder.

How well a sentence t is covered by the other side of a bead is told by its cosine with the sum U of
that side's vectors. The cosine alone would favour hubs, sentences near to everything, so the mean
cosine h with the k nearest sentences of the other document is taken off (the margin of Artetxe &
Schwenk 2019, as a difference), and a bead has

    encoder.english  Σ w_t · (cos(t, U) − h_t) / c over its English sentences

and ``encoder.chinese``, the same in the other direction. w grows with the square root of a
sentence's length, in U as well; c is how far the nearest sentence of the other document stands out
from all of them, on average: some encoders find any two sentences alike (cosines of 0.7 to 0.9),
others do not, and the weights are to suit all of them. Being a difference that is as often
negative, merging is not rewarded by itself. U stands for the vector of the merged text, which costs
one more run of the model; that is made only for merges in doubt, see `VectorScorer.second_look`.

Time is O(n · (band + sample) · d) for n sentences and vectors of d numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from aligner.alignment.candidates import Candidates
from aligner.alignment.window import Array, FloatArray, Window
from aligner.document import Document
from aligner.evidence.matching_text import matching_texts

_NEIGHBOURS = 4  # k
_SAMPLE = 1_000  # sentences of the other document among which the nearest are looked for
_LEAST_CONTRAST = 0.02  # of cosines; in documents of one sentence there is none
_DOUBTFUL = (0.05, 0.95)  # probabilities between which a merge is encoded
_MOST = 0.5  # merges encoded a sentence of both documents, at most

Progress = Callable[[float], None]


class VectorMaker(Protocol):
    """What gives vectors to texts, such as an encoder."""

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> FloatArray:
        """Return vectors of length 1, or 0 for blank texts: (texts, dimensions)."""
        ...


@dataclass(frozen=True, slots=True)
class EncoderEvidence:
    """Scores beads by sentence vectors."""

    encoder: VectorMaker
    progress: Progress | None = None
    features: tuple[str, ...] = ("encoder.english", "encoder.chinese")

    def prepare(self, source: Document, target: Document) -> VectorScorer:
        """Return a scorer; all sentences of both documents are encoded here."""
        chinese, english = (matching_texts(document) for document in (source, target))
        vectors = self.encoder.encode([*chinese, *english], self.progress)
        scorer = _scorer(
            (vectors[: len(chinese)], vectors[len(chinese) :]),
            (_weights(chinese), _weights(english)),
        )
        return replace(scorer, merged=MergedTexts(self.encoder, (chinese, english)))


def _scorer(vectors: tuple[FloatArray, FloatArray], weights: tuple[Array, Array]) -> VectorScorer:
    """Return a scorer of sentences or pieces, given the vectors and weights of both sides."""
    hubs, contrast = _nearest(vectors[0], vectors[1])
    other_hubs, other_contrast = _nearest(vectors[1], vectors[0])
    return VectorScorer(
        VectorSide(vectors[0], weights[0], hubs),
        VectorSide(vectors[1], weights[1], other_hubs),
        max((contrast + other_contrast) / 2, _LEAST_CONTRAST),
    )


def _weights(texts: Sequence[str]) -> Array:
    lengths = np.array([len(text) for text in texts], np.float64)
    return np.asarray(np.sqrt(lengths / max(lengths.mean(), 1.0)))


def _nearest(own: FloatArray, other: FloatArray) -> tuple[Array, float]:
    """Return each vector's mean cosine with its nearest of the other document, and the contrast.

    That is how far the very nearest stands out from all, on average over the vectors.
    """
    # Evenly spread, so that cost is linear in long documents.
    sampled = np.linspace(0, len(other) - 1, min(len(other), _SAMPLE)).round().astype(int)
    sample = other[sampled].T
    count = min(_NEIGHBOURS, len(sampled))
    hubs, contrasts = np.zeros((2, len(own)))
    for start in range(0, len(own), _SAMPLE):
        part = slice(start, start + _SAMPLE)
        cosines = own[part] @ sample
        nearest = np.partition(cosines, -count, axis=1)[:, -count:]
        hubs[part] = nearest.mean(axis=1)
        contrasts[part] = nearest[:, -1] - cosines.mean(axis=1)
    return hubs, float(contrasts.mean())


@dataclass(frozen=True, slots=True)
class VectorSide:
    """The sentences of one document, or pieces of it."""

    vectors: FloatArray  # shape (sentences, dimensions), of length 1; 0 for blank sentences
    weights: Array  # shape (sentences,): 1 at the mean length
    hubs: Array  # shape (sentences,): mean cosine with the nearest of the other document

    def __getitem__(self, part: slice) -> VectorSide:
        """Return some of the sentences."""
        return VectorSide(self.vectors[part], self.weights[part], self.hubs[part])

    @property
    def sums(self) -> Array:
        """The weighted sums of the first k vectors, for each k: (sentences + 1, dimensions)."""
        weighted = self.vectors * self.weights[:, None]
        return np.concatenate([np.zeros_like(weighted[:1]), np.cumsum(weighted, axis=0)])

    def merged(self, first: int, end: int) -> Array:
        """Return the weighted sum of some sentences' vectors: (dimensions,)."""
        return np.asarray(self.weights[first:end] @ self.vectors[first:end])

    def coarser(self, size: int) -> tuple[FloatArray, Array]:
        """Return vectors and weights of pieces of ``size`` sentences.

        What all pieces have in common, the subject of the document, is taken off.
        """
        starts = np.arange(0, len(self.vectors), size)
        pieces = np.add.reduceat(self.vectors * self.weights[:, None], starts)
        centred = pieces - pieces.mean(axis=0) if len(pieces) > 1 else pieces
        weights = np.add.reduceat(self.weights, starts)
        return (centred / _lengths(centred)[:, None]).astype(np.float32), weights


def _lengths(vectors: Array) -> Array:
    """Return the lengths of vectors, never 0."""
    return np.asarray(np.maximum(np.linalg.norm(vectors, axis=-1), 1e-9))


@dataclass(frozen=True, slots=True)
class MergedTexts:
    """Gives vectors to merges of sentences."""

    encoder: VectorMaker
    texts: tuple[Sequence[str], Sequence[str]]  # of the Chinese and the English sentences

    def encode(self, spans: Iterable[tuple[int, int, int]]) -> FloatArray:
        """Return the vectors of spans of sentences: side, first, behind the last."""
        merged = [("", " ")[side].join(self.texts[side][first:end]) for side, first, end in spans]
        return self.encoder.encode(merged)


@dataclass(frozen=True, slots=True)
class VectorScorer:
    """Scores beads by the vectors of their sentences."""

    source: VectorSide
    target: VectorSide
    contrast: float  # of cosines with the nearest and with all, > 0
    merged: MergedTexts | None = None  # None for pieces, which are not encoded themselves

    def features(self, window: Window) -> FloatArray:
        """Return how well each side is covered by the other: (2, shapes, rows, columns)."""
        result = np.empty((2, *window.size), np.float32)
        result[0] = _covered(self.source, self.target, window)
        flipped = tuple((b, a) for a, b in window.shapes)
        turned = Window(window.columns, window.rows, flipped)
        result[1] = _covered(self.target, self.source, turned).swapaxes(1, 2)
        result /= self.contrast
        return result

    def coarser(self, size: int) -> VectorScorer:
        """Return a scorer that takes every ``size`` sentences of each side as one."""
        (first, first_weights), (second, second_weights) = (
            side.coarser(size) for side in (self.source, self.target)
        )
        return _scorer((first, second), (first_weights, second_weights))

    def second_look(self, beads: Candidates, probabilities: Array) -> Array:
        """Return what encoding the merges in doubt adds to the features: (2, beads)."""
        gains = np.zeros((2, len(beads.rows)))
        chosen = self._in_doubt(beads, probabilities)
        if self.merged is None or not chosen:
            return gains
        spans = sorted({span for bead in chosen for span in _merges(beads, bead)})
        encoded = dict(zip(spans, self.merged.encode(spans), strict=True))
        sides = self.source, self.target
        for bead in chosen:
            own, other = (
                sides[side].merged(first, end) for side, first, end in _spans(beads, bead)
            )
            units = own / _lengths(own), other / _lengths(other)
            closer = [
                encoded.get(span, unit)
                for span, unit in zip(_spans(beads, bead), units, strict=True)
            ]
            more = (closer[0] @ closer[1] - units[0] @ units[1]) / self.contrast
            gains[:, bead] = more * _lengths(other), more * _lengths(own)
        return gains

    def _in_doubt(self, beads: Candidates, probabilities: Array) -> list[int]:
        """Return the merges whose probability says little, most doubtful first, not too many."""
        low, high = _DOUBTFUL
        merges = (beads.shapes.min(axis=1) > 0) & (beads.shapes.max(axis=1) > 1)
        doubtful = np.flatnonzero(merges & (probabilities > low) & (probabilities < high))
        order = np.argsort(np.abs(probabilities[doubtful] - 0.5), kind="stable")
        most = _MOST * (len(self.source.vectors) + len(self.target.vectors))
        spans: set[tuple[int, int, int]] = set()
        chosen: list[int] = []
        for bead in doubtful[order].tolist():
            spans.update(_merges(beads, bead))
            if len(spans) > most:
                break
            chosen.append(bead)
        return chosen


def _covered(given: VectorSide, predicted: VectorSide, window: Window) -> FloatArray:
    """Score how well the sentences of the columns are covered by those of the rows.

    The shape is (shapes, rows, columns); beads with an empty side get 0.
    """
    shapes, rows, columns = window.shapes, window.rows, window.columns
    result = np.zeros(window.size, np.float32)
    first_row = max(rows.start - max(a for a, _ in shapes), 0)
    first_column = max(columns.start - max(b for _, b in shapes), 0)
    given, predicted = given[first_row : rows.stop - 1], predicted[first_column : columns.stop - 1]
    if not len(predicted.vectors):
        return result
    sums = given.sums
    dots = (sums @ predicted.vectors.T) * predicted.weights
    # Room on the left for beads that would begin before the first sentence.
    room = max(b for _, b in shapes) - columns.start + first_column
    for depth in range(1, min(max(a for a, _ in shapes), len(given.vectors)) + 1):
        # Row k holds the sentences first_row + k … first_row + k + depth - 1.
        first = max(rows.start - first_row - depth, 0)
        wanted = [(i, b) for i, (a, b) in enumerate(shapes) if a == depth and b > 0]
        if not wanted or first + depth >= len(sums):
            continue
        lengths = _lengths(sums[first + depth :] - sums[first:-depth])
        scores = (dots[first + depth :] - dots[first:-depth]) / lengths[:, None]
        scores -= predicted.weights * predicted.hubs
        cumulative = np.zeros((len(scores), room + 1 + scores.shape[1]))
        np.cumsum(scores, axis=1, out=cumulative[:, room + 1 :])
        at_end, skip = cumulative[:, -len(columns) :], first_row + first + depth - rows.start
        for index, b in wanted:
            result[index, skip:] = at_end - cumulative[:, -len(columns) - b : -b]
    return result


Span = tuple[int, int, int]  # side, 0 or 1; first sentence; behind the last


def _spans(beads: Candidates, bead: int) -> tuple[Span, Span]:
    return (
        (0, int(beads.first_rows[bead]), int(beads.rows[bead])),
        (1, int(beads.first_columns[bead]), int(beads.columns[bead])),
    )


def _merges(beads: Candidates, bead: int) -> list[Span]:
    """Return the sides of a bead that are several sentences."""
    return [span for span in _spans(beads, bead) if span[2] - span[1] > 1]
