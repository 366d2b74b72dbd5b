"""A term is rendered in a way that the glossary forbids.

Only where its Chinese stands in the same bead: the same English may be right for another term.
Where the bead renders the term well besides, it may belong to other words: a warning. Drafts
forbid nothing yet.

Bad:  一带一路 → One Belt One Road
Good: 一带一路 → Belt and Road

Known false alarms: a translation that quotes a wrong rendering in order to discuss it.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.wording import advice, chinese_span, replacement


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each forbidden rendering."""
    judgement = bead.judgement
    for verdict in (*judgement.verdicts, *judgement.stray):
        term, span = verdict.occurrence.term, verdict.span
        if verdict.kind != "forbidden" or span is None or term.status != "approved":
            continue
        why = f" ({verdict.why})" if verdict.why else ""
        yield Problem(
            f"{term.source} must not be “{bead.english.text[span.start : span.end]}”{why}",
            advice(term),
            chinese_span(verdict.occurrence),
            span,
            replacement(bead, term.target),
            term.origin.address,
            "warning" if verdict in judgement.stray else None,
        )
