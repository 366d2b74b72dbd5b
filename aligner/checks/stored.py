"""Findings as rows of JSON and back, for the cache."""

from __future__ import annotations

from typing import Any

from aligner.document import Place
from aligner.findings import Context, Finding, Passage

Row = list[Any]


def row_of(finding: Finding) -> Row:
    """Return everything in a finding as lists, texts and numbers."""
    context = finding.context
    return [
        finding.code,
        finding.name,
        finding.severity,
        finding.file,
        _place_row(finding.place),
        finding.message,
        finding.way_out,
        finding.is_fixable,
        finding.category,
        finding.suggestion,
        finding.glossary,
        context
        and [
            context.bead,
            _passage_row(context.source),
            _passage_row(context.target),
            context.probability,
            context.unit,
        ],
    ]


def finding_from(row: Row) -> Finding:
    """Return the finding that a row was made of.

    Raises:
        ValueError, TypeError: it was made of none.
    """
    *before, place, message, way_out, is_fixable, category, suggestion, glossary, context = row
    code, name, severity, file = before
    return Finding(
        code,
        name,
        severity,
        file,
        Place(*place),
        message,
        way_out,
        is_fixable,
        category,
        suggestion,
        glossary,
        context and _context(*context),
    )


def _context(bead: int, source: Row, target: Row, probability: float | None, unit: str) -> Context:
    return Context(bead, _passage(*source), _passage(*target), probability, unit)


def _passage(file: str, place: Row, text: str, start: int, end: int) -> Passage:
    return Passage(file, Place(*place), text, start, end)


def _passage_row(passage: Passage) -> Row:
    return [passage.file, _place_row(passage.place), passage.text, passage.start, passage.end]


def _place_row(place: Place) -> Row:
    return [place.line, place.column, place.part]
