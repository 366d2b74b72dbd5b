"""Findings as a page: the beads that have any, side by side, with what was found marked in them."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.findings import Context, Finding, Passage
from aligner.report.base import Look, Run
from aligner.report.page import Mark, Page, Row, render

_TITLES = 3  # files named in the heading


def html_report(findings: Sequence[Finding], run: Run, look: Look) -> bytes:
    """Return the page, the findings that are about no bead above the others."""
    rows = _rows(findings)
    others = tuple(finding for finding in findings if finding.context is None)
    names = ", ".join(run.files[:_TITLES]) + (" …" if len(run.files) > _TITLES else "")
    return "".join(render(Page(names, rows, others=others))).encode(errors="replace")


def _rows(findings: Sequence[Finding]) -> list[Row]:
    """Return a row for each bead, in the order of its first finding."""
    of_bead: dict[tuple[str, str, int], list[Finding]] = {}
    contexts: dict[tuple[str, str, int], Context] = {}
    for finding in findings:
        context = finding.context
        if context is not None:
            key = (context.source.file, context.target.file, context.bead)
            of_bead.setdefault(key, []).append(finding)
            contexts.setdefault(key, context)
    return [_row(contexts[key], own) for key, own in of_bead.items()]


def _row(context: Context, findings: Sequence[Finding]) -> Row:
    known = [(one, one.context) for one in findings if one.context]
    return Row(
        context.source.text,
        context.target.text,
        context.probability,
        tuple(_mark(one, context.source) for one, context in known),
        tuple(_mark(one, context.target) for one, context in known),
        tuple(findings),
        context.bead,
    )


def _mark(finding: Finding, side: Passage) -> Mark:
    return Mark(side.start, side.end, finding.severity, finding.code)
