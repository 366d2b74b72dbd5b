"""Making the page out of analyses, findings and scores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from aligner.analysis import BeadAnalysis, Side
from aligner.bead import Bead, join
from aligner.document import Language, other_language
from aligner.findings import Finding, Passage
from aligner.glossary.verdict import Verdict
from aligner.report.page.model import Mark, Page, Row, TermUse
from aligner.scoring.scorer import Scored


def page_of_beads(title: str, beads: Iterable[Bead], source_language: Language) -> Page:
    """Return the page of an alignment of which nothing else is known."""
    target_language = other_language(source_language)
    rows = [
        Row(
            join(bead.source, source_language),
            join(bead.target, target_language),
            bead.probability,
        )
        for bead in beads
    ]
    return Page(title, rows, source_language)


def page_of(
    title: str,
    beads: Sequence[BeadAnalysis],
    findings: Iterable[Finding] = (),
    scored: Scored | None = None,
) -> Page:
    """Return the page of one document.

    Args:
        title: its heading.
        beads: all of the document, in order.
        findings: those of its beads; others are left out.
        scored: its scores.
    """
    of_bead: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.context is not None:
            of_bead[finding.context.bead].append(finding)
    rows = [_row(bead, of_bead.get(bead.index, [])) for bead in beads]
    return Page(
        title,
        rows,
        beads[0].source.language if beads else "zh",
        scored.scores if scored else (),
        _terms(beads),
        scored.unlisted if scored else (),
    )


def _row(bead: BeadAnalysis, findings: Sequence[Finding]) -> Row:
    contexts = [finding.context for finding in findings if finding.context]
    sources = [context.source for context in contexts]
    targets = [context.target for context in contexts]
    return Row(
        bead.source.text,
        bead.target.text,
        bead.bead.probability,
        (*_marks(bead, bead.source), *_found(findings, sources)),
        (*_marks(bead, bead.target), *_found(findings, targets)),
        tuple(findings),
    )


def _marks(bead: BeadAnalysis, side: Side) -> Iterator[Mark]:
    """Yield the marks of terms and numbers."""
    for verdict in bead.judgement.verdicts:
        label = f"{verdict.occurrence.term.source} = {verdict.occurrence.term.target}"
        if side.language == "zh":
            yield Mark(verdict.occurrence.start, verdict.occurrence.end, "term", label)
        elif verdict.span is not None:
            yield Mark(verdict.span.start, verdict.span.end, "term", label)
    for quantity in side.quantities:
        yield Mark(quantity.start, quantity.end, "number")


def _found(findings: Sequence[Finding], passages: Sequence[Passage]) -> Iterator[Mark]:
    for finding, passage in zip(findings, passages, strict=True):
        yield Mark(passage.start, passage.end, finding.severity, finding.code)


def _terms(beads: Sequence[BeadAnalysis]) -> tuple[TermUse, ...]:
    """Return the approved terms with their renderings, those with the most renderings first."""
    found: dict[tuple[str, str], dict[str, list[int]]] = {}
    for row, bead in enumerate(beads):
        for verdict in bead.judgement.verdicts:
            term = verdict.occurrence.term
            if term.status == "approved":
                renderings = found.setdefault((term.source, term.target), {})
                renderings.setdefault(_rendering(verdict), []).append(row)
    uses = [
        TermUse(
            source,
            target,
            tuple((text, tuple(rows)) for text, rows in sorted(renderings.items(), key=_often)),
        )
        for (source, target), renderings in found.items()
    ]
    return tuple(sorted(uses, key=lambda use: (-len(use.renderings), -use.count, use.term)))


def _rendering(verdict: Verdict) -> str:
    return "" if verdict.kind == "missing" else verdict.rendering


def _often(item: tuple[str, list[int]]) -> tuple[int, str]:
    return -len(item[1]), item[0]
