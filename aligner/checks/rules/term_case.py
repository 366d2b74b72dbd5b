"""A rendering lacks the capitals that its glossary line asks for.

Names are told from common words by their capitals; only lines whose case is *exact* are checked.

Bad:  国家发展和改革委员会 → national development and reform commission
Good: 国家发展和改革委员会 → National Development and Reform Commission

Known false alarms: texts that write everything in small letters.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.wording import chinese_span, replacement


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each rendering without its capitals."""
    for verdict in bead.judgement.verdicts:
        term, span = verdict.occurrence.term, verdict.span
        if verdict.has_capitals or span is None or term.status != "approved":
            continue
        text = bead.english.text[span.start : span.end]
        is_same = text.casefold() == verdict.rendering.casefold()
        yield Problem(
            f"“{text}” lacks the capitals of “{verdict.rendering}”",
            f"write “{verdict.rendering}”",
            chinese_span(verdict.occurrence),
            span,
            replacement(bead, verdict.rendering) if is_same else "",
            term.origin.address,
        )
