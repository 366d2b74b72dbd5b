"""A sentence of a passage that was translated as one lacks support in the translation.

Two or more sentences were aligned with a translation that seems to hold only a part of them. It
is an error where that is nearly sure: hardly a word of the sentence is to be found in the
translation or next to it, the translation is short for what it should hold, and the aligner
doubts that the sentences belong together.

Bad:  加快改革。南方旅游业兴旺。 → We will accelerate reform.
Good: 加快改革。南方旅游业兴旺。 → We will accelerate reform. Tourism is thriving in the south.

Known false alarms: free translations of images and sayings; sentences of names only. A short
sentence that the next one repeats and spells out is mostly not missed.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.completeness import short, spans
from aligner.checks.suspicion import unsupported
from aligner.glossary.rendering import Span


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each source sentence without support."""
    if not bead.has_both:
        return
    for one in unsupported(bead, bead.source):
        yield Problem(
            f"the translation seems to lack “{short(bead.source.text[one.start : one.end])}”",
            "translate it, or check the alignment",
            *spans(bead, source=Span(one.start, one.end)),
            severity=one.severity,
            is_sure=one.is_sure,
        )
