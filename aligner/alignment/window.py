"""Windows of the search space, and what evidence must say about the beads in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, Self, runtime_checkable

import numpy as np
import numpy.typing as npt

from aligner.document import Document

Array = npt.NDArray[np.float64]
FloatArray = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int64]
Shape = tuple[int, int]  # number of source and of target sentences of a bead


@dataclass(frozen=True, slots=True)
class Window:
    """All beads of the given shapes that end at certain positions.

    A position is a point between sentences: a bead of shape (a, b) that ends at row ``r`` and
    column ``c`` holds source sentences ``r - a … r - 1`` and target sentences ``c - b … c - 1``.
    Beads that would begin before sentence 0 have undefined features; the lattice bars them.
    """

    rows: range  # end positions in the source, consecutive
    columns: range  # end positions in the target, consecutive
    shapes: tuple[Shape, ...]

    @property
    def size(self) -> tuple[int, int, int]:
        """Shapes, rows, columns: the size of one feature array."""
        return len(self.shapes), len(self.rows), len(self.columns)


class Scorer(Protocol):
    """Evidence about one pair of documents."""

    def features(self, window: Window) -> FloatArray:
        """Return an array of shape (features, shapes, rows, columns); 0 means no opinion."""
        ...


@runtime_checkable
class CoarseScorer(Scorer, Protocol):
    """Evidence that can tell where whole passages belong: the rough path rests on it."""

    def coarser(self, size: int) -> Self:
        """Return a scorer that takes every ``size`` sentences of each side as one."""
        ...


class Evidence(Protocol):
    """A kind of evidence that source and target sentences translate each other."""

    @property
    def features(self) -> tuple[str, ...]:
        """The names of the features, under which the model keeps their weights."""
        ...

    def prepare(self, source: Document, target: Document) -> Scorer:
        """Return a scorer for this pair of documents; done once a pair."""
        ...
