"""Token evidence: how much better the other side predicts each token than its frequency does.

For a target token e in a bead whose source tokens are z_1 … z_n the score is

    log(λ + (1 − λ) · κ · n^−γ · Σ_k t(e | z_k) / p(e))

and the same in the other direction: IBM Model 1 (Brown et al. 1993; Moore 2002) as a ratio to the
background, with n^γ / κ in place of n because long sentences are not as diluted as Model 1
believes. Being a ratio, merging sentences is not rewarded by itself: tokens that nothing predicts
cost log λ wherever they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from aligner.alignment.window import FloatArray, IntArray, Shape, Window
from aligner.text.tokens import Tokens

_DILUTION = 0.85  # γ
_TELLING = 0.25  # share of the pieces in which a type may stand to count on a coarse grid
_SCALE = 0.7  # κ: dilution as in Model 1 at about ten tokens


@dataclass(frozen=True, slots=True)
class LinkTable:
    """Pairs of token types that predict each other, grouped by the given type.

    The pairs of given type g are ``offsets[g] … offsets[g + 1] - 1``.
    """

    offsets: IntArray  # shape (types + 1,)
    predicted: npt.NDArray[np.int32]  # shape (pairs,): the predicted type
    ratios: FloatArray  # shape (pairs,): t(predicted | given) / p(predicted), > 0


def link_table(
    given: npt.NDArray[np.integer],
    predicted: npt.NDArray[np.integer],
    ratios: npt.NDArray[np.floating],
    types: int,
) -> LinkTable:
    """Group pairs, in any order, by their given type (each below ``types``)."""
    order = np.lexsort((predicted, given))
    offsets = np.zeros(types + 1, np.int64)
    np.cumsum(np.bincount(given, minlength=types), out=offsets[1:])
    return LinkTable(offsets, predicted[order].astype(np.int32), ratios[order].astype(np.float32))


@dataclass(frozen=True, slots=True)
class Side:
    """One side's tokens and how much each of its types counts as a predicted token."""

    tokens: Tokens  # types from 0, without gaps
    weights: FloatArray  # shape (types,); 0 for types that say nothing, such as function words
    probabilities: FloatArray  # shape (types,): background probability, > 0

    def coarser(self, size: int) -> Side:
        """Return the same side with every ``size`` sentences taken as one.

        Types that occur too often to tell the pieces apart are left out.
        """
        offsets = self.tokens.offsets
        borders = np.append(offsets[:-1:size], offsets[-1])
        counts = np.bincount(self.tokens.types, minlength=len(self.weights))
        telling = counts <= max((len(borders) - 1) * _TELLING, 1)
        kept = telling[self.tokens.types]
        before = np.concatenate([[0], np.cumsum(kept)])
        return replace(self, tokens=Tokens(self.tokens.types[kept], before[borders]))


