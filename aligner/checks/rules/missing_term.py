"""A term is rendered by none of the renderings that the glossary allows.

Readers know a policy by the words of its official translation; another wording is another policy.

Bad:  新质生产力 → the new type of productivity
Good: 新质生产力 → new quality productive forces

Not reported: drafts, and what a neighbouring sentence, a pronoun or another order of the words
explains (see ALIGN001 and TERM003).

Known false alarms: a translation that leaves a term out because its context says it, or puts it in
words of its own. Where all words of a rendering stand there in another order, it is a hint only.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.analysis.terms import Unrendered
from aligner.checks.base import Problem, Settings
from aligner.checks.wording import advice, chinese_span, replacement


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each occurrence that nothing renders."""
    for one in bead.unrendered:
        if one.fate == "missing":
            yield _missing(bead, one)
        elif one.fate == "scattered":
            yield _scattered(bead, one)


def _missing(bead: BeadAnalysis, one: Unrendered) -> Problem:
    term = one.occurrence.term
    return Problem(
        f"{term.source} is rendered {one.count} of {one.total} times"
        if one.count
        else f"no allowed rendering of {term.source}",
        advice(term),
        chinese_span(one.occurrence),
        one.span,
        replacement(bead, term.target) if one.span else "",
        term.origin.address,
    )


def _scattered(bead: BeadAnalysis, one: Unrendered) -> Problem:
    term = one.occurrence.term
    return Problem(
        f"{term.source}: the words of “{one.text}” stand here in another order or apart",
        "make sure that they are meant as one term",
        chinese_span(one.occurrence),
        one.span,
        glossary=term.origin.address,
        severity="info",
    )
