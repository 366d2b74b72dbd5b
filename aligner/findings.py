"""What a check found: one record for every kind of check and every kind of report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from aligner.document import Place

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)


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

    def __str__(self) -> str:
        """Return ``policy.tsv:14:1: GLOS101 message; way out``."""
        line = f"{self.file}:{self.place}: {self.code} {self.message}"
        return f"{line}; {self.way_out}" if self.way_out else line

    @property
    def sort_key(self) -> tuple[str, str, int, int, str]:
        """Findings are listed by file and place, then by code."""
        return (self.file, self.place.part, self.place.line, self.place.column, self.code)
