"""A negation was lost or added.

“Will” for “will not” turns a policy round. Negation is expressed in many ways, so the rule looks
at two things: words that hardly do anything but deny, which have no counterpart at all on the
other side; and for a Chinese negation what stands around it and, in English, around the words that
it denies. The latter is weighed by what was seen in sentence pairs, and is an error where it is
nearly sure, a warning where it is likely.

Bad:  不得干涉司法。 → Interference in justice is allowed.
Good: 不得干涉司法。 → No one may interfere in justice.

Known false alarms: negations turned into their opposites (“stay firm” for “not waver”). A negation
is mostly not missed where the English has another one that the Chinese does not have, or where the
Chinese one is hardly ever translated as such (不断, 不辜负).
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
from aligner.glossary.rendering import Span

# Log-odds that a negation was lost. Of 9,000 right pairs five are above 1.6, none of them in
# reports and statutes; above 0 there would be twenty-three, most of them in freer texts.
_SURE, _DOUBTFUL = 1.6, -0.7


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem where one side denies more than the other can."""
    if not bead.has_both:
        return
    problem = _outright(bead.chinese.text, bead.english.text)
    if problem is None or problem.severity == "warning":
        problem = _probable(bead) or problem
    if problem is not None and is_in(bead.english.text, "en"):
        yield problem


def _outright(chinese: str, english: str) -> Problem | None:
    """Return a problem where words that hardly do anything but deny are too few on one side."""
    if denials := chinese_denials(chinese):
        possible = count_in_english(english)
        if len(denials) > possible:
            return _lost(chinese, denials[0], is_error=not possible)
    elif denials := english_denials(english):
        possible = count_in_chinese(chinese)
        if len(denials) > possible:
            span = denials[0]
            return Problem(
                f"“{english[span.start : span.end]}” denies, and the Chinese text does not",
                "check the negation",
                english=span,
                severity="warning" if possible else None,
            )
    return None


def _probable(bead: BeadAnalysis) -> Problem | None:
    """Return a problem where what stands around a negation tells that it was lost."""
    found = bead.lost_negation
    if found is None or found.odds < _DOUBTFUL:
        return None
    return _lost(bead.chinese.text, found.span, is_error=found.odds >= _SURE)


def _lost(chinese: str, span: Span, *, is_error: bool) -> Problem:
    return Problem(
        f"“{chinese[span.start : span.end]}” denies, and the English text does not",
        "check the negation",
        chinese=span,
        severity=None if is_error else "warning",
    )
