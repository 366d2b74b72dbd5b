"""Linting a glossary: what is wrong in it, where, and the way out.

Codes: GLOS0 characters and sides, GLOS1 lines beside each other, GLOS2 replacements and dates,
GLOS3 how terms are found and judged, GLOS4 the glossary's own pairs. ``docs/glossary.md`` explains
each. Cost: linear in the terms, plus one search of all sources in all sources.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aligner.document import Place
from aligner.findings import Finding, Severity
from aligner.glossary.folding import fold_all
from aligner.glossary.lint.base import RULES, Report, Subject
from aligner.glossary.lint.characters import check_characters, clean_term
from aligner.glossary.lint.relations import check_relations
from aligner.glossary.lint.use import check_use
from aligner.glossary.model import Glossary
from aligner.glossary.pairs import TermPair, run_pairs

__all__ = ["RULES", "check_pairs", "fix", "lint"]


def lint(
    glossary: Glossary,
    file: str,
    pairs: Sequence[TermPair] = (),
    pairs_file: str = "",
    least: Severity = "info",
) -> list[Finding]:
    """Return what is wrong, in the order of the file.

    Args:
        glossary: as read from its file.
        file: how the findings call it.
        pairs: the glossary's own tests.
        pairs_file: how the findings call their file.
        least: the least severity of findings to look for.
    """
    report = Report(file, least)
    subject = Subject(glossary)
    check_characters(subject, report)
    check_relations(subject, report)
    check_use(subject, report)
    _check_pairs(subject, pairs, pairs_file, report)
    return sorted(report.findings, key=lambda finding: finding.sort_key)


def check_pairs(glossary: Glossary, pairs: Sequence[TermPair], file: str) -> list[Finding]:
    """Return which of the glossary's own tests fail; ``file`` is how findings call theirs."""
    report = Report(file)
    _check_pairs(Subject(glossary), pairs, file, report)
    return report.findings


def fix(glossary: Glossary) -> Glossary:
    """Return the glossary with the faults mended that change nothing of what is meant.

    White space, invisible and full-width characters, lines that stand there twice, and the order.
    """
    terms = dict.fromkeys(clean_term(term) for term in glossary)
    return replace(glossary, terms=tuple(terms)).in_order()


def _check_pairs(subject: Subject, pairs: Sequence[TermPair], file: str, report: Report) -> None:
    known = {form for _, form in subject.forms} if pairs else set()
    terms = fold_all([pair.term for pair in pairs])
    for result, term in zip(run_pairs(subject.glossary, pairs), terms, strict=True):
        pair, place = result.pair, Place(result.pair.line, 1)
        if term not in known:
            report.add(
                "GLOS402",
                place,
                problem=f"{pair.term} is no term of the glossary",
                way_out="add it, or correct its name",
                file=file,
            )
        elif not result.passed:
            found = ", ".join(result.found) or "not found in the source"
            report.add(
                "GLOS401",
                place,
                problem=f"{pair.term}: expected {pair.expect}, judged {found}",
                way_out="mend the term, or the pair",
                file=file,
            )
