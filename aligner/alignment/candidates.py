"""The few beads that are probable at all, kept one by one for a second look.

A lattice has a score for every bead in the band; nearly all of them are next to impossible. What
costs too much to compute for all of them is computed for the rest, as in coarse-to-fine parsing
(Charniak & Johnson 2005). Time and memory are linear in the number of beads.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

import numpy as np

from aligner.alignment.window import Array, IntArray, Shape

_NOWHERE = -1e30  # log Σ over no path; finite, so that differences stay numbers
_TIE = 1e-9  # sums this close are equal: the bead that comes first wins


@dataclass(frozen=True, slots=True)
class Step:
    """A bead on a path: its shape, the position where it ends, its posterior probability."""

    shape: Shape
    row: int
    column: int
    probability: float  # 0 … 1


@dataclass(frozen=True, slots=True)
class Candidates:
    """Beads between two documents, ordered by the row, then by the column where they end.

    Paths go from (0, 0) to the end of the last bead. What sums over paths needs one at least.
    """

    shapes: IntArray  # shape (beads, 2): numbers of source and of target sentences
    rows: IntArray  # shape (beads,): where each ends
    columns: IntArray
    scores: Array  # shape (beads,): log score

    def rescored(self, added: Array) -> Candidates:
        """Return the same beads with something added to their scores."""
        return replace(self, scores=self.scores + added)

    def taken(self, chosen: IntArray) -> Candidates:
        """Return some of the beads, ``chosen`` by ascending numbers."""
        return Candidates(
            self.shapes[chosen], self.rows[chosen], self.columns[chosen], self.scores[chosen]
        )

    @property
    def first_rows(self) -> IntArray:
        """Where each bead begins; also the index of its first source sentence."""
        return self.rows - self.shapes[:, 0]

    @property
    def first_columns(self) -> IntArray:
        """The same on the target side."""
        return self.columns - self.shapes[:, 1]

    def positions(self) -> tuple[IntArray, IntArray]:
        """Return the numbers of the positions where beads begin and end; 0 is the first."""
        width = int(self.columns[-1]) + 1
        begins = self.first_rows * width + self.first_columns
        ends = self.rows * width + self.columns
        known = np.unique(np.concatenate([begins, ends]))
        return np.searchsorted(known, begins), np.searchsorted(known, ends)

    def connects(self, row: int, column: int) -> bool:
        """Tell whether a path leads from (0, 0) to a position with no bead behind it."""
        if not len(self.rows) or (self.rows[-1], self.columns[-1]) != (row, column):
            return False
        begins, ends = self.positions()
        reached = [True] + [False] * int(ends[-1])
        for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
            reached[end] |= reached[begin]
        return reached[-1] and self.first_rows[0] == self.first_columns[0] == 0

    def posteriors(self) -> Array:
        """Return the probability of each bead, 0 … 1, all paths taken together."""
        return log_sums(*self.positions(), self.scores)[1]

    def best_path(self) -> list[Step]:
        """Return the path with the most beads expected to be right (posterior decoding)."""
        posteriors = self.posteriors()
        begins, ends = (side.tolist() for side in self.positions())
        totals, chosen = [0.0] + [-1.0] * ends[-1], [-1] * (ends[-1] + 1)
        for bead, (begin, end, gain) in enumerate(
            zip(begins, ends, posteriors.tolist(), strict=True)
        ):
            if totals[begin] >= 0.0 and totals[begin] + gain > totals[end] + _TIE:
                totals[end], chosen[end] = totals[begin] + gain, bead
        path, at = [], ends[-1]
        while at:
            path.append(chosen[at])
            at = begins[path[-1]]
        return [self._step(bead, float(posteriors[bead])) for bead in reversed(path)]

    def _step(self, bead: int, probability: float) -> Step:
        a, b = self.shapes[bead].tolist()
        return Step((a, b), int(self.rows[bead]), int(self.columns[bead]), probability)


@runtime_checkable
class CloserScorer(Protocol):
    """Evidence that can look closer, at a cost, at beads that are neither sure nor unlikely."""

    def second_look(self, beads: Candidates, probabilities: Array) -> Array:
        """Return what a closer look adds to the features of each bead: (features, beads).

        Args:
            beads: all that are probable at all.
            probabilities: of each, 0 … 1, shape (beads,).
        """
        ...


def log_sums(begins: IntArray, ends: IntArray, scores: Array) -> tuple[float, Array]:
    """Return log Σ over all paths, and the posterior probability of each bead, 0 … 1.

    Args:
        begins: the number of the position where each bead begins, 0 for the first.
        ends: where it ends; never falling, the last position last.
        scores: log score of each bead.
    """
    size = int(ends.max()) + 1
    forward, backward = [_NOWHERE] * size, [_NOWHERE] * size
    forward[0] = backward[-1] = 0.0
    beads = list(zip(begins.tolist(), ends.tolist(), scores.tolist(), strict=True))
    for begin, end, score in beads:
        forward[end] = _log_add(forward[end], forward[begin] + score)
    for begin, end, score in reversed(beads):
        backward[begin] = _log_add(backward[begin], backward[end] + score)
    total = forward[-1]
    through = np.array(forward)[begins] + scores + np.array(backward)[ends] - total
    return total, np.exp(np.minimum(through, 0.0))


def _log_add(a: float, b: float) -> float:
    high, low = (a, b) if a > b else (b, a)
    return high + math.log1p(math.exp(low - high))
