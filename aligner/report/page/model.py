"""What the page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from aligner.document import Language
from aligner.findings import Finding, Severity
from aligner.scoring.consistency import TermConsistency
from aligner.scoring.score import Score

MarkKind = Literal["term", "number", "error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text that stands out."""

    start: int  # half-open code-point offsets
    end: int
    kind: MarkKind
    label: str = ""  # shown when it is pointed at


@dataclass(frozen=True, slots=True)
class Row:
    """A bead."""

    source: str
    target: str
    probability: float | None = None  # 0 … 1; None: not known
    source_marks: tuple[Mark, ...] = ()
    target_marks: tuple[Mark, ...] = ()
    findings: tuple[Finding, ...] = ()
    bead: int | None = None  # its index in the file, from 0; None: that of the row

    @property
    def worst(self) -> Severity | None:
        """The severity of the worst finding."""
        found = {finding.severity for finding in self.findings}
        order: tuple[Severity, ...] = ("error", "warning", "info")
        return next((severity for severity in order if severity in found), None)


@dataclass(frozen=True, slots=True)
class TermUse:
    """A term with the beads in which it has each rendering."""

    term: str
    preferred: str  # of the glossary; empty: found without one
    renderings: tuple[tuple[str, tuple[int, ...]], ...]  # text (empty: not found), rows from 0

    @property
    def count(self) -> int:
        """Its occurrences."""
        return sum(len(rows) for _, rows in self.renderings)


@dataclass(frozen=True, slots=True)
class Page:
    """One document with what is known of it."""

    title: str
    rows: Sequence[Row]
    source_language: Language = "zh"
    scores: tuple[Score, ...] = ()
    terms: tuple[TermUse, ...] = ()
    deviating: tuple[TermConsistency, ...] = ()  # phrases found without a glossary
    check_below: float = 0.9  # rows of a lower probability are doubtful
    others: tuple[Finding, ...] = ()  # findings that are about no row
    # Of a machine translation: the terms required, and how many each step satisfied.
    enforced: tuple[tuple[str, int], ...] = ()
