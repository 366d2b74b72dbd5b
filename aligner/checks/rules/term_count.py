"""A term stands more often in the Chinese than it is rendered.

Chinese repeats a term where English has a pronoun or says it once: mostly right, worth a look.

Bad:  企业要创新，企业要守法 → Enterprises should innovate and obey their own laws
Good: 企业要创新，企业要守法 → Enterprises should innovate, and they should obey the law

Where a pronoun (or *these forces*) may stand for the term, here or at the beginning of the sentence
after, it is a hint. Where the term is rendered in the sentence already and nothing there looks like
a wrong rendering, a warning; else TERM001 reports it.

Known false alarms: nearly every one, where the pronoun is right.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.wording import chinese_span


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each occurrence without a rendering of its own."""
    for one in bead.unrendered:
        if one.fate != "repeated":
            continue
        term = one.occurrence.term
        pronoun = bead.english.text[one.span.start : one.span.end] if one.span else ""
        yield Problem(
            f"“{pronoun}” stands for {term.source}"
            if pronoun
            else f"{term.source} is rendered {one.count} of {one.total} times",
            "make sure that a reader sees what is meant",
            chinese_span(one.occurrence),
            one.span,
            glossary=term.origin.address,
            severity=None if pronoun else "warning",
        )
