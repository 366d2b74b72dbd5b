"""Beads that are looked at together, because that is much faster than one by one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from aligner.analysis.coverage import Coverage, cover
from aligner.analysis.lost_negation import Lost, lost_negations

if TYPE_CHECKING:
    from aligner.analysis.bead import BeadAnalysis


class Chunk:
    """Some consecutive beads; what is asked of the first of them is computed for all."""

    def __init__(self, beads: Sequence[BeadAnalysis]) -> None:
        self._beads = beads
        self._first = beads[0].index if beads else 0

    def coverage(self, bead: BeadAnalysis) -> Coverage:
        """Return the coverage of one of the beads."""
        return self._coverage[bead.index - self._first]

    def lost_negation(self, bead: BeadAnalysis) -> Lost | None:
        """Return what one of the beads may lack in English of its Chinese negations."""
        return self._lost[bead.index - self._first]

    @cached_property
    def _coverage(self) -> list[Coverage]:
        return cover(self._beads)

    @cached_property
    def _lost(self) -> list[Lost | None]:
        return lost_negations([(bead.chinese.text, bead.english.text) for bead in self._beads])
