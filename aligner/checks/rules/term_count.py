"""A term stands more often in the Chinese than it is rendered.

Chinese repeats a term where English has a pronoun or says it once: mostly right, worth a look.

Bad:  企业要创新，企业要守法 → Enterprises should innovate and obey the law they made
Good: 企业要创新，企业要守法 → Enterprises should innovate, and they should obey the law

Reported only where a pronoun (or *these forces*) may stand for the term; else it is TERM001.

Known false alarms: nearly every one, where the pronoun is right. Hence a hint.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.wording import chinese_span


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each occurrence that a pronoun stands for."""
    for one in bead.unrendered:
        if one.fate != "repeated" or one.span is None:
            continue
        term = one.occurrence.term
        yield Problem(
            f"“{bead.english.text[one.span.start : one.span.end]}” stands for {term.source}",
            "make sure that a reader sees what it points to",
            chinese_span(one.occurrence),
            one.span,
            glossary=term.origin.address,
        )