@dataclass(frozen=True, slots=True)
class LinkScorer:
    """Scores beads by linked tokens; features: target given source, source given target."""

    source: Side
    target: Side
    forward: LinkTable  # given source types
    backward: LinkTable  # given target types
    floor: float  # λ: the weight of the background, between 0 and 1
    learns: bool = False  # whether the links may be re-estimated on the documents

    def features(self, window: Window) -> FloatArray:
        """Return the two log-likelihood ratios of every bead, shape (2, shapes, rows, columns)."""
        rows, columns = window.rows, window.columns
        flipped = tuple((b, a) for a, b in window.shapes)
        result = np.empty((2, *window.size), np.float32)
        result[0] = self._predict(window.shapes, rows, columns)
        result[1] = self._reverse()._predict(flipped, columns, rows).swapaxes(1, 2)
        return result

    def coarser(self, size: int) -> LinkScorer:
        """Return a scorer that takes every ``size`` sentences of each side as one."""
        return replace(self, source=self.source.coarser(size), target=self.target.coarser(size))

    def _reverse(self) -> LinkScorer:
        return LinkScorer(self.target, self.source, self.backward, self.forward, self.floor)

    def _predict(self, shapes: Sequence[Shape], rows: range, columns: range) -> FloatArray:
        """Score how well the sentences of the rows predict those of the columns."""
        result = np.zeros((len(shapes), len(rows), len(columns)), np.float32)
        first_row = max(rows.start - max(a for a, _ in shapes), 0)
        first_column = max(columns.start - max(b for _, b in shapes), 0)
        given = self.source.tokens[first_row : rows.stop - 1]
        tokens = self.target.tokens[first_column : columns.stop - 1]
        if not len(tokens.types):
            return result
        types = _distinct(tokens.types, len(self.target.weights))
        sums, counts = self._sums(given, types), self._counts(tokens, types)
        # Room on the left for beads that would begin before the first sentence.
        room = max(b for _, b in shapes) - columns.start + first_column
        merged, lengths = np.zeros_like(sums), np.zeros(len(sums), np.float32)
        for depth in range(1, min(max(a for a, _ in shapes), len(sums)) + 1):
            # Row k of `merged` holds the sentences first_row + k … first_row + k + depth - 1.
            rest = len(sums) - depth + 1
            merged = merged[:rest] + sums[depth - 1 :]
            lengths = lengths[:rest] + given.counts[depth - 1 :]
            wanted = [(i, b) for i, (a, b) in enumerate(shapes) if a == depth and b > 0]
            first = max(rows.start - first_row - depth, 0)
            if not wanted or first >= rest:
                continue
            cumulative = self._cumulative(merged[first:], lengths[first:], counts, room)
            skip = first_row + first + depth - rows.start
            at_end = cumulative[:, -len(columns) :]
            for index, b in wanted:
                at_start = cumulative[:, -len(columns) - b : -b]
                np.subtract(at_end, at_start, out=result[index, skip:])
        return result

    def _sums(self, given: Tokens, types: IntArray) -> FloatArray:
        """Return Σ ratio over each given sentence for each predicted type: (sentences, types)."""
        place_of = np.full(len(self.target.weights), -1, np.int64)
        place_of[types] = np.arange(len(types))
        starts = self.forward.offsets[given.types]
        counts = self.forward.offsets[given.types + 1] - starts
        pairs = np.arange(counts.sum()) + np.repeat(starts - np.cumsum(counts) + counts, counts)
        places = place_of[self.forward.predicted[pairs]]
        wanted = np.flatnonzero(places >= 0)
        sentence = np.repeat(np.arange(len(given.counts)), given.counts)
        cells = np.repeat(sentence * len(types), counts)[wanted] + places[wanted]
        size = len(given.counts) * len(types)
        sums = np.bincount(cells, self.forward.ratios[pairs[wanted]], size)
        return sums.astype(np.float32).reshape(-1, len(types))

    def _counts(self, tokens: Tokens, types: IntArray) -> FloatArray:
        """Return how often each type stands in each sentence, weighted: (types, sentences)."""
        sentence = np.repeat(np.arange(len(tokens.counts)), tokens.counts)
        cells = np.searchsorted(types, tokens.types) * len(tokens.counts) + sentence
        weights = self.target.weights[tokens.types]
        counts = np.bincount(cells, weights, len(types) * len(tokens.counts))
        return counts.astype(np.float32).reshape(len(types), -1)

    def _cumulative(
        self, sums: FloatArray, lengths: FloatArray, counts: FloatArray, room: int
    ) -> FloatArray:
        """Return the score of the first c sentences together, for each c.

        The shape is (merges, room + columns + 1); the room on the left is 0.
        """
        scale = strength(self.floor, lengths).astype(np.float32)
        logs = np.log(self.floor + sums * scale[:, None])
        # All is finite; but what pads the blocks of OpenBLAS's kernels may be anything.
        with np.errstate(invalid="ignore", over="ignore"):
            scores = logs @ counts
        cumulative = np.zeros((len(sums), room + 1 + counts.shape[1]), np.float32)
        np.cumsum(scores, axis=1, out=cumulative[:, room + 1 :])
        return cumulative


def strength(floor: float, lengths: npt.NDArray[np.number]) -> npt.NDArray[np.floating]:
    """Return (1 − λ) · κ · n^−γ for given sides of n tokens: what a sum of ratios is scaled by."""
    return np.asarray((1.0 - floor) * _SCALE * np.maximum(lengths, 1.0) ** -_DILUTION)


def _distinct(types: npt.NDArray[np.int32], count: int) -> IntArray:
    """Return the distinct types in ascending order; each is below ``count``."""
    present = np.zeros(count, bool)
    present[types] = True
    return np.flatnonzero(present)
