"""A term is used that the glossary calls deprecated.

Official language has moved on: another term, or another rendering, has taken its place.

Bad:  计划生育 → family planning, where the glossary deprecates 计划生育 for 优化生育政策
Good: 优化生育政策 → improve the childbirth policy

Not reported where the translation already has the rendering of the new term.

Known false alarms: texts of the time when the term was in use. Give its line a last day instead.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.wording import chinese_span, replacement
from aligner.glossary.model import Term
from aligner.glossary.verdict import Verdict, find_rendering


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each deprecated term, or deprecated rendering of a term."""
    for verdict in bead.judgement.verdicts:
        old = _deprecated(verdict)
        if old is None:
            continue
        new = _successor(bead, verdict, old)
        if new and new.source != old.source and find_rendering(new, bead.english.words):
            continue
        yield _problem(bead, verdict, old, new)


def _deprecated(verdict: Verdict) -> Term | None:
    """Return the deprecated line that decided, where no other allows the rendering as well."""
    lines = (verdict.occurrence.term, *verdict.occurrence.others)
    if verdict.is_good:
        lines = tuple(
            line for line in lines if verdict.rendering in (*line.renderings, *line.short)
        )
    is_old = bool(lines) and all(line.status == "deprecated" for line in lines)
    return lines[0] if is_old else None


def _successor(bead: BeadAnalysis, verdict: Verdict, old: Term) -> Term | None:
    """Return the line that has taken the place of a deprecated one."""
    for line in (verdict.occurrence.term, *verdict.occurrence.others):
        if line.status == "approved":
            return line
    if bead.matcher is None or not old.replaced_by:
        return None
    found = bead.matcher.all_matches(old.replaced_by)
    return next((term for term, *_ in found if old.replaced_by in term.sources), None)


def _problem(bead: BeadAnalysis, verdict: Verdict, old: Term, new: Term | None) -> Problem:
    span = verdict.span
    same = new is not None and new.source == old.source
    text = bead.english.text[span.start : span.end] if span else ""
    name = old.replaced_by or (new.source if new else "")
    return Problem(
        f"“{text}” is a deprecated rendering of {old.source}"
        if same
        else f"{old.source} is a deprecated term",
        f"write “{new.target}”" if new else f"the term is {name} now" if name else "",
        chinese_span(verdict.occurrence),
        span,
        replacement(bead, new.target) if new and span else "",
        old.origin.address,
    )
