"""A number of the original is not in the translation.

An error where it is printed in digits and can hardly be said without (a percentage, an amount, a
number from 100); a hint where it is a small count, since 两国 is “both countries” and 四大 may be
“major”. What stands in a neighbouring bead is ALIGN002.

Bad:  增长6.5% → grew rapidly
Good: 增长6.5% → grew by 6.5 percent

Known false alarms: 1个百分点 as “every percentage point”; numbers in headings and footnotes that a
translation leaves out on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.analysis.slips import has_gaps, is_telling
from aligner.checks.base import Problem, Settings
from aligner.checks.completeness import spans
from aligner.checks.numbers import lacked, missing, span_of
from aligner.findings import Severity
from aligner.text.quantities import Quantity
from aligner.text.quantities.writing import is_in_digits

_CERTAIN = frozenset({"percent", "point", "money", "number"})
_DATED = frozenset({"date", "year", "clock"})  # DATE003
_UNSAID = frozenset({"ordinal", "fraction", "vague", "multiple"})  # said without a number


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each number without counterpart."""
    if not bead.has_both:
        return
    for quantity in lacked(bead):
        if quantity.kind not in _DATED:
            yield Problem(
                missing(bead, quantity),
                "add it, or make sure that it is said otherwise",
                *spans(bead, source=span_of(quantity)),
                severity=_severity(bead, quantity),
            )


def _severity(bead: BeadAnalysis, quantity: Quantity) -> Severity:
    if not is_telling(quantity) or quantity.kind in _UNSAID:
        return "info"
    in_digits = is_in_digits(bead.source.text, quantity)
    is_one = quantity.low in (0, 1)  # “every percentage point”
    certain = quantity.kind in _CERTAIN and in_digits and not is_one
    return "error" if certain and not has_gaps(bead.english.text) else "warning"
