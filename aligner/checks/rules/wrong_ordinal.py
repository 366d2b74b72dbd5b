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
from aligner.checks.rules import document_number, enumeration
from aligner.glossary.rendering import Span


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each ordinal that became another one, unless a closer rule tells."""
    slips = [slip for slip in bead.numbers.slips if slip.kind == "ordinal"]
    told = list(_told(bead, settings)) if slips else []
    for slip in slips:
        span = span_of(slip.chinese)
        if any(span.overlaps(other) for other in told):
            continue
        yield Problem(
            f"{in_chinese(bead, slip.chinese)} became “{in_english(bead, slip.english)}”",
            "check the number",
            span,
            span_of(slip.english),
        )


def _told(bead: BeadAnalysis, settings: Settings) -> Iterator[Span]:
    """Yield what the rules about numbers of documents and of items call wrong."""
    if settings.wants("FORM005"):
        yield from (one.chinese for one in document_number.check(bead, settings) if one.chinese)
    if settings.wants("FORM006"):
        found = (one for one in enumeration.check(bead, settings) if one.severity == "error")
        yield from (one.chinese for one in found if one.chinese)
