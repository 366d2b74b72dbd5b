"""The lattice of beads between two documents: sums and best paths over monotone alignments.

Positions (row, column) count the sentences used up on each side. All alignments are paths from
(0, 0) to (rows, columns); each step is a bead of one of the shapes. Only positions inside the
blocks' windows are visited, so time is O(rows · band · shapes), as is memory for the scores.

Values by position are kept in one flat array, row after row, each row between two barred cells, to
which everything outside the band is directed: a row is then worked on with a few array operations.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from aligner.alignment.candidates import Candidates, Step
from aligner.alignment.window import Array, FloatArray, IntArray, Shape, Window

_BARRED = -1e30  # log score of what cannot be; finite, so that differences stay numbers
# Log score of what must not be; small enough for sums along a row to keep their precision.
FORBIDDEN = -1e6
_TIE = 1e-9  # sums this close are equal: the shape that comes first wins
_CHUNK = 64  # rows whose cells are located at a time


@dataclass(frozen=True, slots=True)
class Block:
    """The log scores of all beads that end in a window, shape (shapes, rows, columns)."""

    window: Window
    scores: FloatArray
    spans: Sequence[range] = ()  # the columns searched in each row, if fewer than the window's


class Lattice:
    """Scored beads in blocks of consecutive rows, from row 0 and column 0 to the last of both."""

    def __init__(self, blocks: Sequence[Block], forbids: bool = False) -> None:
        self._forbids = forbids  # whether some beads have the score FORBIDDEN
        self._rows = blocks[-1].window.rows.stop - 1
        self._columns = blocks[-1].window.columns.stop - 1
        # Shapes that few blocks have come last, so that the other rows can leave them out.
        uses = Counter(shape for block in blocks for shape in block.window.shapes)
        self._shapes = tuple(sorted(uses, key=lambda shape: (-uses[shape], shape)))
        self._source, self._target = np.array(self._shapes).T[:, :, None]
        self._insertion = self._shapes.index((0, 1))
        spans = [
            span
            for block in blocks
            for span in block.spans or [block.window.columns] * len(block.window.rows)
        ]
        self._start = np.array([span.start for span in spans])
        self._width = np.array([len(span) for span in spans])
        self._first = np.cumsum(self._width + 2) - self._width - 1  # cell of each row's start
        self._scores = [scores for block in blocks for scores in self._by_row(block)]

    def _by_row(self, block: Block) -> Iterator[FloatArray]:
        """Yield the scores of each row: (shapes, columns), barred for shapes the block lacks.

        The shapes after the last that the block has are left out.
        """
        places = [self._shapes.index(shape) for shape in block.window.shapes]
        for line, row in enumerate(block.window.rows):
            first = self._start[row] - block.window.columns.start
            scores = np.full((max(places) + 1, self._width[row]), _BARRED, np.float32)
            scores[places] = block.scores[:, line, first : first + self._width[row]]
            yield scores

    def columns(self, row: int) -> range:
        """Return the columns searched in a row."""
        return range(int(self._start[row]), int(self._start[row] + self._width[row]))

    def _empty(self) -> Array:
        return np.full(int(self._first[-1] + self._width[-1]) + 1, _BARRED)

    def _cells(self, row: int) -> slice:
        """Return where the values of a row are kept."""
        return slice(int(self._first[row]), int(self._first[row] + self._width[row]))

    def _only(self, row: int, column: int) -> Array:
        """Return the log probabilities of being at one column of a row for certain."""
        columns = self._start[row] + np.arange(self._width[row])
        return np.where(columns == column, 0.0, _BARRED)

    @cached_property
    def _beginnings(self) -> list[IntArray]:
        """For each row, the cells where the beads that end in it begin: (shapes, columns)."""
        found = []
        for chunk in self._chunks():
            earlier = np.maximum(chunk - self._source, 0)  # (shapes, rows)
            cells = self._located(chunk, earlier, -self._target)
            cells += self._first[earlier][:, :, None]
            cells[(self._source == 0) | (chunk < self._source)] = 0  # a barred cell
            for index, row in enumerate(chunk.tolist()):
                count, width = self._scores[row].shape
                found.append(cells[:count, index, :width])
        return found

    def _chunks(self) -> Iterator[IntArray]:
        for row in range(0, self._rows + 1, _CHUNK):
            yield np.arange(row, min(row + _CHUNK, self._rows + 1))

    def _located(self, rows: IntArray, others: IntArray, shift: IntArray) -> IntArray:
        """Return where the columns of some rows, moved by a shift, stand in other rows.

        Args:
            rows: whose columns, shape (rows,).
            others: the row where to look, shape (shapes, rows).
            shift: by how many columns, shape (shapes, 1).

        Returns:
            Places from the first column of the other row, shape (shapes, rows, columns); -1 or its
            width, where the barred cells are, for columns that it does not have.
        """
        offsets = self._start[rows] + shift - self._start[others]
        columns = np.arange(self._width[rows].max())
        places = offsets[:, :, None] + columns
        return np.asarray(np.clip(places, -1, self._width[others][:, :, None]))

    @cached_property
    def _backward(self) -> Array:
        """Log Σ over the paths from each position to the end, by cell."""
        values = self._empty()
        # The value of taking each bead: row after row, shape after shape, between barred cells.
        counts = np.array([len(scores) for scores in self._scores])
        sizes = counts * (self._width + 2)
        starts = np.cumsum(sizes) - sizes
        taken = np.full(int(sizes.sum()), _BARRED)
        shapes = np.arange(len(self._shapes))[:, None]
        deepest = int(self._source.max())
        for chunk in reversed(list(self._chunks())):
            later = np.minimum(chunk + self._source, self._rows)
            # A bead that ends after the last row, or has a shape unknown there, is barred.
            known = (chunk + self._source <= self._rows) & (shapes < counts[later])
            known &= self._source > 0
            ends = self._located(chunk, later, self._target)
            ends += (starts[later] + shapes * (self._width[later] + 2) + 1)[:, :, None]
            ends[~known] = 0
            for index in range(len(chunk) - 1, -1, -1):
                row, (count, width) = int(chunk[index]), self._scores[chunk[index]].shape
                if row == self._rows:
                    base = self._only(row, self._columns)
                else:
                    most = int(counts[row + 1 : row + 1 + deepest].max())
                    base = _log_sum(taken[ends[:most, index, :width]])
                # Insertions run along the row: B[c] = base[c] ⊕ (s[c + 1] + B[c + 1]), one scan.
                scores = self._scores[row]
                run = np.cumsum(scores[self._insertion], dtype=np.float64)
                here = np.logaddexp.accumulate((base + run)[::-1])[::-1] - run
                values[self._cells(row)] = here
                of_row = taken[starts[row] : starts[row] + sizes[row]].reshape(count, width + 2)
                of_row[:, 1:-1] = here + scores
        return values

    @cached_property
    def log_total(self) -> float:
        """The log of the sum over all paths."""
        return float(self._backward[self._first[0] - self._start[0]])

    def posteriors(self) -> Iterator[Array]:
        """Yield for each row the probability of each bead that ends in it: (shapes, columns)."""
        forward = self._empty()  # log Σ over the paths from the beginning to each position
        for row, scores in enumerate(self._scores):
            through = forward[self._beginnings[row]] + scores
            base = _log_sum(through) if row else self._only(row, 0)
            run = np.cumsum(scores[self._insertion], dtype=np.float64)
            cells = self._cells(row)
            forward[cells] = np.logaddexp.accumulate(base - run) + run
            before = forward[cells.start - 1 : cells.stop - 1]
            through[self._insertion] = before + scores[self._insertion]
            through += self._backward[cells] - self.log_total
            yield np.exp(np.minimum(through, 0.0))

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """All shapes, in the order of the posteriors."""
        return self._shapes

    def best_path(self) -> list[Step]:
        """Return the path with the most beads expected to be right (posterior decoding)."""
        return self._best(self._gains())

    def _gains(self) -> Iterator[Array]:
        """Yield the posteriors; forbidden beads get less than the 0 of beads that are unlikely."""
        for scores, gain in zip(self._scores, self.posteriors(), strict=True):
            yield np.where(scores <= FORBIDDEN / 2, -1.0, gain) if self._forbids else gain

    def candidates(self, least: float) -> Candidates:
        """Return the beads of at least some probability; where no path has them only, a best path.

        Args:
            least: probability, 0 … 1.
        """
        found = self._probable(least)
        if found.connects(self._rows, self._columns):
            return found
        return self._probable(least, self.best_path())

    def _probable(self, least: float, path: Sequence[Step] = ()) -> Candidates:
        """Return the beads of at least this probability, and those of a path."""
        always: dict[int, list[Step]] = {}
        for step in path:
            always.setdefault(step.row, []).append(step)
        shapes, rows, columns, scores = [], [], [], []
        for row, posteriors in enumerate(self.posteriors()):
            wanted = (posteriors >= least).T  # ordered by column, then shape
            for step in always.get(row, ()):
                wanted[step.column - self._start[row], self._shapes.index(step.shape)] = True
            place, shape = np.nonzero(wanted)
            shapes.append(shape)
            rows.append(np.full(len(shape), row))
            columns.append(place + self._start[row])
            scores.append(self._scores[row][shape, place].astype(np.float64))
        return Candidates(
            np.array(self._shapes)[np.concatenate(shapes)],
            np.concatenate(rows),
            np.concatenate(columns),
            np.concatenate(scores),
        )

    def likeliest_path(self) -> list[Step]:
        """Return the path with the highest score (Viterbi), cheaper; the probabilities are 1."""
        return [replace(step, probability=1.0) for step in self._best(self._scores)]

    def _best(self, gains: Iterable[npt.NDArray[np.floating]]) -> list[Step]:
        """Return the path with the highest sum of gains, which are given row by row.

        The probability of a step is its gain.
        """
        totals = self._empty()
        choices = []
        for row, gain in enumerate(gains):
            options = totals[self._beginnings[row]] + gain
            if row == 0:
                options[0] = self._only(row, 0)
            best = options.max(axis=0)
            choice = (options >= best - _TIE).argmax(axis=0)
            run = np.cumsum(gain[self._insertion], dtype=np.float64)
            along = np.maximum.accumulate(best - run) + run
            choice[along > best + _TIE] = self._insertion
            choices.append((choice.astype(np.int16), gain[choice, np.arange(len(choice))]))
            totals[self._cells(row)] = np.maximum(along, _BARRED)
        return self._trace(choices)

    def _trace(
        self, choices: Sequence[tuple[npt.NDArray[np.int16], npt.NDArray[np.floating]]]
    ) -> list[Step]:
        """Follow the choices, and what each gains, back from the end."""
        steps: list[Step] = []
        row, column = self._rows, self._columns
        while (row, column) != (0, 0):
            choice, gain = choices[row]
            place = column - int(self._start[row])
            shape = self._shapes[int(choice[place])]
            steps.append(Step(shape, row, column, float(gain[place])))
            row, column = row - shape[0], column - shape[1]
        return steps[::-1]


def _log_sum(values: Array) -> Array:
    """Return log Σ exp over the first axis."""
    highest = values.max(axis=0)
    return np.asarray(np.log(np.exp(values - highest).sum(axis=0)) + highest)
