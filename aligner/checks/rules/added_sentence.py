"""A sentence of the translation has no source.

Either the translator added it, or it was left from another version, or its source is missing.
Sentences without any source are errors, and so are those inside a longer passage that nothing of
the source supports. Of several that follow each other the first is the error.

Bad:  加快改革。 → We will accelerate reform. Tourism is thriving in the south.
Good: 加快改革。 → We will accelerate reform.

Known false alarms: explanations for foreign readers; free translations of images and sayings.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.completeness import gap_severity, is_exchanged, short, spans
from aligner.checks.suspicion import unsupported
from aligner.glossary.rendering import Span


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem where the source is empty, and for each sentence without support."""
    text = bead.target.text
    if not text:
        return
    if bead.source.text:
        yield from _inside(bead)
        return
    yield Problem(
        f"no source of “{short(text)}”",
        "take it out, or check the alignment",
        *spans(bead, target=Span(0, len(text))),
        severity=gap_severity(bead, bead.target),
        is_sure=not is_exchanged(bead),
    )


def _inside(bead: BeadAnalysis) -> Iterator[Problem]:
    for one in unsupported(bead, bead.target):
        yield Problem(
            f"nothing in the source says “{short(bead.target.text[one.start : one.end])}”",
            "take it out, or check the alignment",
            *spans(bead, target=Span(one.start, one.end)),
            severity=one.severity,
        )
