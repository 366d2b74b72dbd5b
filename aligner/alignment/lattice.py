"""The lattice of beads between two documents: sums and best paths over monotone alignments.

Positions (row, column) count the sentences used up on each side. All alignments are paths from
(0, 0) to (rows, columns); each step is a bead of one of the shapes. Only positions inside the
blocks' windows are visited, so time is O(rows · band · shapes), as is memory for the scores.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from aligner.alignment.window import FloatArray, Shape, Window

_BARRED = -1e30  # log score of what cannot be; finite, so that differences stay numbers
_PAD = 48  # columns kept free around a row, so that most shifted reads need no copy
_TIE = 1e-9  # sums this close are equal: the shape that comes first wins

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Block:
    """The log scores of all beads that end in a window, shape (shapes, rows, columns)."""

    window: Window
    scores: FloatArray


@dataclass(frozen=True, slots=True)
class Step:
    """A bead on a path: its shape, the position where it ends, its posterior probability."""

    shape: Shape
    row: int
    column: int
    probability: float  # 0 … 1


@dataclass(frozen=True, slots=True)
class _Line:
    """One row: the shapes and scores (shapes, columns) of the beads that end in it."""

    shapes: tuple[Shape, ...]
    scores: FloatArray
    start: int  # first column
    stop: int  # one after the last

    @property
    def insertions(self) -> Array:
        """The sums of the scores of inserted target sentences, from the first column on."""
        return np.cumsum(self.scores[self.shapes.index((0, 1))], dtype=np.float64)


class _Grid:
    """Values by position, barred where none was written; each row stores its window only."""

    def __init__(self, lines: Sequence[_Line]) -> None:
        self._first = [line.start - _PAD for line in lines]
        self._values = [np.full(line.stop - line.start + 2 * _PAD, _BARRED) for line in lines]

    def read(self, row: int, start: int, stop: int) -> Array:
        """Return the values of columns ``start … stop - 1``."""
        values, first = self._values[row], self._first[row]
        if start >= first and stop - first <= len(values):
            return values[start - first : stop - first]
        result = np.full(stop - start, _BARRED)
        low, high = max(start, first), min(stop, first + len(values))
        if low < high:
            result[low - start : high - start] = values[low - first : high - first]
        return result

    def write(self, row: int, line: _Line, values: Array) -> None:
        """Set the values of a row's window."""
        self._values[row][_PAD : _PAD + line.stop - line.start] = np.maximum(values, _BARRED)


