"""An ordinal became another one.

Sessions, plans and articles are cited by their ordinals; 十三五 and 十四五 are two plans.

Bad:  第十四次全国代表大会 → the 15th National Congress
Good: 第十四次全国代表大会 → the 14th National Congress

Known false alarms: enumerations that both languages count differently.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.numbers import in_chinese, in_english, span_of


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each ordinal that became another one."""
    for slip in bead.numbers.slips:
        if slip.kind == "ordinal":
            yield Problem(
                f"{in_chinese(bead, slip.chinese)} became “{in_english(bead, slip.english)}”",
                "check the number",
                span_of(slip.chinese),
                span_of(slip.english),
            )
