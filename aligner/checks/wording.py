"""What rules about terms have in common to say."""

from __future__ import annotations

from aligner.analysis import BeadAnalysis
from aligner.glossary.matching import Occurrence
from aligner.glossary.model import Term
from aligner.glossary.rendering import Span


def chinese_span(occurrence: Occurrence) -> Span:
    """Return where an occurrence stands in the Chinese."""
    return Span(occurrence.start, occurrence.end)


def advice(term: Term) -> str:
    """Return the way out where a rendering of a term is wanted."""
    return f"write “{term.target}”"


def replacement(bead: BeadAnalysis, text: str) -> str:
    """Return an English text to put into the translation; empty where that is the Chinese."""
    return text if bead.target is bead.english else ""
