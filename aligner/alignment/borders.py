"""Borders that an alignment must not cross: rows of a table, beads a person has confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from aligner.alignment.window import IntArray, Window

Position = tuple[int, int]  # how many source and how many target sentences come before


@dataclass(frozen=True, slots=True)
class Borders:
    """Positions that every alignment passes, in order and all different; there may be none."""

    rows: IntArray  # shape (borders,), never falling
    columns: IntArray  # shape (borders,), never falling

    @classmethod
    def at(cls, positions: Iterable[Position]) -> Borders:
        """Return the borders at some positions, in any order.

        Raises:
            ValueError: two positions that no monotone alignment passes both.
        """
        ordered = sorted(set(positions))
        if any(after[1] < before[1] for before, after in pairwise(ordered)):
            raise ValueError("borders cross")
        rows, columns = np.array(ordered, np.int64).reshape(-1, 2).T
        return cls(rows, columns)

    def __len__(self) -> int:
        """The number of borders."""
        return len(self.rows)

    def span(self, rows: int, columns: int) -> tuple[IntArray, IntArray]:
        """Return the first and the last column allowed in each row from 0 to ``rows``."""
        row = np.arange(rows + 1)
        low = np.array([0, *self.columns])[np.searchsorted(self.rows, row, "left")]
        high = np.array([*self.columns, columns])[np.searchsorted(self.rows, row, "right")]
        return low, high

    def crossed(self, window: Window) -> npt.NDArray[np.bool_]:
        """Tell of every bead whether it crosses a border: (shapes, rows, columns).

        A bead from position s to e crosses none if each border is at or before s, or at or after
        e, on both sides. As borders are ordered, counting them along each side tells.
        """
        ends = np.array(window.rows), np.array(window.columns)
        source, target = np.array(window.shapes).T
        before = np.minimum(
            np.searchsorted(self.rows, ends[0] - source[:, None], "right")[:, :, None],
            np.searchsorted(self.columns, ends[1] - target[:, None], "right")[:, None, :],
        )
        after = len(self) - np.maximum(
            np.searchsorted(self.rows, ends[0], "left")[:, None],
            np.searchsorted(self.columns, ends[1], "left"),
        )
        return np.asarray(before + after < len(self))


NO_BORDERS = Borders.at(())
