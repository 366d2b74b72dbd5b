"""The translation has a number that the original does not have.

Translators may say a number that the original only means (去年 as 2023, 二中至五中全会 as “four
plenary sessions”), hence a hint; a warning where it is a percentage, an amount of money or a large
number, which must come from somewhere.

Bad:  大幅增长 → grew by 20 percent
Good: 大幅增长 → grew substantially

Known false alarms: explanations added for foreign readers.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.analysis.slips import is_telling
from aligner.checks.base import Problem, Settings
from aligner.checks.completeness import spans
from aligner.checks.numbers import added, in_chinese, in_english, span_of
from aligner.text.quantities import Quantity

_AMOUNTS = frozenset({"percent", "point", "money", "measure", "number"})
_DATED = frozenset({"date", "year", "clock"})


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each number without original; years and dates may be clarified."""
    if not bead.has_both:
        return
    for quantity in added(bead):
        if quantity.kind in _DATED:
            continue
        is_amount = quantity.kind in _AMOUNTS and is_telling(quantity)
        yield Problem(
            _message(bead, quantity),
            "make sure that it is meant",
            *spans(bead, target=span_of(quantity)),
            severity="warning" if is_amount else "info",
        )


def _message(bead: BeadAnalysis, quantity: Quantity) -> str:
    if bead.target.language == "en":
        return f"“{in_english(bead, quantity)}” is not in the Chinese"
    return f"{in_chinese(bead, quantity)} is not in the English"
