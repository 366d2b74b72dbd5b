"""Alignment along borders that are probably right, such as the rows of a table."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from aligner.alignment.align import Progress, align
from aligner.alignment.borders import Borders, Position
from aligner.alignment.window import Evidence
from aligner.bead import Alignment
from aligner.document import Document

_CERTAIN = 0.9  # probability from which a bead is believed rather than the border it crosses


def align_along(
    source: Document,
    target: Document,
    evidence: Sequence[Evidence],
    borders: Sequence[Position],
    progress: Progress | None = None,
) -> Alignment:
    """Return the alignment that keeps to all borders but those the texts clearly contradict.

    Rows of a table may be wrong: a passage in the wrong row, a cell split in two. Where the free
    alignment crosses a border with a bead that is certain, the border is given up.

    Raises:
        ValueError: not one Chinese and one English document, or the borders cross each other.
    """
    free = align(source, target, evidence, progress=progress)
    crossings = dict(_crossings(free, borders))
    kept = [border for border in borders if crossings.get(border, 0.0) < _CERTAIN]
    if all(border not in crossings for border in kept):
        return free
    return align(source, target, evidence, borders=Borders.at(kept), progress=progress)


def _crossings(
    alignment: Alignment, borders: Sequence[Position]
) -> Iterator[tuple[Position, float]]:
    """Yield the borders that beads cross, each with the least probability of these beads."""
    shapes = [bead.shape for bead in alignment.beads]
    rows = list(accumulate((shape[0] for shape in shapes), initial=0))
    columns = list(accumulate((shape[1] for shape in shapes), initial=0))
    positions = list(zip(rows, columns, strict=True))
    for row, column in borders:
        # The beads that neither end at or before the border nor begin at or behind it.
        first = bisect_left(positions, True, key=lambda p: p[0] > row or p[1] > column) - 1
        last = bisect_left(positions, True, key=lambda p: p[0] >= row and p[1] >= column)
        if first < last:
            crossing = alignment.beads[max(first, 0) : last]
            yield (row, column), min(bead.probability or 0.0 for bead in crossing)
