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
from aligner.checks.completeness import gap_severity, is_bitext, is_exchanged, short, spans
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
        severity=gap_severity(bead, bead.source),
        is_sure=not is_exchanged(bead),
    )