class Lattice:
    """Scored beads in blocks of consecutive rows, from row 0 and column 0 to the last of both."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._rows = rows = blocks[-1].window.rows.stop - 1
        self._columns = columns = blocks[-1].window.columns.stop - 1
        self._lines = [
            _Line(b.window.shapes, b.scores[:, i], b.window.columns.start, b.window.columns.stop)
            for b in blocks
            for i in range(len(b.window.rows))
        ]
        self._forward = self._sum_forward()
        self._backward = self._sum_backward()
        self.log_total = float(self._forward.read(rows, columns, columns + 1)[0])

    def _before(self, grid: _Grid, row: int) -> Array:
        """Return the values where the beads that end in a row begin: (shapes, columns)."""
        line = self._lines[row]
        result = np.full(line.scores.shape, _BARRED)
        for index, (a, b) in enumerate(line.shapes):
            if 0 < a <= row:
                result[index] = grid.read(row - a, line.start - b, line.stop - b)
        return result

    def _sum_forward(self) -> _Grid:
        """Return log Σ over the paths from the beginning to each position."""
        grid = _Grid(self._lines)
        for row, line in enumerate(self._lines):
            if row:
                base = _log_sum(self._before(grid, row) + line.scores)
            else:
                base = np.where(np.arange(line.start, line.stop) == 0, 0.0, _BARRED)
            # Insertions run along the row: F[c] = base[c] ⊕ (F[c - 1] + s[c]), solved by one scan.
            run = line.insertions
            grid.write(row, line, np.logaddexp.accumulate(base - run) + run)
        return grid

    def _sum_backward(self) -> _Grid:
        """Return log Σ over the paths from each position to the end."""
        grid = _Grid(self._lines)
        entering: dict[int, Array] = {}  # by row: value of taking each bead that ends there
        deepest = max(a for line in self._lines for a, _ in line.shapes)
        for row in range(self._rows, -1, -1):
            line = self._lines[row]
            if row == self._rows:
                at_end = np.arange(line.start, line.stop) == self._columns
                base = np.where(at_end, 0.0, _BARRED)
            else:
                base = self._leaving(row, entering)
            run = line.insertions
            here = np.logaddexp.accumulate((base + run)[::-1])[::-1] - run
            grid.write(row, line, here)
            entering[row] = here + line.scores
            entering.pop(row + deepest, None)
        return grid

    def _leaving(self, row: int, entering: dict[int, Array]) -> Array:
        """Return log Σ over the beads that begin in a row, except insertions: (columns,)."""
        line = self._lines[row]
        options = []
        for later, values in entering.items():
            end = self._lines[later]
            options += [
                _shifted(values[index], end.start - b, line)
                for index, b in _by_depth(end.shapes).get(later - row, ())
            ]
        return _log_sum(np.array(options))

    def posteriors(self, row: int) -> Array:
        """Return the probability of each bead that ends in a row: (shapes, columns)."""
        line = self._lines[row]
        before = self._before(self._forward, row)
        before[line.shapes.index((0, 1))] = self._forward.read(row, line.start - 1, line.stop - 1)
        after = self._backward.read(row, line.start, line.stop)
        return np.exp(np.minimum(before + line.scores + after - self.log_total, 0.0))

    def best_path(self) -> list[Step]:
        """Return the path with the most beads expected to be right (posterior decoding)."""
        gains = _Grid(self._lines)
        choices = []
        for row, line in enumerate(self._lines):
            probabilities = self.posteriors(row)
            if row:
                totals = self._before(gains, row) + probabilities
                best = totals.max(axis=0)
                choice = (totals >= best - _TIE).argmax(axis=0)
            else:
                best = np.where(np.arange(line.start, line.stop) == 0, 0.0, _BARRED)
                choice = np.zeros(len(best), np.int64)
            insertion = line.shapes.index((0, 1))
            run = np.cumsum(probabilities[insertion])
            along = np.maximum.accumulate(best - run) + run
            choices.append(np.where(along > best + _TIE, insertion, choice).astype(np.int16))
            gains.write(row, line, along)
        return self._trace(choices)

    def _trace(self, choices: Sequence[npt.NDArray[np.int16]]) -> list[Step]:
        """Follow the choices back from the end."""
        steps: list[Step] = []
        row, column = self._rows, self._columns
        while (row, column) != (0, 0):
            line = self._lines[row]
            index = int(choices[row][column - line.start])
            a, b = line.shapes[index]
            before = self._forward.read(row - a, column - b, column - b + 1)[0]
            after = self._backward.read(row, column, column + 1)[0]
            score = before + float(line.scores[index, column - line.start]) + after
            probability = float(np.exp(min(score - self.log_total, 0.0)))
            steps.append(Step((a, b), row, column, probability))
            row, column = row - a, column - b
        return steps[::-1]


@cache
def _by_depth(shapes: tuple[Shape, ...]) -> dict[int, list[tuple[int, int]]]:
    """Return the indices and target sentences of the shapes by their source sentences."""
    result: dict[int, list[tuple[int, int]]] = {}
    for index, (a, b) in enumerate(shapes):
        result.setdefault(a, []).append((index, b))
    return result


def _log_sum(values: Array) -> Array:
    """Return log Σ exp over the first axis."""
    highest = values.max(axis=0)
    return np.asarray(np.log(np.exp(values - highest).sum(axis=0)) + highest)


def _shifted(values: Array, first: int, line: _Line) -> Array:
    """Return values that stand at columns ``first …`` at the columns of a row, barred elsewhere."""
    result = np.full(line.stop - line.start, _BARRED)
    low, high = max(first, line.start), min(first + len(values), line.stop)
    if low < high:
        result[low - line.start : high - line.start] = values[low - first : high - first]
    return result
