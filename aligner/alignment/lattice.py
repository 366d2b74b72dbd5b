"""The lattice of beads between two documents: sums and best paths over monotone alignments.

Positions (row, column) count the sentences used up on each side. All alignments are paths from
(0, 0) to (rows, columns); each step is a bead of one of the shapes. Only positions inside the
blocks' windows are visited, so time is O(rows · band · shapes), as is memory for the scores.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import NamedTuple

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
    spans: Sequence[range] = ()  # the columns searched in each row, if fewer than the window's


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
    insertion: int  # index of the shape (0, 1)


class _Group(NamedTuple):
    """Shapes ``start … stop - 1`` of a line: the same a, and b from ``first_b`` on."""

    a: int
    first_b: int
    start: int
    stop: int


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

    def read_shifted(self, row: int, line: _Line, group: _Group) -> Array:
        """Return the values b columns before a line's, for each b of a group: (b, columns)."""
        width, count = line.stop - line.start, group.stop - group.start
        last = group.first_b + count - 1
        values = self.read(row, line.start - last, line.stop - group.first_b)
        # Row k is the same values shifted by k: a view, no copies.
        return np.ndarray((count, width), np.float64, values, (count - 1) * 8, (-8, 8))

    def write(self, row: int, line: _Line, values: Array) -> None:
        """Set the values of a row's window."""
        self._values[row][_PAD : _PAD + line.stop - line.start] = np.maximum(values, _BARRED)


