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
    last: Place | None = None  # of the last marked character; None: not known, or nothing marked

    @property
    def marked(self) -> str:
        """The marked part of the text."""
        return self.text[self.start : self.end]

    @property
    def is_exact(self) -> bool:
        """Whether the marked text stands in the file as it does here, in one line."""
        if self.last is None or self.start == self.end:
            return False
        first, length = self.place, self.end - self.start
        return self.last == Place(first.line, first.column + length - 1, first.part)


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

    @property
    def passage(self) -> Passage | None:
        """The side of the bead that the finding's place is in."""
        if self.context is None:
            return None
        for side in (self.context.target, self.context.source):
            if (side.file, side.place) == (self.file, self.place):
                return side
        return None


def fingerprint(finding: Finding) -> str:
    """Return 16 hexadecimal digits that stay the same when the text around a finding changes.

    They are of the code, both texts and what is marked in them; of code, file and message where
    there is no bead. Places, the wording of messages and white space do not count.
    """
    context = finding.context
    if context is None:
        parts = [finding.code, finding.file, finding.message]
    else:
        source, target = context.source, context.target
        parts = [finding.code, source.text, target.text, source.marked, target.marked]
    # A line feed cannot stand in a part any more: no two lists of parts give the same text.
    text = "\n".join(" ".join(part.split()) for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
