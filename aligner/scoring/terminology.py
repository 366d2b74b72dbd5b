"""How far the terms are rendered as the glossary wants.

``terminology.success``
    occurrences with an allowed rendering of their own, over all occurrences. A stretch of the
    target serves one occurrence (exclusive success, WMT 2026 terminology task). Micro over
    occurrences, macro over terms and over documents.
``terminology.preferred``
    those with the preferred rendering, or a short form of it.
``terminology.forbidden``
    those with a forbidden one; lower is better.

Only approved terms count.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from aligner.glossary.verdict import GOOD, Kind
from aligner.scoring.bootstrap import (
    Blocks,
    Counts,
    FloatArray,
    IntArray,
    Statistic,
    Value,
    divided,
    numbered,
    ratio,
)
from aligner.scoring.observations import Observations, Rendering
from aligner.scoring.score import Better

_MICRO: tuple[tuple[str, frozenset[Kind], Better], ...] = (
    ("success", GOOD, "higher"),
    ("preferred", frozenset({"correct", "short"}), "higher"),
    ("forbidden", frozenset({"forbidden"}), "lower"),
)


def terminology_statistics(observations: Observations, blocks: Blocks) -> Iterator[Statistic]:
    """Yield the statistics of the family."""
    renderings = observations.renderings
    beads = np.array([one.bead for one in renderings], np.int64)
    for name, kinds, better in _MICRO:
        counts = _shares(blocks, beads, _are(renderings, kinds), np.zeros_like(beads), 1)
        yield Statistic(
            f"terminology.{name}.micro", counts, ratio, len(beads), "occurrences", better=better
        )
    good = _are(renderings, GOOD)
    groups = {
        "terms": numbered(one.term for one in renderings),
        "documents": np.array(observations.document_of, np.int64)[beads],
    }
    for name, of_rendering in groups.items():
        width = int(of_rendering.max(initial=-1)) + 1
        yield Statistic(
            f"terminology.success.macro.{name}",
            _shares(blocks, beads, good, of_rendering, width),
            _mean_share(width),
            len(np.unique(of_rendering)),
            name,
        )


def _are(renderings: list[Rendering], kinds: frozenset[Kind]) -> npt.NDArray[np.bool_]:
    return np.array([one.kind in kinds for one in renderings], np.bool_)


def _shares(
    blocks: Blocks, beads: IntArray, hits: npt.NDArray[np.bool_], groups: IntArray, width: int
) -> Counts:
    """Return hits and totals of each group: 2 · width columns."""
    columns = np.concatenate([groups[hits], groups + width])
    return blocks.counts(np.concatenate([beads[hits], beads]), columns, 2 * width)


def _mean_share(width: int) -> Value:
    """Return what takes the mean over the groups that have a total."""

    def value(counts: FloatArray) -> FloatArray:
        shares = divided(counts[:, :width], counts[:, width:])
        present = ~np.isnan(shares)
        return divided(np.where(present, shares, 0.0).sum(axis=1), present.sum(axis=1) + 0.0)

    return value
