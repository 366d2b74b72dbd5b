"""A number's counterpart stands in a neighbouring bead.

The translation is complete, but sentences were joined, parted or moved, or the alignment is off by
one; a look at it helps whoever uses the bitext. Nothing else is said of such a number.

Bad:  增长6.5%。 ↔ Growth continued.   |   就业稳定。 ↔ It was 6.5 percent; employment was stable.
Good: 增长6.5%。 ↔ Growth was 6.5 percent.   |   就业稳定。 ↔ Employment was stable.

Known false alarms: small counts that both beads have by chance.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.numbers import in_chinese, in_english, span_of


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each number that the neighbours have on the other side."""
    for one in bead.numbers.displaced:
        if one.quantity.weak:
            continue
        if one.language == "zh":
            yield Problem(
                f"{in_chinese(bead, one.quantity)} is in the English of bead {one.bead + 1}",
                "check the alignment",
                chinese=span_of(one.quantity),
            )
        else:
            yield Problem(
                f"“{in_english(bead, one.quantity)}” is in the Chinese of bead {one.bead + 1}",
                "check the alignment",
                english=span_of(one.quantity),
            )
