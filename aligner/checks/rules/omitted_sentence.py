"""A sentence of the source has no translation.

Nothing harms a policy text more than a missing sentence, and nothing is harder to see. Where
several follow each other, the first is reported as an error and the others as warnings. Bylines,
dates and the head of a page, whatever stands before the text proper, are warnings at most.

Bad:  加快改革。扩大开放。 → We will accelerate reform.
Good: 加快改革。扩大开放。 → We will accelerate reform. We will open wider.

Known false alarms: sentences whose translation stands far away, as where paragraphs were
rearranged.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.completeness import (
    continues,
    is_bitext,
    is_boilerplate,
    is_exchanged,
    is_front,
    is_in,
    is_label,
    short,
    spans,
)
from aligner.findings import Severity
from aligner.glossary.rendering import Span


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem where the target is empty."""
    text = bead.source.text
    if bead.target.text or not text or is_bitext(bead):
        return
    yield Problem(
        f"no translation of “{short(text)}”",
        "translate it, or check the alignment",
        *spans(bead, source=Span(0, len(text))),
        severity=_severity(bead),
        is_sure=not is_exchanged(bead),
    )


def _severity(bead: BeadAnalysis) -> Severity:
    text, language = bead.source.text, bead.source.language
    if is_boilerplate(text, language):
        return "info"
    is_doubtful = is_front(bead) or continues(bead) or is_label(text, language)
    is_doubtful |= not is_in(text, language)
    return "warning" if is_doubtful else "error"
