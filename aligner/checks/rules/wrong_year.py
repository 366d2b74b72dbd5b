"""A year is not the year of the original.

Years that clarify 去年 or 十四五 have no counterpart and are none of this rule's.

Bad:  2035年远景目标 → the long-range goals for 2030
Good: 2035年远景目标 → the long-range goals for 2035

Known false alarms: a sentence that drops one year and clarifies another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.analysis.slips import Slip
from aligner.checks.base import Problem, Settings
from aligner.checks.numbers import in_chinese, in_english, span_of, suggested, way_out_for
from aligner.text.quantities.writing import with_date

_FULL_YEAR = 10**4  # date numbers are yyyymmdd
_RELATIVE = re.compile("[去今明前本当上同每]年|年[内初底]|全年|以来")


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each year that became another one."""
    for slip in bead.numbers.slips:
        if slip.kind != "year":
            continue
        # The year may be what 去年 means, and the other one be missing for a reason of its own.
        may_clarify = slip.english.kind == "year" and _RELATIVE.search(bead.chinese.text)
        english = in_english(bead, slip.english)
        is_mistyped = slip.english.kind == "number"  # 7019: no year to put another one in
        right = str(slip.chinese.low) if is_mistyped else with_date(english, _date(slip))
        suggestion = suggested(bead, right)
        yield Problem(
            f"{in_chinese(bead, slip.chinese)} became “{english}”",
            way_out_for(suggestion),
            span_of(slip.chinese),
            span_of(slip.english),
            suggestion,
            severity=None if slip.is_sure and (_is_near(slip) or not may_clarify) else "warning",
        )


def _is_near(slip: Slip) -> bool:
    """Tell whether one digit was mistyped, rather than another year meant."""
    one, two = str(slip.chinese.low), str(slip.english.low)
    return len(one) == len(two) and sum(a != b for a, b in zip(one, two, strict=True)) == 1


def _date(slip: Slip) -> int:
    """Return the date number of the Chinese."""
    is_year = slip.chinese.kind == "year"
    return int(slip.chinese.low) * _FULL_YEAR if is_year else int(slip.chinese.low)
