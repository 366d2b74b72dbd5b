"""One language of all beads as units in which phrases are counted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Borders:
    """Where phrases may begin and end; all arrays have the shape (units,)."""

    starts: BoolArray  # a phrase may begin with the unit here
    ends: BoolArray  # a phrase may end with the unit here
    free: BoolArray  # no phrase goes on into the unit: a function word, or punctuation
    neighbours: IntArray  # what counts as a phrase's neighbour, equal if equal; 0: nothing does
    share: float  # of its occurrences that must begin and end at borders, 0 … 1


@dataclass(frozen=True, slots=True)
class Side:
    """The texts of all beads, one after another, cut into units."""

    text: str  # as written, a line a bead
    folded: str  # for comparing; as long as text
    codes: IntArray  # shape (units,): equal for equal units, 0 where no phrase runs over
    starts: IntArray  # shape (units,): half-open offsets into text
    ends: IntArray
    bead_ends: IntArray  # shape (beads,): offset behind each bead
    borders: Borders

    def beads(self, units: IntArray) -> IntArray:
        """Return the beads in which units stand; shape as ``units``."""
        return np.searchsorted(self.bead_ends, self.starts[units], side="right")

    def surface(self, unit: int, length: int) -> str:
        """Return a phrase as it is written."""
        return self.text[self.starts[unit] : self.ends[unit + length - 1]]

    def fold(self, unit: int, length: int) -> str:
        """Return a phrase as it is compared."""
        return self.folded[self.starts[unit] : self.ends[unit + length - 1]]
