"""Only a part of a term is rendered: what is found renders a shorter term inside it.

新质生产力 is more than 生产力; “productive forces” alone drops what makes it a term.

Bad:  新质生产力 → productive forces
Good: 新质生产力 → new quality productive forces

Known false alarms: a shorter form used on purpose after the full one. List it as a short form.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.wording import advice, chinese_span, replacement


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each term of which only a part is rendered."""
    for one in bead.unrendered:
        if one.fate != "nested" or one.inner is None:
            continue
        term = one.occurrence.term
        yield Problem(
            f"“{one.text}” renders only {one.inner.source} of {term.source}",
            advice(term),
            chinese_span(one.occurrence),
            one.span,
            replacement(bead, term.target),
            term.origin.address,
        )
