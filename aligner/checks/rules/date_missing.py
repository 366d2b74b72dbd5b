"""A date of the original is not in the translation.

A warning where it names a day, else a hint: 2016年底 may be “a year earlier”, 4月中 “in the first
four months”.

Bad:  3月5日，会议开幕 → The meeting opened
Good: 3月5日，会议开幕 → The meeting opened on March 5

Known false alarms: the date of publication in a page's heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.completeness import spans
from aligner.checks.numbers import lacked, missing, span_of

_DATED = frozenset({"date", "year", "clock"})
# May, March and August alone are read as no months where they may be other words.
_AMBIGUOUS = re.compile(r"\b(?:May|March|August|Mar|Aug)\b")


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each date without counterpart."""
    if not bead.has_both:
        return
    for quantity in lacked(bead):
        if quantity.kind not in _DATED:
            continue
        is_chinese = bead.source.language == "zh"
        if is_chinese and quantity.kind == "date" and _AMBIGUOUS.search(bead.english.text):
            continue
        names_day = quantity.kind == "date" and quantity.low % 100
        yield Problem(
            missing(bead, quantity),
            "add it, or make sure that it is said otherwise",
            *spans(bead, source=span_of(quantity)),
            severity="warning" if names_day else "info",
        )
