"""How much of the source is translated, and how much of the translation has a source.

``completeness.source``, ``completeness.target``
    characters with a counterpart / characters of the side. Without one are the beads whose other
    side is empty, and the clauses that the words of the other side do not explain
    (``aligner.analysis.coverage``) with odds of more than even. What lacks in the source is
    under-translation, in the target over-translation (as in SEGALE, 2025).
``completeness.numbers``
    Chinese numbers, dates and quantities with an equal one in the English of their bead or a
    neighbouring one / all of them, those left out that are seldom translated by a number.
``adequacy``
    the mean over beads of their adequacy: the expected share of both sides that has a
    counterpart, times the share of its numbers that are kept. ``docs/scores.md`` tells how well it
    ranks beads with errors put in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from aligner.analysis import BeadAnalysis
from aligner.analysis.coverage import measure
from aligner.analysis.support import odds
from aligner.scoring.bootstrap import Blocks, Counts, FloatArray, Statistic, ratio
from aligner.text.quantities import Quantity


@dataclass(frozen=True, slots=True)
class BeadCompleteness:
    """What of a bead has a counterpart; characters, without white space at the ends."""

    source: int
    source_lost: float
    target: int
    target_lost: float
    numbers: int  # in the Chinese
    numbers_kept: int
    adequacy: float  # 0 … 1


def completeness_of(beads: Sequence[BeadAnalysis]) -> list[BeadCompleteness]:
    """Return the completeness of consecutive beads; time as for their coverage."""
    lost = {"chinese": np.zeros((2, len(beads))), "english": np.zeros((2, len(beads)))}
    measured = measure(beads)
    for name, (pieces, clauses, _) in zip(lost, measured, strict=True):
        found = odds(clauses, pieces.language, False)
        lengths = (pieces.ends - pieces.starts) + 0.0
        for row, share in enumerate((1 / (1 + np.exp(-found)), found > 0)):
            lost[name][row] = np.bincount(pieces.beads, lengths * share.astype(float), len(beads))
    return [
        _completeness(bead, *(lost[name][:, number] for name in ("chinese", "english")))
        for number, bead in enumerate(beads)
    ]


def _completeness(bead: BeadAnalysis, chinese: FloatArray, english: FloatArray) -> BeadCompleteness:
    lengths = len(bead.chinese.text), len(bead.english.text)
    if not bead.has_both:
        chinese, english = (np.full(2, float(length)) for length in lengths)
    kept, total = _numbers(bead)
    shares = [
        1 - min(found[0] / length, 1.0) if length else 0.0
        for length, found in zip(lengths, (chinese, english), strict=True)
    ]
    adequacy = shares[0] * shares[1] * (kept / total if total else 1.0)
    sides = [
        (length, min(float(found[1]), length))
        for length, found in zip(lengths, (chinese, english), strict=True)
    ]
    source, target = sides if bead.source is bead.chinese else sides[::-1]
    return BeadCompleteness(*source, *target, total, kept, adequacy)


def _numbers(bead: BeadAnalysis) -> tuple[int, int]:
    """Return how many Chinese numbers are kept, and how many there are."""
    numbers = bead.numbers
    kept = sum(not pair.chinese.weak for pair in numbers.pairs)
    kept += sum(one.language == "zh" and not one.quantity.weak for one in numbers.displaced)
    lost: list[Quantity] = [*(slip.chinese for slip in numbers.slips), *numbers.missing]
    return kept, kept + sum(not one.weak for one in lost)


def completeness_statistics(
    found: Sequence[BeadCompleteness], blocks: Blocks
) -> Iterator[Statistic]:
    """Yield the statistics of both families."""
    kept_of = {
        "completeness.source": [(one.source - one.source_lost, one.source) for one in found],
        "completeness.target": [(one.target - one.target_lost, one.target) for one in found],
        "completeness.numbers": [(one.numbers_kept, one.numbers) for one in found],
        "adequacy": [(one.adequacy, 1.0) for one in found],
    }
    units = ("characters", "characters", "numbers", "beads")
    for (name, pairs), of in zip(kept_of.items(), units, strict=True):
        values = np.array(pairs, np.float64).reshape(-1, 2)
        yield Statistic(name, _counts(values, blocks), ratio, int(values[:, 1].sum()), of)


def _counts(values: FloatArray, blocks: Blocks) -> Counts:
    """Return the sums of both columns by block."""
    sums = [np.bincount(blocks.of_bead, column, blocks.count) for column in values.T]
    return Counts(
        np.tile(np.arange(blocks.count), 2),
        np.repeat([0, 1], blocks.count),
        np.concatenate(sums),
        blocks.count,
        2,
    )
