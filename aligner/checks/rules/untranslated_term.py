"""A term was left in Chinese characters.

Bad:  推动乡村振兴 → We will advance 乡村振兴.
Good: 推动乡村振兴 → We will advance rural revitalization.

The characters in brackets after a right rendering are no fault.

Known false alarms: a text about the Chinese word itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.wording import advice, chinese_span, replacement


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each term that stands in the English as it is in the Chinese."""
    for one in bead.unrendered:
        if one.fate != "untranslated":
            continue
        term = one.occurrence.term
        yield Problem(
            f"{term.source} is not translated",
            advice(term),
            chinese_span(one.occurrence),
            one.span,
            replacement(bead, term.target),
            term.origin.address,
        )
