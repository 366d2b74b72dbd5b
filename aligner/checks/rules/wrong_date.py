"""A date has another month or day than the original.

Bad:  3月5日 → May 5
Good: 3月5日 → March 5

Known false alarms: dates of the lunar calendar that one language converts.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.numbers import in_chinese, in_english, span_of, suggested, way_out_for
from aligner.text.quantities.writing import with_date


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each date that became another one."""
    for slip in bead.numbers.slips:
        if slip.kind != "date":
            continue
        chinese, english = in_chinese(bead, slip.chinese), in_english(bead, slip.english)
        suggestion = suggested(bead, with_date(english, int(slip.chinese.low)))
        yield Problem(
            f"{chinese} became “{english}”",
            way_out_for(suggestion),
            span_of(slip.chinese),
            span_of(slip.english),
            suggestion,
        )
