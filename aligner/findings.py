"""What a check found: one record for every kind of check and every kind of report."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal, get_args

from aligner.document import Place

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)


@dataclass(frozen=True, slots=True)
class Passage:
    """One side of a bead that a finding is about."""

    file: str  # as the user named it
    place: Place  # of what is marked; of the text's beginning where nothing is
    text: str  # the whole side, on one line
    start: int = 0  # half-open code-point offsets into ``text`` of what is marked
    end: int = 0  # equal to ``start``: nothing is marked

    @property
    def marked(self) -> str:
        """The marked part of the text."""
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Context:
    """The bead a finding is about."""

    bead: int  # from 0, in its file
    source: Passage
    target: Passage
    probability: float | None = None  # of the bead, 0 … 1; None: not known
    unit: str = ""  # how its file calls the bead


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at."""

    code: str  # family and three digits: "GLOS101"
    name: str  # the rule in words: "duplicate-source"
    severity: Severity
    file: str  # as the user named it
    place: Place
    message: str
    way_out: str = ""
    is_fixable: bool = False  # --fix mends it without changing what is meant
    category: str = ""  # in MQM's typology: "terminology/wrong-term"
    suggestion: str = ""  # the text to put in place of what is marked in the target
    glossary: str = ""  # the glossary line that decided: "policy.tsv:14"
    context: Context | None = None  # None: not about a bead

    def __str__(self) -> str:
        """Return ``policy.tsv:14:1: GLOS101 message; way out``."""
        line = f"{self.file}:{self.place}: {self.code} {self.message}"
        return f"{line}; {self.way_out}" if self.way_out else line

    @property
    def sort_key(self) -> tuple[str, str, int, int, str]:
        """Findings are listed by file and place, then by code."""
        return (self.file, self.place.part, self.place.line, self.place.column, self.code)


def fingerprint(finding: Finding) -> str:
    """Return what tells a finding from others wherever it moves: 16 hex digits.

    Made from the code, both texts of the bead and what is marked in them, white space collapsed;
    without bead from code, file and message.
    """
    context = finding.context
    if context is None:
        parts = [finding.code, finding.file, finding.message]
    else:
        source, target = context.source, context.target
        parts = [finding.code, source.text, target.text, source.marked, target.marked]
    text = "\0".join(" ".join(part.split()) for part in parts)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:16]
