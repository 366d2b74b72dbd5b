"""A negation was lost or added.

“Will” for “will not” turns a policy round. Negation is expressed in many ways, so the rule counts
only what is hardly anything else: it is an error where one side denies outright and the other side
has no word at all that could, and a warning where it has fewer.

Bad:  不得干涉司法。 → Interference in justice is allowed.
Good: 不得干涉司法。 → No one may interfere in justice.

Known false alarms: negations turned into their opposites (“stay firm” for “not waver”). A negation
that is lost beside others of the same passage is mostly not seen.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.completeness import is_in
from aligner.checks.negation import (
    chinese_denials,
    count_in_chinese,
    count_in_english,
    english_denials,
)


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem where one side denies more than the other can."""
    chinese, english = bead.chinese.text, bead.english.text
    if not bead.has_both:
        return
    if denials := chinese_denials(chinese):
        possible = count_in_english(english)
        if len(denials) > possible and is_in(english, "en"):
            span = denials[0]
            yield Problem(
                f"“{chinese[span.start : span.end]}” denies, and the English text does not",
                "check the negation",
                chinese=span,
                severity="warning" if possible else None,
            )
    elif denials := english_denials(english):
        possible = count_in_chinese(chinese)
        if len(denials) > possible and is_in(english, "en"):
            span = denials[0]
            yield Problem(
                f"“{english[span.start : span.end]}” denies, and the Chinese text does not",
                "check the negation",
                english=span,
                severity="warning" if possible else None,
            )