class Lattice:
    """Scored beads in blocks of consecutive rows, from row 0 and column 0 to the last of both."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._rows = blocks[-1].window.rows.stop - 1
        self._columns = blocks[-1].window.columns.stop - 1
        self._lines = [line for block in blocks for line in _lines(block)]

    @cached_property
    def log_total(self) -> float:
        """The log of the sum over all paths."""
        return float(self._backward.read(0, 0, 1)[0])

    def _before(self, grid: _Grid, row: int) -> Array:
        """Return the values where the beads that end in a row begin: (shapes, columns)."""
        line = self._lines[row]
        result = np.full(line.scores.shape, _BARRED)
        for group in _groups(line.shapes):
            if 0 < group.a <= row:
                result[group.start : group.stop] = grid.read_shifted(row - group.a, line, group)
        return result

    @cached_property
    def _backward(self) -> _Grid:
        """Log Σ over the paths from each position to the end."""
        grid = _Grid(self._lines)
        entering: dict[int, Array] = {}  # by row: value of taking each bead that ends there
        deepest = max(a for line in self._lines for a, _ in line.shapes)
        for row in range(self._rows, -1, -1):
            line = self._lines[row]
            at_end = row == self._rows
            base = _only(line, self._columns) if at_end else self._leaving(row, entering)
            # Insertions run along the row: B[c] = base[c] ⊕ (s[c + 1] + B[c + 1]), in one scan.
            run = np.cumsum(line.scores[line.insertion], dtype=np.float64)
            here = np.logaddexp.accumulate((base + run)[::-1])[::-1] - run
            grid.write(row, line, here)
            entering[row] = here + line.scores
            entering.pop(row + deepest, None)
        return grid

    def _leaving(self, row: int, entering: dict[int, Array]) -> Array:
        """Return log Σ over the beads that begin in a row, except insertions: (columns,)."""
        line = self._lines[row]
        options = [
            _ahead(values, self._lines[later], group, line)
            for later, values in entering.items()
            for group in _groups(self._lines[later].shapes)
            if group.a == later - row
        ]
        return _log_sum(np.concatenate(options))

    def posteriors(self) -> Iterator[Array]:
        """Yield for each row the probability of each bead that ends in it: (shapes, columns)."""
        forward = _Grid(self._lines)  # log Σ over the paths from the beginning to each position
        for row, line in enumerate(self._lines):
            through = self._before(forward, row) + line.scores
            base = _log_sum(through) if row else _only(line, 0)
            run = np.cumsum(line.scores[line.insertion], dtype=np.float64)
            forward.write(row, line, np.logaddexp.accumulate(base - run) + run)
            before = forward.read(row, line.start - 1, line.stop - 1)
            through[line.insertion] = before + line.scores[line.insertion]
            through += self._backward.read(row, line.start, line.stop) - self.log_total
            yield np.exp(np.minimum(through, 0.0))

    def columns(self, row: int) -> range:
        """Return the columns searched in a row."""
        return range(self._lines[row].start, self._lines[row].stop)

    def best_path(self) -> list[Step]:
        """Return the path with the most beads expected to be right (posterior decoding)."""
        return self._best(self.posteriors())

    def likeliest_path(self) -> list[Step]:
        """Return the path with the highest score (Viterbi), cheaper; the probabilities are 1."""
        steps = self._best(line.scores for line in self._lines)
        return [replace(step, probability=1.0) for step in steps]

    def _best(self, gains: Iterable[npt.NDArray[np.floating]]) -> list[Step]:
        """Return the path with the highest sum of gains, which are given row by row.

        The probability of a step is its gain.
        """
        totals = _Grid(self._lines)
        choices = []
        for row, (line, gain) in enumerate(zip(self._lines, gains, strict=True)):
            options = self._before(totals, row) + gain
            if row == 0:
                options[0] = _only(line, 0)
            best = options.max(axis=0)
            choice = (options >= best - _TIE).argmax(axis=0)
            run = np.cumsum(gain[line.insertion], dtype=np.float64)
            along = np.maximum.accumulate(best - run) + run
            choice[along > best + _TIE] = line.insertion
            choices.append((choice.astype(np.int16), gain[choice, np.arange(len(choice))]))
            totals.write(row, line, along)
        return self._trace(choices)

    def _trace(self, choices: Sequence[tuple[npt.NDArray[np.int16], Array]]) -> list[Step]:
        """Follow the choices, and what each gains, back from the end."""
        steps: list[Step] = []
        row, column = self._rows, self._columns
        while (row, column) != (0, 0):
            line, (choice, gain) = self._lines[row], choices[row]
            place = column - line.start
            shape = line.shapes[int(choice[place])]
            steps.append(Step(shape, row, column, float(gain[place])))
            row, column = row - shape[0], column - shape[1]
        return steps[::-1]


def _lines(block: Block) -> Iterator[_Line]:
    """Yield the rows of a block."""
    window = block.window
    insertion = window.shapes.index((0, 1))
    for index, _ in enumerate(window.rows):
        span = block.spans[index] if block.spans else window.columns
        inside = slice(span.start - window.columns.start, span.stop - window.columns.start)
        scores = block.scores[:, index, inside]
        yield _Line(window.shapes, scores, span.start, span.stop, insertion)


def _only(line: _Line, column: int) -> Array:
    """Return the log probabilities of being at one column for certain."""
    return np.where(np.arange(line.start, line.stop) == column, 0.0, _BARRED)


@cache
def _groups(shapes: tuple[Shape, ...]) -> tuple[_Group, ...]:
    """Return the runs of shapes with the same number of source sentences."""
    groups: list[_Group] = []
    for index, (a, b) in enumerate(shapes):
        last = groups[-1] if groups else None
        if last and last.a == a and last.first_b + last.stop - last.start == b:
            groups[-1] = _Group(a, last.first_b, last.start, index + 1)
        else:
            groups.append(_Group(a, b, index, index + 1))
    return tuple(groups)


def _log_sum(values: Array) -> Array:
    """Return log Σ exp over the first axis."""
    highest = values.max(axis=0)
    return np.asarray(np.log(np.exp(values - highest).sum(axis=0)) + highest)


def _ahead(values: Array, end: _Line, group: _Group, line: _Line) -> Array:
    """Return the values of a group's beads at the columns where they begin: (b, columns).

    Args:
        values: of all beads that end in row ``end``, shape (shapes, columns).
        end: the row where the beads end.
        group: which of them.
        line: the row where they begin.
    """
    count, width = group.stop - group.start, line.stop - line.start
    first = line.start + group.first_b
    padded = np.full((count, width + count), _BARRED)
    low, high = max(first, end.start), min(first + width + count, end.stop)
    if low < high:
        rows = values[group.start : group.stop]
        padded[:, low - first : high - first] = rows[:, low - end.start : high - end.start]
    # Row k begins k columns further on: a view along the diagonal.
    return np.ndarray((count, width), np.float64, padded, 0, (padded.strides[0] + 8, 8))
