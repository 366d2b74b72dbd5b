"""A clause of the source lacks support in the translation.

A clause between commas is easily lost in a long sentence. Its words are looked for in the
translation and next to it, and the lengths are compared; translators merge clauses that say the
same in other words, so it is an error only where the evidence is strong.

Bad:  加快改革，防范金融风险，扩大开放。 → We will accelerate reform and open wider.
Good: 加快改革，防范金融风险，扩大开放。 → We will accelerate reform, guard against financial risks,
      and open wider.

Known false alarms: parallel clauses summed up in one; sayings; figures of speech.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.completeness import short, spans
from aligner.checks.suspicion import unsupported
from aligner.glossary.rendering import Span


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each source clause without support."""
    if not bead.has_both:
        return
    for one in unsupported(bead, bead.source, clauses=True):
        text = bead.source.text[one.start : one.end]
        yield Problem(
            f"the translation seems to lack the clause “{short(text)}”",
            "translate it",
            *spans(bead, source=Span(one.start, one.end)),
            severity=one.severity,
        )
