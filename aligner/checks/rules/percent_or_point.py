"""Percent stands for percentage points, or the reverse.

A rate that rises from 5% by 2个百分点 is 7%; one that rises by 2 percent is 5.1%.

Bad:  提高2个百分点 → rose by 2 percent
Good: 提高2个百分点 → rose by 2 percentage points

Known false alarms: none known.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.numbers import in_chinese, in_english, span_of, suggested, way_out_for
from aligner.text.quantities.units import PERCENT, POINT
from aligner.text.quantities.writing import with_unit


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each percentage that should be points, and each that should not."""
    for slip in bead.numbers.slips:
        if slip.kind != "point":
            continue
        english = in_english(bead, slip.english)
        unit = POINT if slip.chinese.unit.dimension == "point" else PERCENT
        # Basis points and 成 are converted in one's head, not by exchanging a word.
        is_plain = {slip.chinese.unit, slip.english.unit} == {POINT, PERCENT}
        suggestion = with_unit(english, slip.chinese.low, unit) if is_plain else ""
        suggestion = suggested(bead, suggestion)
        yield Problem(
            f"{in_chinese(bead, slip.chinese)} is not “{english}”",
            way_out_for(suggestion),
            span_of(slip.chinese),
            span_of(slip.english),
            suggestion,
        )
