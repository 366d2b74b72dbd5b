"""A number is ten, a hundred, a thousand times too large or too small.

万 and 亿 count in steps of ten thousand, English in steps of a thousand: 亿 is a hundred million,
万亿 a trillion. The slip changes budgets by orders of magnitude and survives every spell checker.

Bad:  8000亿元 → 80 billion yuan
Good: 8000亿元 → 800 billion yuan

Known false alarms: a unit in thousands that only one language writes out (千卡, kcal).
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.numbers import (
    in_chinese,
    in_english,
    span_of,
    suggested_number,
    way_out_for,
)


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each number that is off by a power of ten."""
    for slip in bead.numbers.slips:
        if slip.kind != "magnitude":
            continue
        times = max(slip.chinese.base_low, slip.english.base_low) / min(
            slip.chinese.base_low, slip.english.base_low
        )
        chinese, english = in_chinese(bead, slip.chinese), in_english(bead, slip.english)
        is_larger = slip.english.base_low > slip.chinese.base_low
        suggestion = suggested_number(bead, slip)
        yield Problem(
            f"“{english}” is {round(times):,} times as much as {chinese}"
            if is_larger
            else f"{chinese} is {round(times):,} times as much as “{english}”",
            way_out_for(suggestion),
            span_of(slip.chinese),
            span_of(slip.english),
            suggestion,
        )
