"""A multiple is off by one, or another one.

翻一番 is doubled, 翻两番 is doubled twice and so quadrupled; 增加两倍 adds twice as much and so is
tripled, 增加到两倍 is doubled.

Bad:  翻两番 → doubled
Good: 翻两番 → quadrupled
Bad:  增长两倍 → doubled
Good: 增长两倍 → tripled

Known false alarms: writers who say 扩大两倍 and mean twice as large. “Increased by two times” for
增加两倍 is ambiguous and let pass.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.numbers import in_chinese, in_english, span_of, suggested, way_out_for
from aligner.text.quantities.writing import english_number, with_factor


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each multiple that became another one."""
    for slip in bead.numbers.slips:
        if slip.kind != "multiple":
            continue
        english = in_english(bead, slip.english)
        suggestion = suggested(bead, with_factor(english, slip.chinese.low))
        times = english_number(slip.chinese.low)
        yield Problem(
            f"{in_chinese(bead, slip.chinese)} is {times} times as much, not “{english}”",
            way_out_for(suggestion),
            span_of(slip.chinese),
            span_of(slip.english),
            suggestion,
        )
