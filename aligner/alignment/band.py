"""The band: the part of the search space near a rough path, found from coarse to fine.

The documents are aligned first in pieces of many sentences, scored by the words they share, then
in smaller pieces near the path found, as in Vecalign (Thompson & Koehn 2019). Cost is linear in
the length of the documents: the coarsest grid has a bounded size, the finer ones a bounded width.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from aligner.alignment.borders import Borders
from aligner.alignment.lattice import Block, Lattice
from aligner.alignment.window import CoarseScorer, IntArray, Shape, Window

_BLOCK = 32  # rows scored at a time
_FINEST = 2  # sentences a piece on the finest grid
_SMALL = 64  # pieces; a grid no larger is searched as a whole
_REFINEMENT = 6  # how many pieces make one of the next coarser grid
_MARGIN = 2  # pieces left and right of the rough path, on the next finer grid
_LAST_MARGIN = 6  # sentences left and right of the last rough path
_WHOLE = 4_096  # positions between two borders up to which all of them are searched
_SHAPES: tuple[Shape, ...] = ((0, 1), (1, 0), (1, 1), (1, 2), (2, 1))
_PRIORS = np.array([-3.0, -3.0, 0.0, -2.0, -2.0], np.float32)


@dataclass(frozen=True, slots=True)
class Band:
    """For each row, from 0 to the number of source sentences, the columns that are searched."""

    low: IntArray  # shape (rows + 1,), never falling, 0 first
    high: IntArray  # inclusive, never falling, the number of target sentences last

    def columns(self, rows: range) -> range:
        """Return the columns searched in any of the rows."""
        return range(int(self.low[rows.start]), int(self.high[rows.stop - 1]) + 1)

    def spans(self, rows: range) -> list[range]:
        """Return the columns searched in each of the rows."""
        ends = zip(self.low[rows.start : rows.stop], self.high[rows.start : rows.stop], strict=True)
        return [range(int(low), int(high) + 1) for low, high in ends]


def find_band(
    scorers: Sequence[tuple[float, CoarseScorer]], rows: int, columns: int
) -> tuple[Band, IntArray]:
    """Return the band in which to align, and the rough path in its middle.

    Args:
        scorers: the evidence that has coarse forms, each with its weight.
        rows: number of source sentences.
        columns: number of target sentences.

    Returns:
        The band, and the positions of the path from (0, 0) on, shape (positions, 2).
    """
    size = _FINEST
    while max(rows, columns) > _SMALL * size:
        size *= _REFINEMENT
    band = _everything(_pieces(rows, size), _pieces(columns, size))
    while True:
        path = _rough_path(scorers, size, band, _pieces(rows, size))
        if size == _FINEST:
            break
        size //= _REFINEMENT
        margin = _MARGIN * _REFINEMENT
        band = _around(path * _REFINEMENT, margin, _pieces(rows, size), _pieces(columns, size))
    path = np.minimum(path * size, [rows, columns])
    return _around(path, _LAST_MARGIN, rows, columns), path


def within(borders: Borders, path: IntArray, rows: int, columns: int) -> tuple[Band, IntArray]:
    """Return the band and the rough path, moved so that they pass all borders."""
    low, high = borders.span(rows, columns)
    at = path[:, 0]
    moved = np.stack([at, np.clip(path[:, 1], low[at], high[at])], axis=1)
    fixed = np.stack([borders.rows, borders.columns], axis=1)
    path = np.unique(np.concatenate([moved, fixed]), axis=0)
    band = _around(path, _LAST_MARGIN, rows, columns)
    return _widened(Band(np.maximum(band.low, low), np.minimum(band.high, high)), fixed), path


def _widened(band: Band, fixed: IntArray) -> Band:
    """Return the band with all of the search space between borders that are close together."""
    corners = [(0, 0), *fixed.tolist(), (len(band.low) - 1, int(band.high[-1]))]
    for (row, column), (next_row, next_column) in pairwise(corners):
        if (next_row - row) * (next_column - column) <= _WHOLE:
            span = slice(row, next_row + 1)
            band.low[span] = np.minimum(band.low[span], column)
            band.high[span] = np.maximum(band.high[span], next_column)
    return band


def _pieces(sentences: int, size: int) -> int:
    return -(-sentences // size)


def _everything(rows: int, columns: int) -> Band:
    return Band(np.zeros(rows + 1, np.int64), np.full(rows + 1, columns, np.int64))


def blocks_of(rows: int) -> list[range]:
    """Return the end positions 0 … ``rows`` in blocks that are scored together."""
    return [range(row, min(row + _BLOCK, rows + 1)) for row in range(0, rows + 1, _BLOCK)]


def _rough_path(
    scorers: Sequence[tuple[float, CoarseScorer]], size: int, band: Band, rows: int
) -> IntArray:
    """Align pieces of ``size`` sentences; return the positions passed, shape (positions, 2)."""
    coarse = [(weight, scorer.coarser(size)) for weight, scorer in scorers]
    blocks = []
    for span in blocks_of(rows):
        window = Window(span, band.columns(span), _SHAPES)
        scores = np.broadcast_to(_PRIORS[:, None, None], window.size).copy()
        for weight, scorer in coarse:
            scores += weight * scorer.features(window).sum(axis=0)
        blocks.append(Block(window, scores, band.spans(span)))
    steps = Lattice(blocks).likeliest_path()
    return np.array([(0, 0), *((step.row, step.column) for step in steps)], np.int64)


def _around(path: IntArray, margin: int, rows: int, columns: int) -> Band:
    """Return the band that reaches ``margin`` columns to both sides of a path."""
    at = np.minimum(path, [rows, columns])
    low, high = np.full(rows + 1, columns), np.zeros(rows + 1, np.int64)
    for (row, column), (next_row, next_column) in pairwise(at.tolist()):
        # Where columns only are passed, the row at which that happens is known roughly.
        span = slice(row, next_row + 1)
        if row == next_row:
            span = slice(max(row - margin, 0), row + margin + 1)
        low[span] = np.minimum(low[span], column - margin)
        high[span] = np.maximum(high[span], next_column + margin)
    return Band(np.maximum(low, 0), np.minimum(high, columns))
